package org.clickrouter.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another process brings about, looking 20 times a second so that looking costs little. */
final class Waiting {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Waiting() {}

    /**
     * @param child on which the condition depends
     * @throws IllegalStateException after 15 minutes, or when the child has ended
     */
    static void until(Child child, BooleanSupplier condition) {
        until(child, 50, condition);
    }

    /** The same, looking once in so many milliseconds: where a look costs the child something. */
    static void until(Child child, long millis, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(15);
        while (!condition.getAsBoolean()) {
            child.mustRun();
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited for 15 minutes in vain");
            }
            pause(millis);
        }
    }

    /** Lets time pass. */
    static void pause(long millis) {
        try {
            if (NEVER.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
