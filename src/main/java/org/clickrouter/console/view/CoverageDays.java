package org.clickrouter.console.view;

import java.util.List;

/** The ledger of reading as days, one operation after the other. */
public record CoverageDays(List<Operation> operations) {

    /** @param days the oldest first */
    public record Operation(String name, String zone, List<Day> days, List<Gap> gaps) {}

    /**
     * One day in the operation's zone.
     *
     * @param date {@code yyyy-MM-dd}
     * @param read share of its seconds that were read, 0 to 1; of today, of those that are over
     * @param gap whether a named gap touches it
     */
    public record Day(String date, double read, boolean gap) {}

    /** Seconds that no answer could give; epoch seconds, both inclusive. */
    public record Gap(long from, long to, String reason) {}
}
