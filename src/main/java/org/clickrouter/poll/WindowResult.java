package org.clickrouter.poll;

import org.clickrouter.report.failure.AnswerException;

/** How reading one window ended. {@link Decisions} alone decides what follows. */
sealed interface WindowResult {

    /** The answer was whole, and is stored to its end. */
    record Read(long records, long bytes) implements WindowResult {}

    /** There is more than one answer holds, or than we take; what came is stored. */
    record Full(String reason, long records) implements WindowResult {}

    /**
     * The answer held fewer records than it announced; what came is stored.
     *
     * @param lack that in words
     * @param passed whether that was believed, so that the window is behind us
     */
    record Short(String lack, boolean passed, long records) implements WindowResult {}

    /**
     * The product itself refused the call, to keep a limit of the token; nothing was sent.
     *
     * @param retryAt when it may be tried again, epoch milliseconds
     */
    record Refused(String message, long retryAt) implements WindowResult {}

    /** The API failed; whole records that came before are stored. */
    record Failed(AnswerException failure) implements WindowResult {}

    /**
     * Our own store failed, or another instance took the operation over.
     *
     * @param lost whether it was taken over
     */
    record Unstored(String message, boolean lost) implements WindowResult {}

    /** The product ends, and waited no longer for the API; whole records that came before are stored. */
    record GivenUp() implements WindowResult {}

    /** @return whether the API gave an answer that speaks of the window, be it whole or not */
    default boolean answered() {
        return this instanceof Read || this instanceof Full || this instanceof Short;
    }

    /** @return records that came */
    default long count() {
        return this instanceof Read read
                ? read.records
                : this instanceof Full full ? full.records : this instanceof Short few ? few.records : 0;
    }
}
