package org.clickrouter.console.view;

import java.time.Clock;
import java.util.List;
import java.util.function.LongConsumer;
import org.clickrouter.store.outbox.DeadLetters;

/** Sends again what a filter finds, a portion after the other. */
public final class Replay {

    private final DeliveriesQuery deliveries;
    private final DeadLetters letters;
    private final Clock clock;

    public Replay(DeliveriesQuery deliveries, DeadLetters letters, Clock clock) {
        this.deliveries = deliveries;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * @param delivered also what was delivered
     * @param progress is told after each portion how many are in their queues again
     * @return how many, in all
     */
    public long run(DeliveryFilter filter, boolean delivered, LongConsumer progress) {
        long now = clock.millis();
        long done = 0;
        Long last = null;
        for (List<Long> rows = deliveries.replayable(filter, delivered, last, now);
                !rows.isEmpty();
                rows = deliveries.replayable(filter, delivered, last, now)) {
            done += letters.replay(rows);
            last = rows.get(rows.size() - 1);
            progress.accept(done);
        }
        return done;
    }
}
