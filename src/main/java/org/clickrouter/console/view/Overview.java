package org.clickrouter.console.view;

import java.util.List;
import java.util.Map;

/**
 * The first page, and what {@code status} prints: what needs somebody first, then each operation and each destination.
 * Times are ISO 8601 with the offset; null where nothing is known.
 *
 * @param version of what asks, which need not be that of what runs
 * @param home whose settings were read
 * @param now when it was read
 * @param well whether nothing needs anybody
 * @param running whether a process runs the main job on this store
 * @param processes those of the last week
 * @param attention what needs somebody, the worst first
 * @param findings what doctor found when it looked last; it is no part of {@code well}
 */
public record Overview(
        String version,
        String home,
        String now,
        boolean well,
        boolean running,
        List<Process> processes,
        List<Attention> attention,
        List<Attention> findings,
        List<Operation> operations,
        List<Destination> destinations) {

    /** A process that runs the main job, or did. */
    public record Process(String name, String version, boolean running, String since, String seen, String ended) {}

    /**
     * @param severity {@code error}, or {@code warning} for what holds up nothing or is tried again by itself
     * @param kind such as unrouted or dead; {@code problem.KIND} of the console's words says it
     * @param subject the operation or the destination
     * @param count how many clicks, deliveries, stretches or records
     * @param since the oldest of them
     * @param reason the newest that is known; perhaps empty
     * @param text the whole in a sentence, with what to do
     */
    public record Attention(
            String severity, String kind, String subject, long count, String since, String reason, String text) {

        /** The page that shows more of it, or null. */
        public String page() {
            return switch (kind) {
                case "dead" -> "/deliveries?state=dead&destination=" + subject;
                case "failing", "no-destination" -> "/deliveries?state=pending&destination=" + subject;
                case "paused" -> "/destinations/" + subject;
                case "gaps", "differs" -> "/coverage";
                case "unrouted" -> "/rules";
                default -> null;
            };
        }
    }

    /**
     * How far one operation is read.
     *
     * @param stopped kind of the answer that stopped it
     * @param codesWithin by a length of time, the part of the codes that came within it, 0 to 1
     */
    public record Operation(
            String operation,
            boolean polled,
            String stopped,
            String readUpTo,
            String lastGoodPoll,
            String lastWithClicks,
            String lastFailure,
            int failures,
            String nextTry,
            int callsToday,
            int callsLimit,
            String callsCountedAnewFrom,
            long clicks,
            Map<String, Double> codesWithin,
            long codesWatched,
            long gaps,
            long quarantined) {

        /** Per cent of the codes that came later than an hour after the click; null where none is known. */
        public Integer later() {
            Double within = codesWithin.get("1h");
            return within == null ? null : (int) Math.round((1 - within) * 100);
        }
    }

    /**
     * One destination's queue.
     *
     * @param on whether it has what it needs to be sent to: false where its address is not set; null where that is not
     *     known
     * @param deliveredToday since midnight in the zone of the first operation, of the newest {@value Recent#DELIVERIES}
     *     deliveries
     * @param deliveredByHour the same, in each of the last 24 hours, the oldest first
     */
    public record Destination(
            String destination,
            Boolean on,
            long deliveredToday,
            List<Integer> deliveredByHour,
            long pending,
            String oldestPending,
            long dead,
            Pause paused) {}

    /** @param by hand, gone, misconfigured or refused */
    public record Pause(String by, String since, String reason, String nextTry, String until) {}
}
