package org.clickrouter.poll;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.clickrouter.report.Answer;
import org.clickrouter.report.Chunk;
import org.clickrouter.report.failure.AnswerException;

/**
 * An answer's chunks as the Split EIP needs them, one read ahead by a thread of its own while the one in hand is
 * compared and routed. The Split asks whether there is a next before it has worked on the one in hand: there is one
 * behind each that is not the last, be it a failure, which then comes once and after all whole records before it.
 */
final class ReadAhead implements Iterator<Chunk> {

    private static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "read-answer");
        thread.setDaemon(true);
        return thread;
    });

    private final Answer answer;
    private CompletableFuture<Chunk> ahead;
    private boolean over;

    ReadAhead(Answer answer) {
        this.answer = answer;
        this.ahead = read();
    }

    private CompletableFuture<Chunk> read() {
        return CompletableFuture.supplyAsync(answer::next, THREADS);
    }

    @Override
    public boolean hasNext() {
        return !over;
    }

    /** Throws {@link AnswerException} where the answer failed. */
    @Override
    public Chunk next() {
        if (over) {
            throw new NoSuchElementException();
        }
        try {
            Chunk chunk = ahead.join();
            over = chunk.last();
            if (!over) {
                ahead = read();
            }
            return chunk;
        } catch (CompletionException e) {
            over = true;
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Returns when nothing reads the answer any more. */
    void settle() {
        ahead.exceptionally(failed -> null).join();
    }
}
