package org.clickrouter.observe;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.clickrouter.text.LogThrottle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds this machine's clock against another one's: by it windows end and leases are over. Where they differ, what goes
 * wrong shows far from its cause. Only told, never corrected: the other clock may be the wrong one.
 */
public final class ClockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    /** Far more than a rounded second and what NTP leaves. */
    private static final Duration TOLERATED = Duration.ofSeconds(10);

    private final String whose;
    private final String ifAhead;
    private final String ifBehind;
    private final Clock clock;
    private final MeterRegistry registry;
    private final LogThrottle throttle;
    private AtomicLong ahead;

    /**
     * @param whose the other clock's owner: a word, which the metric has as {@code of}
     * @param ifAhead what follows when ours is ahead of it
     * @param ifBehind what follows when ours is behind it
     */
    public ClockWatch(String whose, String ifAhead, String ifBehind, Clock clock, MeterRegistry registry) {
        this.whose = whose;
        this.ifAhead = ifAhead;
        this.ifBehind = ifBehind;
        this.clock = clock;
        this.registry = registry;
        this.throttle = new LogThrottle(clock, Duration.ofHours(1));
    }

    /**
     * @param asked when it was asked, by our clock; the other's time may be of any moment since, since some servers
     *     tell when a request came
     * @param theirs what the other clock said
     * @return whether the two differ by more than can be explained
     */
    public synchronized boolean differs(Instant asked, Instant theirs) {
        Instant now = clock.instant();
        Duration difference = theirs.isBefore(asked)
                ? Duration.between(theirs, asked)
                : theirs.isAfter(now) ? Duration.between(theirs, now) : Duration.ZERO;
        if (ahead == null) {
            ahead = new AtomicLong();
            Metric.CLOCK_AHEAD.gauge(registry, ahead, whose);
        }
        ahead.set(difference.toSeconds());
        boolean differs = difference.abs().compareTo(TOLERATED) > 0;
        String direction = difference.isNegative() ? "behind" : "ahead of";
        if (differs && throttle.worthALine(direction)) {
            LOG.warn(
                    "The clock of this machine is {} s {} that of the {}: {}. Let NTP set it",
                    difference.abs().toSeconds(),
                    direction,
                    whose,
                    difference.isNegative() ? ifBehind : ifAhead);
        }
        return differs;
    }
}
