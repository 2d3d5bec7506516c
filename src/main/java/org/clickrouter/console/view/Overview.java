package org.clickrouter.console.view;

import java.util.List;

/**
 * The first page: what is wrong first, then each operation and each destination. Times are epoch milliseconds.
 *
 * @param version of the product
 * @param now when it was read
 * @param problems the worst first; empty when all is well
 */
public record Overview(
        String version, long now, List<Problem> problems, List<Operation> operations, List<Destination> destinations) {

    /**
     * Something to look after: what {@code status} tells, too.
     *
     * @param severity {@code error} or {@code warning}
     * @param key its kind, as {@code status --json} names it; {@code problem.KEY} of the console's words says it
     * @param subject the operation or destination
     * @param count how many clicks, deliveries, stretches or records
     * @param since the oldest of them; null where that is not known
     * @param detail the newest reason that is known; perhaps empty
     */
    public record Problem(String severity, String key, String subject, long count, Long since, String detail) {

        /** The page that shows more of it, or null. */
        public String page() {
            return switch (key) {
                case "dead" -> "/deliveries?state=dead&destination=" + subject;
                case "failing", "no-destination" -> "/deliveries?state=pending&destination=" + subject;
                case "paused", "paused-by-hand" -> "/destinations/" + subject;
                case "gaps" -> "/coverage";
                case "unrouted" -> "/rules";
                default -> null;
            };
        }
    }

    /**
     * How far one operation is read.
     *
     * @param zone of its times
     * @param readUpTo null before the first poll
     * @param lastGood last poll that succeeded, or null
     * @param stopped kind of the answer that stopped it, or null
     * @param lateShare share of codes that came later than an hour after the click, in per cent; null where none is
     *     known
     */
    public record Operation(
            String name,
            String zone,
            Long readUpTo,
            Long lastGood,
            String stopped,
            int failures,
            String lastMessage,
            int callsUsed,
            int callsLimit,
            long gaps,
            long quarantined,
            Integer lateShare) {}

    /**
     * One destination's queue.
     *
     * @param on whether a route takes from it
     * @param oldest when the oldest that waits was queued, or null
     * @param paused why it is paused, or null
     * @param delivered in each of the last 24 hours, the oldest first
     */
    public record Destination(
            String name, boolean on, long waiting, Long oldest, long dead, String paused, List<Integer> delivered) {}
}
