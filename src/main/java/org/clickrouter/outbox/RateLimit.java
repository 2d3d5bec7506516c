package org.clickrouter.outbox;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often a destination is called at most. It is asked before anything is claimed, so that nothing waits for its turn
 * while it is leased.
 *
 * <p>Calls are spread evenly, 1 % further apart than the rate says: what the machine and the network add to the way of
 * one call and not to that of the next then never makes a receiver count more than ten times the rate in any ten
 * seconds. A rate of 1.25 allows 12 calls in ten seconds, not 13. Each instance keeps the rate for itself.
 */
final class RateLimit {

    private static final double SLACK = 1.01;
    /** The part of a second's calls that may go at once: calls that are milliseconds apart cost a claim each. */
    private static final double AT_ONCE = 0.05;

    private final double interval;
    private final long most;
    private final LongSupplier nanos;
    private double next;
    private boolean begun;

    /**
     * @param perSecond calls a second, 0 for no limit
     * @param nanos a clock that never goes back, in nanoseconds
     */
    RateLimit(double perSecond, LongSupplier nanos) {
        // So many in ten seconds; a rate below one in ten seconds has no whole number of them.
        double inTen = perSecond < 0.1 ? perSecond * 10 : Math.floor(perSecond * 10 + 1e-9);
        this.interval = perSecond == 0 ? 0 : SLACK * TimeUnit.SECONDS.toNanos(10) / inTen;
        this.most = Math.max(1, (long) (perSecond * AT_ONCE));
        this.nanos = nanos;
    }

    boolean limits() {
        return interval > 0;
    }

    /** @return how many calls may be begun now; a great many where there is no limit */
    synchronized int free() {
        if (!limits()) {
            return Integer.MAX_VALUE;
        }
        double ahead = nanos.getAsLong() - next;
        return !begun ? 1 : ahead < 0 ? 0 : (int) Math.min(most, 1 + (long) (ahead / interval));
    }

    /** Calls are begun now. */
    synchronized void take(int calls) {
        if (limits() && calls > 0) {
            double now = nanos.getAsLong();
            // What was not used is not saved up, except what may go at once.
            next = (begun ? Math.max(next, now - (most - 1) * interval) : now) + calls * interval;
            begun = true;
        }
    }

    /**
     * Waits for the turn of one call and takes it; for calls that nobody foresaw when something was claimed.
     *
     * @return false when the thread was interrupted
     */
    boolean await() {
        while (!takeOne()) {
            try {
                TimeUnit.MILLISECONDS.sleep(Math.max(1, waitMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private synchronized boolean takeOne() {
        boolean free = free() > 0;
        take(free ? 1 : 0);
        return free;
    }

    /** @return milliseconds until a call may be begun, rounded up; 0 for now */
    synchronized long waitMillis() {
        double wait = !limits() || !begun ? 0 : next - nanos.getAsLong();
        return wait <= 0 ? 0 : (long) Math.ceil(wait / TimeUnit.MILLISECONDS.toNanos(1));
    }
}
