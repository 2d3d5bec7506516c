package org.clickrouter.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;

/**
 * Group commit: threads that end their attempts while a transaction is under way share the next one, and each goes on
 * only when its own mark is durable, so a crash repeats no more than what was in flight. One of them writes for all;
 * the others sleep until their own mark is stored, not until each of the others has looked.
 */
final class GroupCommit {

    private enum Turn {
        /** The mark is durable. */
        STORED,
        /** To write, with all that wait by then. */
        LEAD,
        /** Together it could not be stored. */
        ALONE
    }

    private record Mark(List<Outcome> outcomes, CompletableFuture<Turn> turn) {}

    private final Outbox store;
    private final Queue<Mark> waiting = new ArrayDeque<>();
    private boolean writing;

    GroupCommit(Outbox store) {
        this.store = store;
    }

    /**
     * Returns when the outcomes are durable.
     *
     * @throws StoreException when they could not be stored: the claims then end by themselves
     */
    void mark(List<Outcome> outcomes) {
        Mark mine = new Mark(outcomes, new CompletableFuture<>());
        Turn turn = join(mine) ? Turn.LEAD : mine.turn.join();
        if (turn == Turn.LEAD) {
            turn = lead(mine);
        }
        if (turn == Turn.ALONE) {
            store.mark(outcomes);
        }
    }

    /** @return whether to write at once */
    private synchronized boolean join(Mark mine) {
        waiting.add(mine);
        boolean first = !writing;
        writing = true;
        return first;
    }

    private Turn lead(Mark mine) {
        List<Mark> together = new ArrayList<>();
        Turn turn = Turn.ALONE;
        try {
            // Taken as late as can be: all that end while a chunk of clicks is stored share the commit after it.
            store.mark(() -> {
                together.addAll(take());
                return together.stream().flatMap(mark -> mark.outcomes.stream()).toList();
            });
            turn = Turn.STORED;
        } catch (StoreException e) {
            if (together.size() == 1) {
                throw e;
            }
        } finally {
            handOver(mine);
            for (Mark mark : together) {
                mark.turn.complete(turn);
            }
        }
        return turn;
    }

    private synchronized List<Mark> take() {
        List<Mark> together = List.copyOf(waiting);
        waiting.clear();
        return together;
    }

    /** Also where an error came before anything was taken: whoever waits must not wait for a thread that is gone. */
    private synchronized void handOver(Mark mine) {
        waiting.remove(mine);
        Mark next = waiting.peek();
        writing = next != null;
        if (writing) {
            next.turn.complete(Turn.LEAD);
        }
    }
}
