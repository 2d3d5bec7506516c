package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A result that is kept for some time, so that ten browsers ask the store no more often than one; and the longer, the
 * more it cost, so that a page which stays open takes a hundredth of a processor at most from the main job.
 *
 * @param <T> what is kept
 */
final class Cached<T> {

    /** It is kept for so many times as long as it took. */
    private static final int TIMES = 100;

    private static final long MOST_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Supplier<T> question;
    private final long leastMillis;
    private final Clock clock;
    private T answer;
    private RuntimeException failure;
    private long askedAt;
    private long keptMillis;
    /** Of the last time; nobody knows it before the first. */
    private long tookMillis;

    /** @param least how long an answer is kept, however little it cost */
    Cached(Duration least, Clock clock, Supplier<T> question) {
        this.question = question;
        this.leastMillis = least.toMillis();
        this.clock = clock;
    }

    /**
     * One caller asks, the others wait for its answer. A store that is too slow to answer is not asked at once again,
     * either.
     */
    synchronized T get() {
        long now = clock.millis();
        if (answer == null && failure == null || now - askedAt >= keptMillis || now < askedAt) {
            ask(now);
        }
        if (failure != null) {
            throw failure;
        }
        return answer;
    }

    /** The smaller of two costs counts: the first time, code is loaded as well. */
    private void ask(long now) {
        askedAt = now;
        try {
            answer = question.get();
            failure = null;
        } catch (RuntimeException e) {
            answer = null;
            failure = e;
        }
        long took = clock.millis() - now;
        long worth = Math.min(MOST_MILLIS, TIMES * Math.min(took, tookMillis));
        keptMillis = failure == null ? Math.max(leastMillis, worth) : worth;
        tookMillis = took;
    }

    /** Something has changed: it is asked anew. */
    synchronized void forget() {
        askedAt = Long.MAX_VALUE;
    }
}
