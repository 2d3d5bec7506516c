package org.clickrouter.destination.oauth2;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.store.token.KeptTokens;

/**
 * The access token of a destination: one for all its calls, kept in memory, renewed before its end by one of those that
 * need it while the others wait.
 */
public final class AccessTokens {

    private static final int MOST = 3;

    private final Asking ask;
    private final Clock clock;
    private CompletableFuture<TokenRequest.Token> present;
    private volatile String seen = "";
    private volatile String kept = "";
    private String refused = "";

    /** How a token is had. */
    @FunctionalInterface
    private interface Asking {
        /**
         * @param limit the longest that it may take
         * @param refused the last token that a receiver refused, or empty
         */
        TokenRequest.Token token(Duration limit, String refused);
    }

    private AccessTokens(Asking ask, Clock clock) {
        this.ask = ask;
        this.clock = clock;
    }

    /**
     * @param server who gives them
     * @param allowed networks that it may be in
     * @param path to it
     * @param kept where a refresh token is kept that the server gives in the place of that of the settings; empty where
     *     there is no store, and none is asked for by one
     * @param mask hides secrets in what it says
     */
    public static AccessTokens of(
            TokenServer server,
            AllowList allowed,
            NetworkPath path,
            Optional<KeptTokens> kept,
            Clock clock,
            UnaryOperator<String> mask) {
        TokenRequest request = new TokenRequest(server, allowed, path, clock, mask);
        String refreshToken = server.grant().refreshToken();
        if (refreshToken.isEmpty()) {
            return new AccessTokens((limit, refused) -> request.send(limit), clock);
        }
        return new AccessTokens(
                kept.<Asking>map(store ->
                                new SharedTokens(server.destination(), request, refreshToken, store, clock)::token)
                        .orElse((limit, refused) -> {
                            throw new DeliveryException(
                                    FailureKind.MISCONFIGURED,
                                    server.setting() + ": is asked once there is a store, which run makes: a refresh"
                                            + " token may be good for one use, and the next one must be kept");
                        }),
                clock);
    }

    /**
     * The token that counts now.
     *
     * @param end until when it may take, by {@link System#nanoTime}
     * @throws DeliveryException why there is none
     */
    public String token(long end) {
        CompletableFuture<TokenRequest.Token> token;
        boolean ours;
        String useless;
        synchronized (this) {
            ours = present == null || isOver(present);
            if (ours) {
                present = new CompletableFuture<>();
            }
            token = present;
            useless = refused;
        }
        Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        if (ours) {
            try {
                TokenRequest.Token given = ask.token(left, useless);
                seen = given.value();
                if (given.kept()) {
                    kept = given.value();
                }
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

    /**
     * A receiver refused this token. One more try is worth it; more than one where the token is not of this process,
     * since another may know already that it is of no use.
     *
     * @param tries how many a call has made for such a reason so far
     * @return whether to try again, by the token that counts then
     */
    public boolean replaces(String token, int tries) {
        boolean again = tries == 0 || tries < MOST && token.equals(kept);
        if (again) {
            refused(token);
        }
        return again;
    }

    /** The next call asks for another, unless one has done so already. */
    private synchronized void refused(String token) {
        if (present != null
                && present.isDone()
                && !present.isCompletedExceptionally()
                && present.join().value().equals(token)) {
            present = null;
            refused = token;
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

    /** @return the text without the last token */
    public String mask(String text) {
        return seen.isEmpty() ? text : text.replace(seen, "***");
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "AccessTokens[]";
    }
}
