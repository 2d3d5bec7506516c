package org.clickrouter.store.clicks;

import java.util.Set;
import org.clickrouter.store.progress.Lease;

/** One read of one window: who reads, its number, and what it has held so far. */
public final class ReportRead {

    final Lease lease;
    final long number;
    final Set<Long> cutReads;
    final RoutingMode rules;
    final Forgotten forgotten;
    final AnswerFingerprints seen = new AnswerFingerprints();
    /** Whether a part of it is stored, and with it the mark that it is only a part. */
    boolean begun;
    /** Whether none of the clicks that were looked up last was stored. */
    boolean onlyNews = true;

    /** Where it stands in a trace; null: in none. */
    private volatile String traceparent;

    private long records;

    ReportRead(Lease lease, long number, Set<Long> cutReads, RoutingMode rules, Forgotten forgotten) {
        this.lease = lease;
        this.number = number;
        this.cutReads = cutReads;
        this.rules = rules;
        this.forgotten = forgotten;
    }

    void count(int more) {
        records += more;
    }

    /** @param place where it stands in a trace, as W3C Trace Context writes it: its deliveries lead back to it */
    public void tracedAs(String place) {
        traceparent = place;
    }

    String traceparent() {
        return traceparent;
    }

    /** @return clicks taken in so far */
    public long records() {
        return records;
    }
}
