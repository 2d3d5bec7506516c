package org.clickrouter.camel;

import org.clickrouter.report.Answer;
import org.clickrouter.store.CallSlots;
import org.clickrouter.store.Reading;
import org.clickrouter.window.Window;

/** One call of the report API, from taking its slot to giving it back. */
final class Call {

    final Poll poll;
    final Window window;
    final CallSlots.Slot slot;
    final Reading reading;
    final long startedAt;
    final Writes writes = new Writes();
    /** Null before it comes; read by another thread up to its last chunk. */
    Answer answer;

    Chunks chunks;
    /** Nothing of the answer is left to be read. */
    boolean complete;
    /** The chunk in hand ends the window: the answer is whole, as far as we can tell. */
    boolean ends;

    Call(Poll poll, Window window, CallSlots.Slot slot, Reading reading, long startedAt) {
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
