package org.clickrouter.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.clickrouter.text.Durations;

/**
 * How long a delivery waits after each failed attempt, until it is dead.
 *
 * @param delays the wait after the first, second, ... attempt; none is zero
 */
public record RetrySchedule(List<Duration> delays) {
    private static final double JITTER = 0.1;

    /** Keeps its own copy of the delays. */
    public RetrySchedule {
        delays = List.copyOf(delays);
    }

    /**
     * Reads a schedule such as {@code 5s,5m,30m,2h}.
     *
     * @param text lengths of time as {@link Durations} reads them, separated by commas
     * @return the schedule, at least one delay long
     * @throws IllegalArgumentException naming the part that is not a length of time, or is zero
     */
    public static RetrySchedule parse(String text) {
        String[] parts = (text == null ? "" : text).split(",", -1);
        return new RetrySchedule(Arrays.stream(parts).map(RetrySchedule::delay).toList());
    }

    /** How often a delivery is tried before it is dead: once more than there are delays. */
    public int attempts() {
        return delays.size() + 1;
    }

    /**
     * The wait before the next attempt, moved by up to a tenth either way, so that many deliveries that failed together
     * do not come back together.
     *
     * @param attempts how many attempts were made, 1 after the first
     * @param random where the jitter comes from
     * @return the wait in whole milliseconds, or empty when no attempt is left and the delivery is dead
     */
    public Optional<Duration> delayAfter(int attempts, RandomGenerator random) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more, not " + attempts);
        }
        if (attempts > delays.size()) {
            return Optional.empty();
        }
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Optional.of(Duration.ofMillis(
                Math.max(1, Math.round(delays.get(attempts - 1).toMillis() * factor))));
    }

    /** The schedule as settings write it. */
    @Override
    public String toString() {
        return delays.stream().map(Durations::format).collect(Collectors.joining(","));
    }

    private static Duration delay(String part) {
        if (part.isBlank()) {
            throw new IllegalArgumentException(
                    "the retry schedule has an empty part: write delays separated by commas, for example 5s,5m,30m");
        }
        Duration delay;
        try {
            delay = Durations.parse(part);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("the retry schedule's part " + wrong.getMessage(), wrong);
        }
        if (delay.isZero()) {
            throw new IllegalArgumentException(
                    "the retry schedule's part '" + part.strip() + "' must be longer than 0");
        }
        return delay;
    }
}
