package org.clickrouter.observe;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.clickrouter.text.RootCause;

/**
 * Whether the store answers, told soon and asked once for all who want to know: a pool without a connection to give
 * makes each of them wait for a quarter of a minute, one after the other, longer than anybody who looks at the health
 * has patience.
 */
public final class StoreProbe {

    /** How long an answer counts, so that the checks of one look at the health share it. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Runnable question;
    private final Duration patience;
    private CompletableFuture<Void> asked;
    private long askedAt;
    private volatile String lastTrouble;

    /**
     * @param question ends with an exception where the store does not answer
     * @param patience how long to wait for its end
     */
    public StoreProbe(Runnable question, Duration patience) {
        this.question = question;
        this.patience = patience;
    }

    /** @return what is wrong, in one line; empty where the store answers */
    Optional<String> trouble() {
        try {
            ask();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(RootCause.line(e.getCause()));
        } catch (TimeoutException e) {
            String last = lastTrouble;
            return Optional.of(
                    "nothing within " + patience.toMillis() + " ms" + (last == null ? "" : "; before that: " + last));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private void ask() throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<Void> answer;
        long left;
        synchronized (this) {
            long now = System.nanoTime();
            if (asked == null || asked.isDone() && now - askedAt >= KEPT.toNanos()) {
                askedAt = now;
                asked = CompletableFuture.runAsync(question, StoreProbe::start)
                        .whenComplete((done, failure) ->
                                lastTrouble = failure == null ? null : RootCause.line(failure.getCause()));
            }
            answer = asked;
            left = Math.max(0, askedAt + patience.toNanos() - now);
        }
        answer.get(left, TimeUnit.NANOSECONDS);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "store-probe");
        thread.setDaemon(true);
        thread.start();
    }
}
