package org.clickrouter.poll;

import java.time.Duration;
import org.clickrouter.net.Deadline;
import org.clickrouter.observe.Tracing;
import org.clickrouter.poll.limit.CallsInFlight;
import org.clickrouter.report.Answer;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.progress.CallSlots;

/** One call of the report API under its time limit, from taking its slot to giving it back. */
final class ReportCall implements CallsInFlight.Call {

    final CallSlots.Slot slot;
    final ReportRead reading;
    final long startedAt;
    private final Tracing.Step step;
    final WriteBehind writes = new WriteBehind();
    private final Deadline.Call limit;
    /** Null before it comes; read by another thread up to its last chunk. */
    private Answer answer;

    private ReadAhead chunks;
    private boolean complete;
    private volatile boolean givenUp;

    /** Begins the limit of the call, which this thread makes. */
    ReportCall(CallSlots.Slot slot, ReportRead reading, long startedAt, Duration timeout, Tracing.Step step) {
        this.slot = slot;
        this.reading = reading;
        this.startedAt = startedAt;
        this.step = step;
        reading.tracedAs(place());
        this.limit = Deadline.begin(timeout);
    }

    /** @return where it stands in a trace, as W3C Trace Context writes it */
    String place() {
        return step.place().toString();
    }

    /** Ends the span of it, by the thread that began it. */
    void traced(WindowResult result) {
        if (result instanceof WindowResult.Failed failed) {
            step.failed(failed.failure().kind().name());
        }
        step.close();
    }

    /** Ends it unmade. */
    void withdraw() {
        close();
        step.close();
    }

    /** Its answer has begun. */
    ReadAhead answers(Answer begun) {
        answer = begun;
        chunks = new ReadAhead(begun);
        return chunks;
    }

    /** Nothing of the answer is left to be read, and all of it is stored. */
    void complete() {
        complete = true;
    }

    /** @return whether the answer announced more records than it held; known with its last chunk */
    boolean lacks() {
        return answer.announced().orElse(0) > answer.records();
    }

    /** @return that in words */
    String lack() {
        return "the API announced " + answer.announced().orElse(0) + " records and sent " + answer.records();
    }

    /**
     * @param lackBelieved whether an answer that lacks records is taken all the same
     * @return whether the answer, read to its last chunk, speaks for its whole window
     */
    boolean whole(boolean lackBelieved) {
        return !answer.full() && (lackBelieved || !lacks());
    }

    /** @return whether there was other text around the answer's JSON; once it is complete */
    boolean noted() {
        return answer.noted();
    }

    /** @return how it ended, once it is complete */
    WindowResult result(boolean lackBelieved) {
        if (answer.full()) {
            return new WindowResult.Full("a full answer of " + answer.records() + " records", answer.records());
        }
        return lacks()
                ? new WindowResult.Short(lack(), lackBelieved, answer.records())
                : new WindowResult.Read(answer.records(), answer.bytes());
    }

    @Override
    public void giveUp() {
        givenUp = true;
        limit.expire();
    }

    boolean givenUp() {
        return givenUp;
    }

    boolean timedOut() {
        return limit.expired();
    }

    /** @return records that came, known once nothing reads any more */
    long records() {
        return answer == null ? 0 : answer.records();
    }

    /**
     * Ends it, however far it came: what is left of the answer is not read.
     *
     * @return whether the API is done with it as well; else it may still be working on it
     */
    boolean close() {
        if (!complete) {
            // While the limit still knows the request: the client would read what is left of the answer, however much
            // that is.
            limit.cut();
        }
        Deadline.end();
        writes.settle();
        if (chunks != null) {
            chunks.settle();
        }
        return !limit.expired();
    }
}
