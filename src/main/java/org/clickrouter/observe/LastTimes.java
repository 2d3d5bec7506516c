package org.clickrouter.observe;

import java.util.Arrays;

/** How long the last times took: a ring of fixed size, so that any quantile of them can be told. */
public final class LastTimes {

    private static final int KEPT = 1000;

    private final long[] millis = new long[KEPT];
    private long count;

    synchronized void add(long took) {
        millis[(int) (count++ % KEPT)] = took;
    }

    /** @return those that are kept, the quickest first, in milliseconds */
    public synchronized long[] sorted() {
        long[] kept = Arrays.copyOf(millis, (int) Math.min(count, KEPT));
        Arrays.sort(kept);
        return kept;
    }
}
