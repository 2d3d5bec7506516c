package org.clickrouter.store.progress;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the store knows of an operation. Times are epoch milliseconds, "second" is epoch seconds; null where nothing is
 * known yet.
 *
 * @param originSecond where the first poll began
 * @param progressSecond every second up to here has been read
 * @param spanSeconds how long a window may be now
 * @param nextPoll not before this
 * @param failures in a row
 * @param stopped kind of answer that stopped the operation, or null
 * @param lastGood when a window was last read to its end
 * @param lastRecords when an answer last held records
 * @param lastMessage what went wrong last, in words; null once a window succeeded
 */
public record OperationState(
        String operation,
        Long originSecond,
        Long progressSecond,
        long spanSeconds,
        long nextPoll,
        int failures,
        String stopped,
        Long lastGood,
        Long lastRecords,
        String lastMessage) {

    private static final long OVERDUE_MILLIS = Duration.ofMinutes(15).toMillis();

    /**
     * Whether it is due, and whatever polls it neither reads nor fails: a poll under way tells of each window that it
     * has read.
     *
     * @param running since when a process has been there that polls it, epoch milliseconds
     * @param call the longest that a call may take
     * @return since when nothing has happened, epoch milliseconds; empty where all is in time, or it is stopped
     */
    public OptionalLong overdueSince(long running, Duration call, long now) {
        long since = Math.max(running, Math.max(nextPoll, lastGood == null ? 0 : lastGood));
        return stopped == null && now - since >= OVERDUE_MILLIS + call.toMillis()
                ? OptionalLong.of(since)
                : OptionalLong.empty();
    }
}
