package org.clickrouter.destination.oauth2;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.oauth2.SealedTokens.Tokens;
import org.clickrouter.store.token.KeptTokens;

/**
 * Access tokens by a refresh token that may be good for one use only: what the server gives in its place is in the
 * store before anything is done by it. All instances of a store share both tokens, and one of them asks at a time.
 */
final class SharedTokens {

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
            Optional<TokenRequest.Token> good = good(present(), refused);
            if (good.isPresent()) {
                return good.get();
            }
            long now = clock.millis();
            if (kept.take(name, instance, now, now + limit.plus(SPARE).toMillis())) {
                return renew(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())), refused);
            }
            if (System.nanoTime() >= end) {
                throw new DeliveryException(
                        FailureKind.TIMED_OUT, "another instance asks for the access token, and has none yet");
            }
            pause();
        }
    }

    private TokenRequest.Token renew(Duration limit, String refused) {
        boolean over = false;
        try {
            Optional<Tokens> present = present();
            Optional<TokenRequest.Token> good = good(present, refused);
            if (good.isPresent()) {
                return good.get();
            }
            String shown = present.map(Tokens::refresh).orElse(configured);
            TokenRequest.Token token = request.send(limit, shown);
            kept.keep(
                    name, instance, seal.seal(new Tokens(token, token.refresh().isEmpty() ? shown : token.refresh())));
            over = true;
            return token;
        } finally {
            if (!over) {
                kept.release(name, instance);
            }
        }
    }

    private Optional<Tokens> present() {
        return kept.find(name).flatMap(seal::open);
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
