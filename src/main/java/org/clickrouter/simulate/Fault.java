package org.clickrouter.simulate;

import java.time.Duration;

/**
 * One way in which the simulated API misbehaves. A fault is spent only by a call that would have been answered
 * otherwise: refused calls leave it.
 *
 * @param kind what goes wrong
 * @param hold how long {@link Kind#STALL} and {@link Kind#SLOW} wait
 * @param records after how many records {@link Kind#CUT_SHORT}, {@link Kind#RESET}, {@link Kind#STALL} and
 *     {@link Kind#FEWER} strike ({@link #HALF}: in the middle); for {@link Kind#BIG} the number of records
 * @param bytes least size of a {@link Kind#BIG} answer, before gzip
 */
public record Fault(Kind kind, Duration hold, int records, long bytes) {
    /** For {@link #records()}: after half of what the answer holds. */
    public static final int HALF = -1;

    /** What can go wrong. */
    public enum Kind {
        /** 500 with an HTML page. */
        HTML_500,
        /** 200 without a body. */
        EMPTY_200,
        /** The JSON ends in the middle of a record, the HTTP answer is whole. */
        CUT_SHORT,
        /** The connection closes in the middle of a record, the HTTP answer is unfinished. */
        RESET,
        /** The body stops for a while between two records, then goes on; an empty window holds before its 404. */
        STALL,
        /** Nothing is sent for a while, then the usual answer. */
        SLOW,
        /** 403 PLEASE VALIDATE TOKEN. */
        WRONG_TOKEN,
        /** 403 TOKEN LIMIT EXCEEDED. */
        TOKEN_LIMIT,
        /** 403 EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2). */
        SIMULTANEOUS,
        /** 403 with a text about maintenance. */
        MAINTENANCE,
        /** 400 SOME PARAMETERS ARE REQUIRED. */
        BAD_REQUEST,
        /** 200 with code 403 and PLEASE VALIDATE TOKEN inside. */
        CODE_INSIDE_200,
        /** The usual answer with code and digit-only ids as JSON numbers. */
        NUMERIC_IDS,
        /**
         * {@code data} is an object: the record itself when there is one, else records under "0", "1", ... as PHP
         * writes sparse arrays.
         */
        DATA_OBJECT,
        /** 200 with {@code data} null. */
        DATA_NULL,
        /** The usual answer with null, a string, a number, an array and a nested object among the records. */
        BAD_RECORDS,
        /** A whole answer that announces all records and holds only the first {@link Fault#records()} of them. */
        FEWER,
        /** The usual answer, filled up with made-up records to the cut. */
        FULL,
        /**
         * A made-up answer of {@link Fault#records()} records (at most the cut) and {@link Fault#bytes()} bytes, the
         * same each time for a window.
         */
        BIG
    }

    /** Rejects what has no meaning. */
    public Fault {
        if (hold.isNegative() || records < HALF || bytes < 0) {
            throw new IllegalArgumentException("a fault's time, records and bytes must not be negative");
        }
    }

    /**
     * A fault with its defaults: STALL and SLOW wait 70 seconds (the API's own time-out is 60), body faults strike in
     * the middle, BIG is 256 MB.
     */
    public static Fault of(Kind kind) {
        return new Fault(
                kind, Duration.ofSeconds(70), kind == Kind.BIG ? 60_000 : HALF, kind == Kind.BIG ? 256L << 20 : 0);
    }

    /** A STALL or SLOW that waits for {@code hold}. */
    public static Fault of(Kind kind, Duration hold) {
        return of(kind).hold(hold);
    }

    /** A BIG answer of {@code records} records and at least {@code bytes} bytes, made while it is sent. */
    public static Fault big(int records, long bytes) {
        return new Fault(Kind.BIG, Duration.ZERO, records, bytes);
    }

    /** This fault with another time to wait. */
    public Fault hold(Duration newHold) {
        return new Fault(kind, newHold, records, bytes);
    }

    /** This fault after another number of records; see {@link #records()}. */
    public Fault afterRecords(int newRecords) {
        return new Fault(kind, hold, newRecords, bytes);
    }
}
