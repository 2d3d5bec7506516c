package org.clickrouter.cli.output;

import java.util.List;
import java.util.Map;

/**
 * What {@code status} prints, as {@code --json} names it in docs/commands.md. Times are ISO 8601 with the offset; null
 * where nothing is known.
 *
 * @param version of this command, which need not be that of what runs
 * @param home whose settings were read
 * @param well whether nothing needs anybody
 * @param running whether a process runs the main job on this store
 * @param processes those of the last week
 * @param attention what needs somebody
 */
public record StatusView(
        String version,
        String home,
        boolean well,
        boolean running,
        List<Process> processes,
        List<Attention> attention,
        List<Operation> operations,
        List<Destination> destinations) {

    /** A process that runs the main job, or did. */
    public record Process(String name, String version, boolean running, String since, String seen, String ended) {}

    /**
     * @param kind such as unrouted or dead
     * @param subject the operation or the destination
     * @param reason the newest that is known; perhaps empty
     * @param text the whole in a sentence, with what to do
     */
    public record Attention(String kind, String subject, long count, String since, String reason, String text) {}

    /** @param codesWithin by a length of time, the part of the codes that came within it, 0 to 1 */
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
            long quarantined) {}

    /**
     * @param on whether it has what it needs to be sent to: false where its address is not set; null where that is not
     *     known
     * @param deliveredToday since midnight in the zone of the first operation
     */
    public record Destination(
            String destination,
            Boolean on,
            long deliveredToday,
            long pending,
            String oldestPending,
            long dead,
            Pause paused) {}

    /** @param by hand, gone or refused */
    public record Pause(String by, String since, String reason, String nextTry, String until) {}
}
