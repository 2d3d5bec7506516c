package org.clickrouter.destination.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.settings.value.WebAddress;

/**
 * Who gives access tokens to us, by OAuth2's client credentials (RFC 6749 4.4), or for a statement that a service
 * account's key has signed (RFC 7523).
 *
 * @param setting the key under which the address stands, for messages
 * @param address where they are asked for
 * @param id of the client
 * @param secret of the client
 * @param scope what is asked for; empty for what the server thinks right
 * @param inBody whether who asks stands in the request's body, not in its header
 * @param keyFile of the service account; read with each request, so that a new one counts at once
 */
record TokenServer(
        String setting,
        WebAddress address,
        String id,
        String secret,
        String scope,
        boolean inBody,
        Optional<Path> keyFile) {

    static TokenServer of(DestinationSettings settings) {
        Optional<Path> keyFile = Optional.of(settings.own("oauth2.key-file"))
                .filter(file -> !file.isEmpty())
                .map(file -> settings.all().home().resolve(file));
        return new TokenServer(
                settings.name() + ".oauth2.token-url",
                WebAddress.parse(settings.own("oauth2.token-url")),
                settings.own("oauth2.client-id"),
                settings.secret("oauth2.client-secret"),
                settings.own("oauth2.scope"),
                keyFile.isPresent() || settings.get("oauth2.client-auth").equals("post"),
                keyFile);
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
        Map<String, String> form = new LinkedHashMap<>();
        if (keyFile.isPresent()) {
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("assertion", assertion(keyFile.get(), now));
        } else {
            form.put("grant_type", "client_credentials");
        }
        if (keyFile.isEmpty() && !scope.isEmpty()) {
            form.put("scope", scope);
        }
        if (keyFile.isEmpty() && inBody) {
            form.put("client_id", id);
            form.put("client_secret", secret);
        }
        return form.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String assertion(Path file, long now) {
        try {
            return ServiceAccountKey.read(file).assertion(address.url(), scope, now);
        } catch (IllegalArgumentException wrong) {
            throw new DeliveryException(
                    FailureKind.MISCONFIGURED, setting.replace("token-url", "key-file") + ": " + wrong.getMessage());
        }
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
