package org.clickrouter.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.clickrouter.store.Outbox;
import org.clickrouter.store.Outcome;

/**
 * Group commit: threads that end their attempts at the same time share one transaction, and each goes on only when its own mark is
 * durable, so a crash repeats no more than what was in flight.
 */
final class Marker {

    private static final class Mark {
        private final List<Outcome> outcomes;
        private boolean durable;

        private Mark(List<Outcome> outcomes) {
            this.outcomes = outcomes;
        }
    }

    private final Outbox store;
    private final ConcurrentLinkedQueue<Mark> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    Marker(Outbox store) {
        this.store = store;
    }

    /**
     * Returns when the outcomes are durable.
     *
     * @throws org.clickrouter.store.StoreException when they could not be stored: the claims then end by themselves
     */
    void mark(List<Outcome> outcomes) {
        Mark mine = new Mark(outcomes);
        waiting.add(mine);
        writing.lock();
        try {
            if (mine.durable) {
                return;
            }
            List<Mark> together = new ArrayList<>();
            for (Mark mark = waiting.poll(); mark != null; mark = waiting.poll()) {
                together.add(mark);
            }
            if (!together.contains(mine)) {
                // Another thread tried for us and failed.
                together.add(mine);
            }
            store.mark(together.stream().flatMap(m -> m.outcomes.stream()).toList());
            together.forEach(m -> m.durable = true);
        } finally {
            writing.unlock();
        }
    }
}
