package org.clickrouter.store;

import java.util.Set;

/** One read of one window: who reads, its number, and what it has held so far. */
public final class Reading {

    final Lease lease;
    final long number;
    final Set<Long> cutReads;
    final Rules rules;
    final Seen seen = new Seen();
    /** Whether a part of it is stored, and with it the mark that it is only a part. */
    boolean begun;
    /** Whether none of the clicks that were looked up last was stored. */
    boolean onlyNews = true;

    private long records;

    Reading(Lease lease, long number, Set<Long> cutReads, Rules rules) {
        this.lease = lease;
        this.number = number;
        this.cutReads = cutReads;
        this.rules = rules;
    }

    void count(int more) {
        records += more;
    }

    /** @return clicks taken in so far */
    public long records() {
        return records;
    }
}
