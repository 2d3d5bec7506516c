package org.clickrouter.poll;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.Comparison;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes of one answer: one chunk is stored while the next one is parsed, compared and routed. Never two at a time
 * and always in the order of the answer, so that the last one, which holds the progress, is stored when all others are.
 */
final class WriteBehind {

    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "store-chunk");
        thread.setDaemon(true);
        return thread;
    });

    private CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);
    private Comparison chunk;

    /**
     * Whether a chunk must wait for the write under way: what it says of a click depends on what was stored of that
     * click before.
     *
     * @param clicks the chunk that is to be compared
     */
    boolean concern(Collection<Click> clicks) {
        return !pending.isDone() && chunk.holdsAny(clicks);
    }

    /** Begins to store a chunk, once the one before is stored. Throws what that one failed with. */
    void begin(Comparison comparison, Runnable write) {
        await();
        chunk = comparison;
        pending = CompletableFuture.runAsync(write, THREADS);
    }

    /** Returns when what was begun is stored; throws what that failed with. */
    void await() {
        try {
            pending.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Returns when nothing is written any more; for whoever has a failure of the answer in hand already. */
    void settle() {
        try {
            await();
        } catch (RuntimeException e) {
            LOG.warn("The chunk before was not stored either: {}", e.getMessage());
            pending = CompletableFuture.completedFuture(null);
        }
    }
}
