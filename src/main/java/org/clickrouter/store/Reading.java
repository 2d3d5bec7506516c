package org.clickrouter.store;

/** One read of one window: who reads, its number, and what it has held so far. */
public final class Reading {

    final Lease lease;
    final long number;
    final long goodRead;
    final Rules rules;
    final Seen seen = new Seen();
    private long records;

    Reading(Lease lease, long number, long goodRead, Rules rules) {
        this.lease = lease;
        this.number = number;
        this.goodRead = goodRead;
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
