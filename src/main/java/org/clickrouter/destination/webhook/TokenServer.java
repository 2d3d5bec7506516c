package org.clickrouter.destination.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.settings.value.WebAddress;

/**
 * Who gives access tokens to us, by OAuth2's client credentials (RFC 6749 4.4).
 *
 * @param setting the key under which the address stands, for messages
 * @param address where they are asked for
 * @param id of the client
 * @param secret of the client
 * @param scope what is asked for; empty for what the server thinks right
 * @param inBody whether id and secret stand in the request's body, not in its header
 */
record TokenServer(String setting, WebAddress address, String id, String secret, String scope, boolean inBody) {

    static TokenServer of(DestinationSettings settings) {
        return new TokenServer(
                settings.name() + ".oauth2.token-url",
                WebAddress.parse(settings.own("oauth2.token-url")),
                settings.own("oauth2.client-id"),
                settings.secret("oauth2.client-secret"),
                settings.own("oauth2.scope"),
                settings.get("oauth2.client-auth").equals("post"));
    }

    /** The header {@code Authorization} of a request (RFC 6749 2.3.1); not sent where {@link #inBody}. */
    String authorization() {
        return BasicLogin.header(encoded(id), encoded(secret));
    }

    /** The body of a request. */
    String form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        if (inBody) {
            form.put("client_id", id);
            form.put("client_secret", secret);
        }
        return form.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Shows neither id nor secret. */
    @Override
    public String toString() {
        return "TokenServer[" + setting + "]";
    }
}
