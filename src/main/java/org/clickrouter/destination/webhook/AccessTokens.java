package org.clickrouter.destination.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChain.Scope;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;

/**
 * Sends each request of a client with an access token: one for all, kept in memory, renewed before its end by one of
 * those that need it while the others wait. A request that is refused with 401 is sent once more with a new token.
 */
final class AccessTokens implements ExecChainHandler {

    private static final int SHORT = 65_536;

    private final Function<Duration, TokenRequest.Token> ask;
    private final Clock clock;
    private final Duration timeout;
    private CompletableFuture<TokenRequest.Token> present;
    private volatile String seen = "";

    /**
     * @param ask for a token, within a time
     * @param timeout the longest that a call may take, that for its token included
     */
    AccessTokens(Function<Duration, TokenRequest.Token> ask, Clock clock, Duration timeout) {
        this.ask = ask;
        this.clock = clock;
        this.timeout = timeout;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, Scope scope, ExecChain chain)
            throws IOException, HttpException {
        long end = System.nanoTime() + timeout.toNanos();
        String token = token(end);
        ClassicHttpResponse answer = chain.proceed(with(token, request), scope);
        if (answer.getCode() != 401) {
            return answer;
        }
        release(answer);
        refused(token);
        return chain.proceed(with(token(end), request), scope);
    }

    private static ClassicHttpRequest with(String token, ClassicHttpRequest request) {
        return ClassicRequestBuilder.copy(request)
                .setHeader("Authorization", "Bearer " + token)
                .build();
    }

    private static void release(ClassicHttpResponse answer) throws IOException {
        if (answer.getEntity() != null) {
            try (InputStream body = answer.getEntity().getContent()) {
                body.readNBytes(SHORT);
            }
        }
        answer.close();
    }

    private String token(long end) {
        CompletableFuture<TokenRequest.Token> token;
        boolean ours;
        synchronized (this) {
            ours = present == null || isOver(present);
            if (ours) {
                present = new CompletableFuture<>();
            }
            token = present;
        }
        Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        if (ours) {
            try {
                TokenRequest.Token given = ask.apply(left);
                seen = given.value();
                token.complete(given);
            } catch (RuntimeException | Error failure) {
                token.completeExceptionally(failure);
                throw failure;
            }
        }
        return await(token, left).value();
    }

    private boolean isOver(CompletableFuture<TokenRequest.Token> token) {
        return token.isDone()
                && (token.isCompletedExceptionally()
                        || clock.millis() >= token.join().renewAt());
    }

    private synchronized void refused(String token) {
        if (present != null
                && present.isDone()
                && !present.isCompletedExceptionally()
                && present.join().value().equals(token)) {
            present = null;
        }
    }

    private static TokenRequest.Token await(CompletableFuture<TokenRequest.Token> token, Duration left) {
        try {
            return token.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw DeliveryException.of(failed.getCause());
        } catch (TimeoutException late) {
            throw new DeliveryException(FailureKind.TIMED_OUT, "no access token in time", null, null, late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(FailureKind.TIMED_OUT, "stopped while it waited for an access token");
        }
    }

    /** The text without the last token. */
    String mask(String text) {
        return seen.isEmpty() ? text : text.replace(seen, "***");
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "AccessTokens[]";
    }
}
