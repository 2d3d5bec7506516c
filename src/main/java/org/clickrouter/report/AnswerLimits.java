package org.clickrouter.report;

import java.util.List;
import org.clickrouter.report.failure.AnswerKind;

/**
 * How much of an answer is taken, and how it is cut.
 *
 * @param chunkSize records in a chunk at most
 * @param chunkChars characters of JSON text in a chunk at most, save that one record always fits
 * @param maxRecordChars characters of one record's JSON text; a longer one is a {@link BadRecord}
 * @param maxBytes bytes of the answer after decompression; a longer one fails as {@link AnswerKind#TOO_LARGE}
 * @param maxRecords records at which the API may have cut the answer silently (documented: 60,000)
 * @param margin how many records below {@code maxRecords} already count as full
 * @param secrets texts that are masked in every message
 */
public record AnswerLimits(
        int chunkSize,
        int chunkChars,
        int maxRecordChars,
        long maxBytes,
        int maxRecords,
        int margin,
        List<String> secrets) {
    private static final int MIB = 1 << 20;

    /** Checks the numbers; throws IllegalArgumentException with the rule that is broken. */
    public AnswerLimits {
        if (chunkSize < 1 || chunkChars < 1 || maxRecordChars < 1 || maxBytes < 1 || maxRecords < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
        if (margin < 0 || margin >= maxRecords) {
            throw new IllegalArgumentException("margin must be at least 0 and below maxRecords, is " + margin);
        }
        secrets = List.copyOf(secrets);
    }

    /**
     * @return 1,000 records or 1 Mi characters a chunk, 1 Mi characters a record, 257 MiB and 60,000 records an answer,
     *     margin 10
     */
    public static AnswerLimits defaults() {
        return new AnswerLimits(1000, MIB, MIB, 257L * MIB, 60_000, 10, List.of());
    }

    /** @return the same with other chunks */
    public AnswerLimits withChunkSize(int records) {
        return new AnswerLimits(records, chunkChars, maxRecordChars, maxBytes, maxRecords, margin, secrets);
    }

    /** @return the same with another limit of decompressed bytes */
    public AnswerLimits withMaxBytes(long bytes) {
        return new AnswerLimits(chunkSize, chunkChars, maxRecordChars, bytes, maxRecords, margin, secrets);
    }

    /** @return the same with another size at which an answer counts as full */
    public AnswerLimits withMaxRecords(int records, int newMargin) {
        return new AnswerLimits(chunkSize, chunkChars, maxRecordChars, maxBytes, records, newMargin, secrets);
    }

    /** @return the same with these texts masked in every message */
    public AnswerLimits withSecrets(List<String> texts) {
        return new AnswerLimits(chunkSize, chunkChars, maxRecordChars, maxBytes, maxRecords, margin, texts);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "AnswerLimits[chunkSize=" + chunkSize + ", chunkChars=" + chunkChars + ", maxRecordChars="
                + maxRecordChars + ", maxBytes=" + maxBytes + ", maxRecords=" + maxRecords + ", margin=" + margin
                + ", secrets=" + secrets.size() + "]";
    }
}
