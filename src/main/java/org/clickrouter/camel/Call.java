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
    Answer answer;
    boolean complete;

    Call(Poll poll, Window window, CallSlots.Slot slot, Reading reading, long startedAt) {
        this.poll = poll;
        this.window = window;
        this.slot = slot;
        this.reading = reading;
        this.startedAt = startedAt;
    }
}
