package org.clickrouter.store;

import java.util.Set;

/** One read of one window: who reads, its number, and what it has held so far. */
public final class Reading {

    final Lease lease;
    final long number;
    final long goodRead;
    final Set<String> uncoded;
    final Seen seen = new Seen();
    private long records;

    Reading(Lease lease, long number, long goodRead, Set<String> uncoded) {
        this.lease = lease;
        this.number = number;
        this.goodRead = goodRead;
        this.uncoded = uncoded;
    }

    void count(int more) {
        records += more;
    }

    /** @return clicks taken in so far */
    public long records() {
        return records;
    }
}
