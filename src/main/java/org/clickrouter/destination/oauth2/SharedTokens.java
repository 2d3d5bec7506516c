package org.clickrouter.destination.oauth2;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.oauth2.SealedTokens.Tokens;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.token.KeptTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens by a refresh token that may be good for one use only: what the server gives in its place is in the
 * store before anything is done by it. All instances of a store share both tokens, and one of them asks at a time.
 */
final class SharedTokens {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTokens.class);

    private static final Duration LOOK = Duration.ofMillis(50);
    /** Behind the call itself, for keeping what came of it. */
    private static final Duration SPARE = Duration.ofSeconds(10);

    private final String name;
    private final TokenRequest request;
    private final String configured;
    private final KeptTokens kept;
    private final SealedTokens seal;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();

    /**
     * @param name the destination's
     * @param configured the refresh token of the settings
     */
    SharedTokens(String name, TokenRequest request, String configured, KeptTokens kept, Clock clock) {
        this.name = name;
        this.request = request;
        this.configured = configured;
        this.kept = kept;
        this.seal = new SealedTokens(configured);
        this.clock = clock;
    }

    /**
     * The token that counts now.
     *
     * @param limit the longest that it may take
     * @param refused an access token that is of no use, whatever its end; or empty
     * @throws DeliveryException why there is none
     */
    TokenRequest.Token token(Duration limit, String refused) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<TokenRequest.Token> good = good(kept.find(name).flatMap(seal::open), refused);
            if (good.isPresent()) {
                return good.get();
            }
            long now = clock.millis();
            if (kept.take(name, instance, now, now + limit.plus(SPARE).toMillis())) {
                return renew(end, refused);
            }
            if (System.nanoTime() >= end) {
                throw new DeliveryException(
                        FailureKind.TIMED_OUT, "another instance asks for the access token, and has none yet");
            }
            pause();
        }
    }

    private TokenRequest.Token renew(long end, String refused) {
        boolean over = false;
        try {
            Optional<String> before = kept.find(name);
            Optional<Tokens> present = before.flatMap(seal::open);
            Optional<TokenRequest.Token> good = good(present, refused);
            if (good.isPresent()) {
                return good.get();
            }
            String shown = present.map(Tokens::refresh).orElse(configured);
            TokenRequest.Token token =
                    request.send(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())), shown);
            // Whatever becomes of it now, the turn ends with it or by itself.
            over = true;
            String given = token.refresh().isEmpty() ? shown : token.refresh();
            keep(before, seal.seal(new Tokens(token, given)), end);
            return token;
        } finally {
            if (!over) {
                kept.release(name, instance);
            }
        }
    }

    /** For as long as the call has; then it is left to the next call of this process. */
    private void keep(Optional<String> before, String tokens, long end) {
        boolean told = false;
        while (true) {
            try {
                kept.keep(name, instance, before, tokens);
                return;
            } catch (StoreException away) {
                if (!told) {
                    told = true;
                    LOG.warn(
                            "{}: the store does not take the new refresh token yet ({}); it is kept in memory until"
                                    + " it does, so do not end this process before",
                            name,
                            away.getMessage());
                }
                if (System.nanoTime() >= end) {
                    throw new DeliveryException(
                            FailureKind.UNREACHABLE,
                            "the new refresh token is not in the store yet, and nothing is done by it before: "
                                    + away.getMessage(),
                            null,
                            null,
                            away);
                }
                pause();
            }
        }
    }

    private Optional<TokenRequest.Token> good(Optional<Tokens> tokens, String refused) {
        return tokens.map(Tokens::access)
                .filter(access ->
                        clock.millis() < access.renewAt() && !access.value().equals(refused));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(FailureKind.TIMED_OUT, "stopped while it waited for an access token");
        }
    }
}
