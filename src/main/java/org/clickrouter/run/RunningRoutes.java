package org.clickrouter.run;

import org.clickrouter.settings.UsageException;
import org.clickrouter.text.RootCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The set of routes in force, and how another takes its place. The context of the first one also serves health and
 * metrics, so it stays to the end.
 */
final class RunningRoutes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningRoutes.class);

    private final RouteSet first;
    private volatile RouteSet now;
    private Thread settling;
    private boolean closed;

    RunningRoutes(RouteSet first) {
        this.first = first;
        this.now = first;
    }

    RouteSet first() {
        return first;
    }

    RouteSet now() {
        return now;
    }

    /** Waits until what an earlier one has replaced has ended. */
    void settle() throws InterruptedException {
        Thread before;
        synchronized (this) {
            before = settling;
        }
        if (before != null) {
            before.join();
        }
    }

    /**
     * Puts a set that is proven in the place of the present one; what that has under way ends by itself.
     *
     * @param ended what is to be done once nothing goes by the old routes any more
     * @throws UsageException where everything has been stopped meanwhile: the new routes would run on, with nobody to
     *     stop them
     */
    synchronized HandOver replace(RouteSet next, Runnable ended) {
        if (closed) {
            next.close();
            throw new UsageException("routes/: not loaded anew, since all of it is being stopped");
        }
        HandOver handOver = new HandOver(now, next);
        RouteSet old = now;
        now = next;
        handOver.begin();
        settling = new Thread(() -> settle(handOver, old, ended), "hand-over");
        settling.setDaemon(true);
        settling.start();
        return handOver;
    }

    private void settle(HandOver handOver, RouteSet old, Runnable ended) {
        try {
            handOver.end();
            if (old == first) {
                old.empty();
            } else {
                old.close();
            }
            ended.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("routes/: what was replaced did not end in order: {}", RootCause.line(e));
        }
    }

    /** Ends all of them; none takes their place from now on. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (settling != null) {
                settling.interrupt();
            }
        }
        try {
            if (now != first) {
                now.close();
            }
        } finally {
            first.close();
        }
    }
}
