package org.clickrouter.destination.oauth2;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.DestinationSettings;

/** What an access token is given for. */
interface Grant {

    /**
     * The fields of a request.
     *
     * @param now epoch milliseconds
     * @throws DeliveryException MISCONFIGURED where something of ours cannot be read
     */
    Map<String, String> form(long now);

    /** The refresh token that it shows; empty for the other grants. */
    default String refreshToken() {
        return "";
    }

    /** The same with another refresh token in the place of its own. */
    default Grant by(String refreshToken) {
        return this;
    }

    /** The grant that a destination's settings ask for: a service account's key, a refresh token, or neither. */
    static Grant of(DestinationSettings settings, String audience) {
        String scope = settings.own("oauth2.scope");
        if (settings.isSet("oauth2.key-file")) {
            Path file = settings.all().home().resolve(settings.own("oauth2.key-file"));
            return signed(settings.name() + ".oauth2.key-file", file, audience, scope, settings.own("oauth2.subject"));
        }
        return settings.isSet("oauth2.refresh-token")
                ? new Refreshed(settings.secret("oauth2.refresh-token"), scope)
                : client(scope);
    }

    /** For the client itself (RFC 6749 4.4). */
    private static Grant client(String scope) {
        return now -> form("client_credentials", scope);
    }

    /** For what a user has allowed the client once (RFC 6749 6). */
    record Refreshed(String refreshToken, String scope) implements Grant {

        @Override
        public Map<String, String> form(long now) {
            Map<String, String> form = Grant.form("refresh_token", scope);
            form.put("refresh_token", refreshToken);
            return form;
        }

        @Override
        public Grant by(String other) {
            return new Refreshed(other, scope);
        }

        /** Shows no token. */
        @Override
        public String toString() {
            return "Refreshed[]";
        }
    }

    /**
     * For a statement that a service account's key has signed (RFC 7523 2.1). The file is read with each request, so
     * that a new key counts at once.
     */
    private static Grant signed(String setting, Path file, String audience, String scope, String subject) {
        return now -> {
            Map<String, String> form = form("urn:ietf:params:oauth:grant-type:jwt-bearer", "");
            try {
                form.put("assertion", ServiceAccountKey.read(file).assertion(audience, scope, subject, now));
            } catch (IllegalArgumentException wrong) {
                throw new DeliveryException(FailureKind.MISCONFIGURED, setting + ": " + wrong.getMessage());
            }
            return form;
        };
    }

    private static Map<String, String> form(String type, String scope) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", type);
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        return form;
    }
}
