package org.clickrouter.console.view;

import java.util.List;

/** The ledger of reading as days, one operation after the other. */
public record CoverageDays(List<Operation> operations) {

    /** @param days the oldest first */
    public record Operation(String name, String zone, List<Day> days, List<Gap> gaps, List<Backfill> backfills) {}

    /**
     * One day in the operation's zone.
     *
     * @param date {@code yyyy-MM-dd}
     * @param read share of its seconds that were read, 0 to 1; of today, of those that are over
     * @param gap whether a named gap touches it
     */
    public record Day(String date, double read, boolean gap) {}

    /**
     * History that is being read. Seconds are epoch seconds, both inclusive.
     *
     * @param next everything before is read
     * @param routed whether its clicks go through the routing file
     */
    public record Backfill(String id, long from, long to, long next, boolean routed, long records) {}

    /** Seconds that no answer could give; epoch seconds, both inclusive. */
    public record Gap(long from, long to, String reason) {}
}
