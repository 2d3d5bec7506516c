package org.clickrouter.simulate;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets calls hang for a while, until they are released or the server closes. */
final class Holds {
    private CountDownLatch released = new CountDownLatch(1);
    private boolean closed;

    /**
     * Waits for {@code time}, or less when released.
     *
     * @throws IOException when the server was closed meanwhile, so that the connection ends without an answer
     */
    void hold(Duration time) throws IOException {
        try {
            // Which of the two ended the wait makes no difference: the call goes on.
            boolean early = current().await(time.toMillis(), TimeUnit.MILLISECONDS);
            if (early && isClosed()) {
                throw new IOException("the simulator was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the simulator was closed", e);
        }
    }

    /** Lets go what waits now; what comes later waits again. */
    synchronized void release() {
        released.countDown();
        if (!closed) {
            released = new CountDownLatch(1);
        }
    }

    /** Lets go what waits now and whatever comes later, each with an exception. */
    synchronized void close() {
        closed = true;
        released.countDown();
    }

    private synchronized CountDownLatch current() {
        return released;
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
