package org.clickrouter.destination.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.destination.WebhookBody;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.Deadline;
import org.clickrouter.net.HostAlias;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.WebAddress;
import org.clickrouter.signing.StandardWebhooks;
import org.clickrouter.store.outbox.Delivery;

/**
 * Bean {@code webhooks} of deliver-webhook.camel.yaml. A destination's settings stand under its name: {@code crm.url},
 * {@code crm.secret}, {@code crm.timeout}, {@code crm.format}, {@code crm.headers}, {@code crm.allow}. Address and
 * secret are read here, not in the route, so that no endpoint URI, log or page shows them.
 */
public final class WebhookRequests {

    private final Settings settings;
    private final Clock clock;
    private final HtmlAnswers html;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    private record Target(
            WebAddress address,
            StandardWebhooks signing,
            BodyFormat format,
            java.time.Duration timeout,
            Map<String, String> headers) {}

    /** @param registry where answers that look wrong are counted */
    public WebhookRequests(Settings settings, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.clock = clock;
        this.html = new HtmlAnswers(registry);
    }

    private Target target(String name) {
        return targets.computeIfAbsent(name, n -> {
            String url = settings.get(n + ".url");
            if (url.isEmpty()) {
                throw new DeliveryException(FailureKind.UNREACHABLE, n + ".url is not set");
            }
            return new Target(
                    WebAddress.parse(url),
                    StandardWebhooks.of(settings.secret(n + ".secret")),
                    BodyFormat.parse(or(n, "format")),
                    org.clickrouter.text.Durations.parse(or(n, "timeout")),
                    settings.headers(n + ".headers"));
        });
    }

    /** A destination of the engineer's own has the webhook's defaults. */
    private String or(String name, String key) {
        String own = settings.get(name + "." + key);
        return own.isEmpty() ? settings.get("webhook." + key) : own;
    }

    /**
     * The client of one destination, with connections of its own: it goes nowhere outside {@code NAME.allow}, or
     * {@code webhook.allow} where that is empty.
     */
    WebhookClient client(String name) {
        return new WebhookClient(AllowList.parse(or(name, "allow")));
    }

    /** Out: the request, with nothing in it but what is made here. */
    public void prepare(Exchange exchange, String name) {
        Target target = target(name);
        Delivery delivery = Deliveries.one(exchange);
        String body = delivery.body() != null
                ? delivery.body()
                : new WebhookBody(
                                delivery.operation(),
                                delivery.revision(),
                                Instant.ofEpochMilli(delivery.seenAt()),
                                delivery.record())
                        .render(target.format, delivery.id());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(target.headers);
        target.address.authorization().ifPresent(basic -> headers.put("Authorization", basic));
        headers.putAll(target.signing.headers(delivery.id(), clock.instant(), bytes));
        headers.put(
                Exchange.CONTENT_TYPE, delivery.body() != null ? delivery.contentType() : target.format.contentType());
        // As the enum: for a text, the converters are searched in vain with each request.
        headers.put(Exchange.HTTP_METHOD, HttpMethods.POST);
        headers.put(Exchange.HTTP_URI, HostAlias.of(target.address.url()));
        Message message = exchange.getMessage();
        message.setHeaders(headers);
        message.setBody(bytes);
        Deadline.begin(target.timeout);
    }

    /**
     * After the call: any 2xx is delivered; one with a web page is told.
     *
     * @throws DeliveryException for every other status
     */
    public void outcome(Exchange exchange, String name) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String retryAfter = message.getHeader("Retry-After", String.class);
        Optional<DeliveryException> failure = DeliveryException.ofStatus(status, retryAfter, clock);
        // Why it refused; of a success nothing is read.
        String said = failure.isPresent() ? settings.mask(AnswerText.of(message)) : null;
        Deadline.leave(message.getBody());
        if (failure.isPresent()) {
            throw failure.get().answered(said);
        }
        html.look(name, status, message.getHeader(Exchange.CONTENT_TYPE, String.class));
    }
}
