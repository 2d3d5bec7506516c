package org.clickrouter.destination.oauth2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.CallLimit;
import org.clickrouter.net.HostAlias;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.StrictClients;

/**
 * Asks for one access token. A server that cannot be reached or fails is trouble that passes; one that refuses us, or
 * answers without a token, is a mistake in the settings, by which no delivery dies.
 */
final class TokenRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A token.
     *
     * @param value as it is shown to a receiver
     * @param renewAt from when on the next one is to be asked for, epoch milliseconds
     * @param refresh the refresh token that the server gave with it; empty where the one that was shown stays good
     * @param kept whether it was in the store: another instance may know already that it is refused
     */
    record Token(String value, long renewAt, String refresh, boolean kept) {
        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** The longest answer that is read. */
    private static final int ANSWER = 65_536;

    private final TokenServer server;
    private final AllowList allowed;
    private final NetworkPath path;
    private final Clock clock;
    private final UnaryOperator<String> mask;

    /**
     * @param allowed networks that the server may be in
     * @param path to it
     * @param mask hides secrets in what the server says
     */
    TokenRequest(TokenServer server, AllowList allowed, NetworkPath path, Clock clock, UnaryOperator<String> mask) {
        this.server = server;
        this.allowed = allowed;
        this.path = path;
        this.clock = clock;
        this.mask = mask;
    }

    /**
     * @param limit the longest that it may take
     * @throws DeliveryException why there is no token
     */
    Token send(Duration limit) {
        return send(limit, server);
    }

    /** The same by another refresh token than that of the settings. */
    Token send(Duration limit, String refreshToken) {
        return send(limit, server.by(refreshToken));
    }

    private Token send(Duration limit, TokenServer server) {
        long asked = clock.millis();
        HttpPost request = new HttpPost(URI.create(HostAlias.of(server.address().url())));
        request.setHeader("Accept", "application/json");
        server.address().authorization().ifPresent(user -> request.setHeader("Authorization", user));
        if (!server.inBody()) {
            request.setHeader("Authorization", server.authorization());
        }
        request.setEntity(new StringEntity(server.form(asked), ContentType.APPLICATION_FORM_URLENCODED));
        try (CloseableHttpClient client = client(limit)) {
            return client.execute(
                    request, answer -> read(answer, asked, server.grant().refreshToken()));
        } catch (IOException e) {
            DeliveryException why = DeliveryException.of(e);
            FailureKind kind =
                    switch (why.kind()) {
                        case REFUSED_ADDRESS -> FailureKind.MISCONFIGURED;
                        case ROUTE_FAILED -> FailureKind.UNREACHABLE;
                        default -> why.kind();
                    };
            throw new DeliveryException(kind, server.setting() + ": " + why.getMessage(), null, null, e);
        }
    }

    /** One for each request: a token is asked for once an hour, and new certificates count at once. */
    private CloseableHttpClient client(Duration limit) {
        HttpClientBuilder builder = HttpClientBuilder.create();
        StrictClients.prepare(builder, allowed, path);
        builder.disableRedirectHandling();
        builder.addExecInterceptorFirst("limit", new CallLimit(limit, ANSWER));
        return builder.build();
    }

    private Token read(ClassicHttpResponse answer, long asked, String shown) throws IOException {
        int status = answer.getCode();
        byte[] body = answer.getEntity() == null
                ? new byte[0]
                : answer.getEntity().getContent().readAllBytes();
        if (status / 100 != 2) {
            throw refusal(status, answer.getFirstHeader("Retry-After"), body, shown);
        }
        JsonNode json = json(body);
        String token = json.path("access_token").asText();
        if (!token.matches("[!-~]+")) {
            throw misconfigured("answered " + status + " without an access_token", body, shown);
        }
        String type = json.path("token_type").asText("Bearer");
        if (!type.equalsIgnoreCase("Bearer")) {
            throw misconfigured("gives tokens of a type other than Bearer", new byte[0], shown);
        }
        return new Token(
                token,
                renewAt(asked, json.path("expires_in").asLong(0)),
                json.path("refresh_token").asText(),
                false);
    }

    /** Before its end by a quarter of its life, at most a minute; without an end, once it is refused. */
    private static long renewAt(long asked, long seconds) {
        return seconds <= 0 ? Long.MAX_VALUE : asked + seconds * 1000 - Math.min(60_000, seconds * 250);
    }

    private DeliveryException refusal(int status, Header retryAfter, byte[] body, String shown) {
        boolean passes = status >= 500 || status == 407 || status == 408 || status == 425 || status == 429;
        if (!passes) {
            return misconfigured("answered " + status, body, shown);
        }
        DeliveryException failure = DeliveryException.ofStatus(
                        status, retryAfter == null ? null : retryAfter.getValue(), clock)
                .orElseThrow();
        FailureKind kind = failure.sick() ? failure.kind() : FailureKind.SERVER_ERROR;
        return new DeliveryException(
                        kind,
                        server.setting() + ": " + failure.getMessage(),
                        null,
                        failure.retryAfter().orElse(null),
                        null)
                .answered(said(body, shown));
    }

    private DeliveryException misconfigured(String what, byte[] body, String shown) {
        return new DeliveryException(FailureKind.MISCONFIGURED, server.setting() + ": " + what)
                .answered(said(body, shown));
    }

    /**
     * RFC 6749 5.2: a word and a sentence; of anything else the beginning.
     *
     * @param shown the refresh token by which it was asked, or empty
     */
    private String said(byte[] body, String shown) {
        JsonNode json = json(body);
        String told = (json.path("error").asText() + " "
                        + json.path("error_description").asText())
                .strip();
        String text = told.isEmpty() && !json.has("access_token") ? new String(body, StandardCharsets.UTF_8) : told;
        String without = text.replace(server.authorization().substring("Basic ".length()), "***");
        // The one that the server gave itself is in no settings.
        return mask.apply(
                shown.isEmpty()
                        ? without
                        : without.replace(shown, "***")
                                .replace(URLEncoder.encode(shown, StandardCharsets.UTF_8), "***"));
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            return JSON.createObjectNode();
        }
    }
}
