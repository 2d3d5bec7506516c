package org.clickrouter.destination.webhook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpMethods;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.LocalAddress;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.ProxyChoice;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.settings.value.HeaderPairs;
import org.clickrouter.settings.value.UrlTemplate;
import org.clickrouter.settings.value.WebAddress;
import org.clickrouter.signing.StandardWebhooks;
import org.clickrouter.text.Durations;

/**
 * The bean behind Kamelet signed-webhook-sink: a POST of the message's body, signed by the rules of Standard Webhooks.
 * Address and secrets are read here, so that no endpoint URI inside the Kamelet shows them; of the message's own
 * headers none is sent but its Content-Type.
 */
public final class SignedWebhook implements HttpClientConfigurer {

    private static final String TYPE = "[\\w.+-]+/[\\w.+-]+(\\s*;[ -~]*)?";
    private final Clock clock = Clock.systemUTC();
    private final HtmlAnswers html = new HtmlAnswers(null);
    private WebAddress address;
    private StandardWebhooks signing = StandardWebhooks.of("");
    private Map<String, String> authorization = Map.of();
    private Map<String, String> headers = Map.of();
    private Duration timeout = Duration.ofSeconds(15);
    private AllowList allowed = AllowList.parse("");
    private final NetworkPath path =
            new NetworkPath(ProxyChoice.of("", "", System.getenv()), LocalAddress.ANY, TlsFiles.NONE);

    /** @param url address of the receiver; may hold secrets, and a user and password before an @ */
    public void setUrl(String url) {
        try {
            this.address = WebAddress.parse(url);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("url: " + broken.getMessage(), broken);
        }
    }

    /** @param secret {@code whsec_} and base64, or any text; several, separated by spaces, all sign; empty: unsigned */
    public void setSecret(String secret) {
        this.signing = StandardWebhooks.of(secret);
    }

    /** @param token sent as {@code Authorization: Bearer token}; empty for none */
    public void setAccessToken(String token) {
        if (!token.matches("[!-~]*")) {
            throw new IllegalArgumentException("accessToken: must hold printable ASCII characters without spaces");
        }
        this.authorization = token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
    }

    /** @param pairs as {@code Name: value}, separated by semicolons */
    public void setHeaders(String pairs) {
        try {
            this.headers = HeaderPairs.parse(pairs);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("headers: " + broken.getMessage(), broken);
        }
    }

    /** @param timeout the longest that one call may take, such as 15s */
    public void setTimeout(String timeout) {
        this.timeout = Durations.parse(timeout);
    }

    /** @param networks that the receiver may be in; empty: any but link-local */
    public void setAllow(String networks) {
        this.allowed = AllowList.parse(networks);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        if (address.authorization().isPresent() && (!authorization.isEmpty() || headers.containsKey("Authorization"))) {
            throw new IllegalArgumentException(
                    "url: has a user or password, and accessToken or headers set the header Authorization too: only one may be");
        }
        new WebhookClient(allowed, path, timeout).configureHttpClient(client);
    }

    /**
     * In: any body. Out: the request. Its id is the header webhook-id, or else a digest of the body: the same for the
     * same body.
     */
    public void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        byte[] bytes = body == null ? new byte[0] : body;
        String given = message.getHeader(StandardWebhooks.ID, String.class);
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(authorization);
        WebhookPost.request(
                        new WebhookSettings(
                                UrlTemplate.of(address),
                                signing,
                                HttpMethods.POST,
                                AnswerRules.STATUS,
                                Optional.empty(),
                                List.of(),
                                BodyFormat.RECORD,
                                timeout,
                                1,
                                false,
                                all,
                                allowed,
                                path,
                                new Credentials(address.authorization(), Optional.empty())),
                        address.url(),
                        given != null && given.matches("[A-Za-z0-9_-]{1,256}") ? given : digest(bytes),
                        type != null && type.matches(TYPE) ? type : "application/json",
                        bytes,
                        clock)
                .into(exchange);
    }

    /**
     * After the call.
     *
     * @throws DeliveryException unless it was taken
     */
    public void outcome(Exchange exchange) {
        exchange.getMessage().setBody(null);
        WebhookPost.outcome(
                exchange,
                "signed-webhook-sink",
                AnswerRules.STATUS,
                html,
                clock,
                Optional.empty(),
                UnaryOperator.identity());
    }

    /** However the call ended: nothing of the request stays in the message. */
    public void end(Exchange exchange) {
        exchange.getMessage().removeHeaders("*", Exchange.HTTP_RESPONSE_CODE, "Retry-After");
    }

    private static String digest(byte[] body) {
        try {
            return "msg_"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows neither address nor secret. */
    @Override
    public String toString() {
        return "SignedWebhook[" + signing + "]";
    }
}
