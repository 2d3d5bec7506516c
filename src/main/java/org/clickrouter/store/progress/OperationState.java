package org.clickrouter.store.progress;

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
        String lastMessage) {}
