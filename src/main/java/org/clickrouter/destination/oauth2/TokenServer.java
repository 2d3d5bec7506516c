package org.clickrouter.destination.oauth2;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.settings.value.WebAddress;

/**
 * Who gives access tokens to us, and for what (OAuth2, RFC 6749).
 *
 * @param setting the key under which the address stands, for messages
 * @param address where they are asked for
 * @param id of the client; empty where a service account's statement says who asks
 * @param secret of the client; empty for one that has none
 * @param inBody whether who asks stands in the request's body, not in its header
 * @param grant what the token is given for
 */
public record TokenServer(String setting, WebAddress address, String id, String secret, boolean inBody, Grant grant) {

    /** @return empty where the destination does not log in this way */
    public static Optional<TokenServer> of(DestinationSettings settings) {
        if (!settings.isSet("oauth2.token-url")) {
            return Optional.empty();
        }
        WebAddress address = WebAddress.parse(settings.own("oauth2.token-url"));
        String secret = settings.secret("oauth2.client-secret");
        boolean signed = settings.isSet("oauth2.key-file");
        return Optional.of(new TokenServer(
                settings.name() + ".oauth2.token-url",
                address,
                signed ? "" : settings.own("oauth2.client-id"),
                secret,
                signed || secret.isEmpty() || settings.get("oauth2.client-auth").equals("post"),
                Grant.of(settings, address.url())));
    }

    /** The header {@code Authorization} of a request (RFC 6749 2.3.1); not sent where {@link #inBody}. */
    String authorization() {
        return BasicLogin.header(encoded(id), encoded(secret));
    }

    /**
     * The body of a request.
     *
     * @param now epoch milliseconds
     * @throws DeliveryException MISCONFIGURED where the key file cannot be read
     */
    String form(long now) {
        Map<String, String> form = new LinkedHashMap<>(grant.form(now));
        if (inBody && !id.isEmpty()) {
            form.put("client_id", id);
            if (!secret.isEmpty()) {
                form.put("client_secret", secret);
            }
        }
        return form.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The same asked by another refresh token than that of the settings. */
    TokenServer by(String refreshToken) {
        return new TokenServer(setting, address, id, secret, inBody, grant.by(refreshToken));
    }

    /** @return the destination's name */
    String destination() {
        return setting.substring(0, setting.length() - ".oauth2.token-url".length());
    }

    /** Shows neither id nor secret. */
    @Override
    public String toString() {
        return "TokenServer[" + setting + "]";
    }
}
