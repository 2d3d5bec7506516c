package org.clickrouter.destination.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.Message;
import org.clickrouter.net.HostAlias;
import org.clickrouter.settings.value.ProxyAddress;

/** The one way in which webhooks are called: a signed request, of whose answer the status alone counts. */
final class WebhookPost {

    private WebhookPost() {}

    /**
     * The request, with nothing in it but what is made here.
     *
     * @param url where it goes
     */
    static Message request(
            WebhookSettings settings, String url, String id, String contentType, byte[] body, Clock clock) {
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(settings.headers());
        settings.credentials().fixed().ifPresent(value -> headers.put("Authorization", value));
        headers.putAll(settings.signing().headers(id, clock.instant(), body));
        headers.put(Exchange.CONTENT_TYPE, contentType);
        // As the enum: for a text, the converters are searched in vain with each request.
        headers.put(Exchange.HTTP_METHOD, settings.method());
        headers.put(Exchange.HTTP_URI, HostAlias.of(url));
        return new Message(headers, body);
    }

    /**
     * After the call: any 2xx is delivered; one with a web page is told.
     *
     * @param name the destination's
     * @param rules what its answers mean
     * @param proxy who may have answered in the receiver's place
     * @param mask hides secrets in what a receiver answered that refuses it
     * @throws DeliveryException for every other status
     */
    static void outcome(
            Exchange exchange,
            String name,
            AnswerRules rules,
            HtmlAnswers html,
            Clock clock,
            Optional<ProxyAddress> proxy,
            UnaryOperator<String> mask) {
        var answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String retryAfter = answer.getHeader("Retry-After", String.class);
        DeliveryException.ofStatus(status, retryAfter, clock).ifPresent(failure -> {
            DeliveryException told = proxy.map(
                            by -> failure.with("it may be the answer of the proxy " + by + ", not the receiver's"))
                    .orElse(failure);
            String said = AnswerText.of(answer);
            throw rules.judged(told, status, said).answered(mask.apply(said));
        });
        rules.accepted().ifPresent(condition -> {
            byte[] body = answer.getBody(byte[].class);
            byte[] said = body == null ? new byte[0] : body;
            if (!condition.holds(said)) {
                DeliveryException refused = new DeliveryException(
                        FailureKind.REJECTED,
                        "answered " + status + ", and the answer is not as " + name + ".accepted-if wants it",
                        status,
                        null,
                        null);
                String text = new String(said, StandardCharsets.UTF_8);
                throw rules.judged(refused, status, text).answered(mask.apply(text));
            }
        });
        html.look(name, status, answer.getHeader(Exchange.CONTENT_TYPE, String.class));
    }
}
