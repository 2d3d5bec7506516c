package org.clickrouter.poll;

import org.clickrouter.report.Answer;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.progress.CallSlots;
import org.clickrouter.window.Window;

/** One call of the report API, from taking its slot to giving it back. */
final class WindowCall {

    final PollSession poll;
    final Window window;
    final CallSlots.Slot slot;
    final ReportRead reading;
    final long startedAt;
    final WriteBehind writes = new WriteBehind();
    /** Null before it comes; read by another thread up to its last chunk. */
    Answer answer;

    ReadAhead chunks;
    /** Nothing of the answer is left to be read. */
    boolean complete;
    /** The chunk in hand ends the window: the answer is whole, as far as we can tell. */
    boolean ends;

    WindowCall(PollSession poll, Window window, CallSlots.Slot slot, ReportRead reading, long startedAt) {
        this.poll = poll;
        this.window = window;
        this.slot = slot;
        this.reading = reading;
        this.startedAt = startedAt;
    }

    /** @return whether the answer announced more records than it held; known with its last chunk */
    boolean lacks() {
        return answer.announced().orElse(0) > answer.records();
    }

    /** @return that in words */
    String lack() {
        return "the API announced " + answer.announced().orElse(0) + " records and sent " + answer.records();
    }
}
