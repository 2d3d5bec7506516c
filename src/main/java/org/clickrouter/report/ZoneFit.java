package org.clickrouter.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the zone in which the report is asked can be the one in which it is written. Its times carry no offset, so
 * only the dates of its records tell: none can lie ahead of now, and where many came in the hours before, some must
 * have come in the last one.
 */
public final class ZoneFit {

    /** Clocks differ, and a click may be dated by its end. */
    private static final Duration SLACK = Duration.ofMinutes(10);
    /** No zone differs from another by less. */
    private static final Duration QUIET = Duration.ofMinutes(50);

    private static final Duration BEFORE = Duration.ofHours(6);
    private static final int ENOUGH = 20;
    /** So many times the usual time between two clicks. */
    private static final int UNUSUAL = 10;

    private ZoneFit() {}

    /**
     * @param made when clicks of the last hours were made, as the operation's zone has it
     * @return by how much the report's clock differs from that zone: positive where it is ahead; empty where nothing
     *     speaks against the zone
     */
    public static Optional<Duration> difference(List<Instant> made, Instant now) {
        Instant newest = made.stream().max(Instant::compareTo).orElse(null);
        if (newest == null) {
            return Optional.empty();
        }
        Duration silence = Duration.between(newest, now);
        if (silence.compareTo(SLACK.negated()) < 0) {
            return Optional.of(silence.negated());
        }
        long before =
                made.stream().filter(at -> !at.isBefore(newest.minus(BEFORE))).count();
        boolean unusual = before >= ENOUGH
                && silence.compareTo(QUIET) > 0
                && silence.compareTo(BEFORE.dividedBy(before).multipliedBy(UNUSUAL)) > 0;
        return unusual ? Optional.of(silence.negated()) : Optional.empty();
    }
}
