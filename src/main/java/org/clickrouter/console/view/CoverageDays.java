package org.clickrouter.console.view;

import java.util.List;
import java.util.Map;

/**
 * The ledger of reading as days, one operation after the other: the page Coverage, and what {@code coverage} prints.
 * Times are ISO 8601 with the offset of the operation.
 */
public record CoverageDays(List<Operation> operations) {

    /** Whether anything of it could not be read. */
    public boolean gap() {
        return operations.stream()
                .flatMap(operation -> operation.days.stream())
                .anyMatch(day -> day.hours.contains("!"));
    }

    /**
     * One operation.
     *
     * @param zone in which its days and hours are
     * @param polled whether anything was ever read
     * @param days the oldest first
     * @param backfills those under way
     */
    public record Operation(
            String operation, String zone, boolean polled, List<Day> days, List<Backfill> backfills, Late late) {}

    /**
     * One day in the operation's zone.
     *
     * @param day {@code yyyy-MM-dd}
     * @param hours one sign an hour: # settled, + read, ! gap, . never read
     * @param clicks with dates of that day in the store
     * @param state proven, complete, settling, gap, differs, partial or unread
     * @param theirs as many as the vendor counts; null: it was not asked, or tells nothing
     * @param notComparable why its total says nothing of the day; null: nothing stands against it
     */
    public record Day(
            String day,
            String hours,
            long clicks,
            String state,
            Long theirs,
            boolean readAgain,
            String notComparable,
            List<Gap> gaps) {}

    /**
     * A stretch that could not be read whole, or that reading passed without a look at it.
     *
     * @param from first second
     * @param to last second, inclusive
     * @param tries how often it was read again in vain
     * @param nextTry when it is read again, or null where it was not yet
     */
    public record Gap(String from, String to, String reason, int tries, String nextTry) {}

    /**
     * History that is being read.
     *
     * @param next everything before is read
     * @param share of it that is read, 0 to 1
     * @param routed whether its clicks go through the routing file
     * @param ends when it will be read at the pace it had until now; null before its first slice
     */
    public record Backfill(
            String id, String from, String to, String next, double share, boolean routed, long records, String ends) {}

    /**
     * How late codes come, and how far back the re-reads look for them.
     *
     * @param codes how many were watched
     * @param within by a length of time, the part of the codes that came within it, 0 to 1; empty where none is known
     * @param tiers of {@code poll.re-read}
     * @param reached the part of the codes that came within the widest tier; null where none is known
     */
    public record Late(long codes, Map<String, Double> within, List<Tier> tiers, Double reached) {}

    /** Seconds up to {@code span} back are read again so often. */
    public record Tier(String span, String every) {}
}
