package org.clickrouter.cli.option;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * Waits for SIGTERM or SIGINT. Not by a shutdown hook: hooks run all at once, and H2 has one of its own that closes the
 * store while deliveries are still being marked.
 */
public final class Termination {

    private final CountDownLatch told = new CountDownLatch(1);

    public Termination() {
        for (String signal : new String[] {"TERM", "INT"}) {
            try {
                Signal.handle(new Signal(signal), s -> told.countDown());
            } catch (IllegalArgumentException e) {
                // The JVM was started with -Xrs: the process then ends at once, as its operator asked.
                return;
            }
        }
    }

    /** @param told what SIGHUP begins; where the JVM or the system leaves no signal to us, nothing does */
    public void onHangUp(Runnable told) {
        try {
            Signal.handle(new Signal("HUP"), s -> new Thread(told, "reload").start());
        } catch (IllegalArgumentException e) {
            // Started with -Xrs, or Windows.
            return;
        }
    }

    /** @return whether the process was told to end within a time */
    public boolean await(Duration time) throws InterruptedException {
        return told.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns when the process is told to end. */
    public void await() throws InterruptedException {
        told.await();
    }
}
