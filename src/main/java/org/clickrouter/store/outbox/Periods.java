package org.clickrouter.store.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts time into periods, of which each is collected into one message. The cut depends on nothing but the time, so the
 * same deliveries come together again after a failure, a crash or in another instance.
 */
@FunctionalInterface
public interface Periods {

    /** From begin on and before end, epoch milliseconds. */
    record Period(long begin, long end) {}

    /** The period in which a time lies. */
    Period around(long millis);

    /** Periods of one length, counted from 1970 on. */
    static Periods every(Duration length) {
        return millis -> {
            long begin = Math.floorDiv(millis, length.toMillis()) * length.toMillis();
            return new Period(begin, begin + length.toMillis());
        };
    }

    /**
     * Periods that end each day at certain times.
     *
     * @param times at least one
     * @param zone whose clock shows them; a time that a change of the clock skips comes as much later
     */
    static Periods endingAt(List<LocalTime> times, ZoneId zone) {
        return millis -> {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
            List<Long> ends = Stream.of(day.minusDays(1), day, day.plusDays(1))
                    .flatMap(each -> times.stream()
                            .map(time ->
                                    each.atTime(time).atZone(zone).toInstant().toEpochMilli()))
                    .sorted()
                    .toList();
            return new Period(
                    ends.stream()
                            .filter(end -> end <= millis)
                            .reduce((one, later) -> later)
                            .orElseThrow(),
                    ends.stream().filter(end -> end > millis).findFirst().orElseThrow());
        };
    }
}
