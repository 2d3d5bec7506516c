package org.clickrouter.destination.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.RecordFields;
import org.clickrouter.destination.Sink;
import org.clickrouter.destination.oauth2.AccessTokens;
import org.clickrouter.destination.oauth2.TokenServer;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.settings.value.UrlTemplate;
import org.clickrouter.store.outbox.Delivery;

/**
 * The bean of click-webhook-sink. Each destination has connections of its own, so that a connection which one may use
 * is never used by another that may not. Address and secret are read here, not in the route, so that no endpoint URI,
 * log or page shows them.
 */
public final class WebhookSink extends Sink<WebhookSettings> implements HttpClientConfigurer {

    private HtmlAnswers html;
    private Optional<AccessTokens> tokens;

    private synchronized HtmlAnswers html() {
        if (html == null) {
            html = new HtmlAnswers(context().meters());
        }
        return html;
    }

    private synchronized Optional<AccessTokens> tokens() {
        if (tokens == null) {
            tokens = settings().credentials().tokens().map(server -> tokens(settings(), server));
        }
        return tokens;
    }

    private AccessTokens tokens(WebhookSettings settings, TokenServer server) {
        return AccessTokens.of(
                server,
                settings.allowed(),
                settings.path(),
                context().tokens(),
                context().clock(),
                context().settings()::mask);
    }

    @Override
    protected WebhookSettings read(DestinationContext context, String destination) {
        return WebhookSettings.of(context.of(destination, WebhookKind.NAME));
    }

    /** Out: the request. */
    public void prepare(Exchange exchange) {
        WebhookSettings settings = settings();
        Clock clock = context().clock();
        for (Delivery delivery : Deliveries.of(exchange)) {
            MaximumAge.keep(settings.maximumAge(), delivery, clock);
        }
        boolean array = settings.batch() > 1 || Deliveries.of(exchange).size() > 1;
        Message request = array
                ? BatchRequest.of(settings, Deliveries.together(exchange), clock)
                : request(settings, Deliveries.one(exchange), clock);
        request.into(exchange);
        Deliveries.sending(exchange);
    }

    static Message request(WebhookSettings settings, Delivery delivery, Clock clock) {
        String body = delivery.body() != null
                ? delivery.body()
                : Message.body(delivery).render(settings.format(), delivery.id());
        String type = delivery.body() != null
                ? delivery.contentType()
                : settings.format().contentType();
        return WebhookPost.request(
                settings,
                url(settings.address(), delivery),
                delivery.id(),
                type,
                body.getBytes(StandardCharsets.UTF_8),
                clock);
    }

    private static String url(UrlTemplate address, Delivery delivery) {
        if (address.fields().isEmpty()) {
            return address.head();
        }
        Map<String, String> fields = new HashMap<>(RecordFields.named(delivery.record()));
        fields.put("operation", delivery.operation());
        fields.put("revision", String.valueOf(delivery.revision()));
        fields.put("delivery_id", delivery.id());
        try {
            return address.expand(fields::get);
        } catch (IllegalArgumentException unfit) {
            // A field of its path that neither the report documents nor the record has is more likely a slip in the
            // address, which all clicks fail by, than this click's fault.
            boolean slip = address.needed().stream()
                    .anyMatch(field -> !WebhookAddressRules.FIELDS.contains(field) && !fields.containsKey(field));
            throw new DeliveryException(slip ? FailureKind.ROUTE_FAILED : FailureKind.BAD_PAYLOAD, unfit.getMessage());
        }
    }

    /** After the call. */
    public void outcome(Exchange exchange) {
        WebhookPost.outcome(
                exchange,
                destination(),
                settings().answers(),
                html(),
                context().clock(),
                settings().readingProxy(),
                this::mask);
    }

    private String mask(String text) {
        String masked =
                settings().credentials().mask().apply(context().settings().mask(text));
        return tokens().map(login -> login.mask(masked)).orElse(masked);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        WebhookClient.of(settings())
                .with(tokens())
                .redirectedTo(settings().redirects())
                .keeping(settings().answers().kept())
                .configureHttpClient(client);
        if (settings().compressed()) {
            client.addExecInterceptorFirst("gzip", new GzipRequests());
        }
    }
}
