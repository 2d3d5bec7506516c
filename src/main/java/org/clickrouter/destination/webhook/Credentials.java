package org.clickrouter.destination.webhook;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.destination.oauth2.BasicLogin;
import org.clickrouter.destination.oauth2.TokenServer;
import org.clickrouter.settings.value.WebAddress;

/**
 * How a webhook says who calls; nothing is taken from another destination.
 *
 * @param fixed value of the header {@code Authorization} that is the same with each call
 * @param tokens where tokens come from that are asked for and renewed
 */
record Credentials(Optional<String> fixed, Optional<TokenServer> tokens) {

    /** Of the user in the address, a bearer, user and password, or OAuth2: the first that is set. */
    static Credentials of(DestinationSettings settings, WebAddress address) {
        Optional<TokenServer> tokens = TokenServer.of(settings);
        if (tokens.isPresent()) {
            return new Credentials(Optional.empty(), tokens);
        }
        Optional<String> fixed = address.authorization();
        if (settings.isSet("bearer")) {
            fixed = Optional.of("Bearer " + settings.secret("bearer"));
        } else if (settings.isSet("user")) {
            fixed = Optional.of(BasicLogin.header(settings.own("user"), settings.secret("password")));
        }
        return new Credentials(fixed, Optional.empty());
    }

    /** @return hides what is sent in the place of user and password */
    UnaryOperator<String> mask() {
        return fixed.<UnaryOperator<String>>map(
                        value -> text -> text.replace(value.substring(value.indexOf(' ') + 1), "***"))
                .orElse(UnaryOperator.identity());
    }

    /** Shows none of them. */
    @Override
    public String toString() {
        return "Credentials[" + (tokens.isPresent() ? "oauth2" : fixed.isPresent() ? "fixed" : "") + "]";
    }
}
