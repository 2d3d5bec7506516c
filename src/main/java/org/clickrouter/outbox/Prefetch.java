package org.clickrouter.outbox;

import java.time.Clock;

/**
 * How many exchanges a consumer claims ahead: as many as it sends in about a quarter of a second. A quick destination
 * then does not wait for the store, while a slow one leaves to other instances what it does not get to, and a crash
 * delays little until the claims end.
 */
final class Prefetch {

    private static final int MOST = 512;
    private static final long SOON_MILLIS = 250;
    private static final long LATE_MILLIS = 1_000;

    private final int least;
    private final boolean fixed;
    private final Clock clock;
    private int size;
    private long claimedAt;

    /**
     * @param least number to begin with
     * @param fixed whether it stays there: where an exchange takes many deliveries by itself
     */
    Prefetch(int least, boolean fixed, Clock clock) {
        this.least = Math.max(1, least);
        this.fixed = fixed;
        this.clock = clock;
        this.size = this.least;
    }

    /** @return the number as it is */
    int now() {
        return size;
    }

    /** Half of it and more has been sent: grows where that was soon after the last time, shrinks where it was late. */
    int next() {
        long now = clock.millis();
        long since = now - claimedAt;
        claimedAt = now;
        if (!fixed && since < SOON_MILLIS) {
            size = Math.max(size, Math.min(MOST, size * 2));
        } else if (!fixed && since > LATE_MILLIS) {
            size = Math.max(least, size / 2);
        }
        return size;
    }
}
