package org.clickrouter.destination.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     * @param accepted what an answer of 2xx must hold as well
     * @param last statuses after which nothing is tried again
     * @param proxy who may have answered in the receiver's place
     * @param mask hides secrets in what a receiver answered that refuses it
     * @throws DeliveryException for every other status
     */
    static void outcome(
            Exchange exchange,
            String name,
            Set<Integer> last,
            Optional<AnswerCondition> accepted,
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
                    .orElse(failure)
                    .answered(mask.apply(AnswerText.of(answer)));
            throw last.contains(status) ? told.asLast() : told;
        });
        accepted.ifPresent(condition -> {
            byte[] said = answer.getBody(byte[].class);
            if (!condition.holds(said == null ? new byte[0] : said)) {
                throw new DeliveryException(
                                FailureKind.REJECTED,
                                "answered " + status + ", and the answer is not as " + name + ".accepted-if wants it",
                                status,
                                null,
                                null)
                        .answered(mask.apply(new String(said == null ? new byte[0] : said, StandardCharsets.UTF_8)));
            }
        });
        html.look(name, status, answer.getHeader(Exchange.CONTENT_TYPE, String.class));
    }
}
