package org.clickrouter.report.failure;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next call after failures in a row.
 *
 * @param base the first delay of RETRY, 5 s in production; the other delays keep their proportion to it
 * @param random where the jitter of 20 % up or down comes from
 */
public record Backoff(Duration base, RandomGenerator random) {
    private static final int RETRY_CAP = 180; // 15 min
    private static final int SHORT_FIRST = 3; // 15 s
    private static final int SHORT_CAP = 24; // 2 min
    private static final int LONG_FIRST = 60; // 5 min
    private static final int LONG_CAP = 720; // 1 h
    private static final int GAP_FIRST = 6; // 30 s
    private static final int GAP_CAP = 17_280; // 1 day
    private static final double GAP_GROWTH = 1.5;
    private static final double JITTER = 0.2;

    /** The base of production. */
    public static final Duration BASE = Duration.ofSeconds(5);

    /** Checks that the base is above zero. */
    public Backoff {
        if (base.isNegative() || base.isZero()) {
            throw new IllegalArgumentException("base must be above zero, is " + base);
        }
    }

    /**
     * RETRY and SMALLER_WINDOW: 5 s doubling to 15 min. SHORT_BACK_OFF: 15 s to 2 min. All others: 5 min to 1 h.
     *
     * @param kind the last failure
     * @param failures how many in a row, 1 for the first
     * @return the delay, the cap plus 20 % at most; zero where the answer is no failure or {@code failures} is below 1
     */
    public Duration next(AnswerKind kind, int failures) {
        if (!kind.failure() || failures < 1) {
            return Duration.ZERO;
        }
        return switch (kind.action()) {
            case RETRY, SMALLER_WINDOW -> delay(1, RETRY_CAP, failures);
            case SHORT_BACK_OFF -> delay(SHORT_FIRST, SHORT_CAP, failures);
            default -> delay(LONG_FIRST, LONG_CAP, failures);
        };
    }

    private Duration delay(int first, int cap, int failures) {
        return wait(Math.min(cap, first * Math.pow(2, failures - 1.0)));
    }

    /**
     * How long a gap waits for its next try: 30 s, growing by half to a day.
     *
     * @param tries how often it was tried in vain, 1 for the first
     */
    public Duration gap(int tries) {
        return wait(Math.min(GAP_CAP, GAP_FIRST * Math.pow(GAP_GROWTH, tries - 1.0)));
    }

    private Duration wait(double units) {
        return Duration.ofNanos((long) (base.toNanos() * units * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }
}
