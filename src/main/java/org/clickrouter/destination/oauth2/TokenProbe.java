package org.clickrouter.destination.oauth2;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.token.KeptTokens;

/** Asks for an access token as a call would, and says how that went. */
public final class TokenProbe {

    /** Less than the time that all checks have. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private TokenProbe() {}

    /**
     * Asks for one.
     *
     * @param server whom
     * @param tokens makes them by the store, where there is one
     * @param settings with the store's address
     * @param page of the documentation that tells more
     */
    public static void look(
            String destination,
            TokenServer server,
            Function<Optional<KeptTokens>, AccessTokens> tokens,
            Settings settings,
            String page,
            Consumer<Finding> say) {
        try (StoredTokens stored =
                StoredTokens.of(settings, !server.grant().refreshToken().isEmpty())) {
            tokens.apply(stored.kept()).token(System.nanoTime() + PATIENCE.toNanos());
            say.accept(Finding.good(
                    Topic.DESTINATION_LOGIN, destination, server.address().host() + " gives us access tokens"));
        } catch (DeliveryException e) {
            say.accept(none(destination, e, page));
        }
    }

    /** @return that there is no token, why, and what to do */
    public static Finding none(String destination, DeliveryException why, String page) {
        return Finding.bad(
                Topic.DESTINATION_LOGIN,
                destination,
                "there is no access token to log in with: " + why.getMessage()
                        + why.answer().map(said -> " (" + said + ")").orElse(""),
                why.kind() == FailureKind.MISCONFIGURED
                        ? "Check the settings of oauth2, and what the token server wants: " + page + "."
                        : "Open the way to the token server (proxy, firewall). Meanwhile deliveries wait.");
    }
}
