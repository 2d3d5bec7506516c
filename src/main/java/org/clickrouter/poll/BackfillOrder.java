package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.clickrouter.store.progress.Backfills;

/** Orders history by the days of an operation's zone; whatever process polls it reads it behind live polling. */
public final class BackfillOrder {

    private BackfillOrder() {}

    /**
     * @param lag how long after a second it may be read
     * @param to the last day, inclusive; what lies in the future is left out
     * @param routed whether its clicks go through the routing file
     * @return what was ordered, or the same order that is under way
     * @throws IllegalArgumentException for days that cannot be
     * @throws org.clickrouter.store.progress.ForgottenException when it would route clicks that have been deleted
     */
    public static Backfills.Backfill place(
            Backfills backfills,
            String operation,
            ZoneId zone,
            LocalDate from,
            LocalDate to,
            boolean routed,
            Duration lag,
            Clock clock) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(to + ": must not be before " + from);
        }
        long now = clock.instant().getEpochSecond() - lag.toSeconds();
        long first = from.atStartOfDay(zone).toEpochSecond();
        long last = Math.min(now, to.plusDays(1).atStartOfDay(zone).toEpochSecond() - 1);
        if (last < first) {
            throw new IllegalArgumentException(from + ": lies in the future");
        }
        return backfills.order(operation, first, last, routed);
    }
}
