package org.clickrouter.bench;

/** The made-up answers, for benchmarks in other packages. */
public final class Answers {

    private Answers() {}

    /** An answer of so many records. */
    public static byte[] of(int count) {
        return Records.answer(0, count);
    }

    /** One record. */
    public static String record() {
        return Records.record(1);
    }
}
