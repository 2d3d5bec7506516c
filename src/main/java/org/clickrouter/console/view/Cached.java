package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A result that is kept for some seconds, so that ten browsers ask the store no more often than one.
 *
 * @param <T> what is kept
 */
final class Cached<T> {

    private final Supplier<T> question;
    private final long keptMillis;
    private final Clock clock;
    private T answer;
    private long askedAt;

    Cached(Duration kept, Clock clock, Supplier<T> question) {
        this.question = question;
        this.keptMillis = kept.toMillis();
        this.clock = clock;
    }

    /** One caller asks, the others wait for its answer. */
    synchronized T get() {
        long now = clock.millis();
        if (answer == null || now - askedAt >= keptMillis || now < askedAt) {
            answer = question.get();
            askedAt = now;
        }
        return answer;
    }
}
