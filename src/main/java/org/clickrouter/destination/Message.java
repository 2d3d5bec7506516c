package org.clickrouter.destination;

import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.store.outbox.Delivery;

/**
 * What leaves for an endpoint, with nothing in it but what a destination made.
 *
 * @param headers those of Camel included, which steer the endpoint
 */
public record Message(Map<String, Object> headers, Object body) {

    /** Takes the place of all that the exchange's message held. */
    public void into(Exchange exchange) {
        exchange.getMessage().setHeaders(headers);
        exchange.getMessage().setBody(body);
        String cause = exchange.getProperty(Deliveries.TRACEPARENT, String.class);
        if (cause != null) {
            exchange.getMessage().setHeader("traceparent", cause);
        }
    }

    /** A delivery as the body of a webhook. */
    public static WebhookBody body(Delivery delivery) {
        return new WebhookBody(
                delivery.operation(), delivery.revision(), Instant.ofEpochMilli(delivery.seenAt()), delivery.record());
    }

    /** Hides the content, which holds people's data. */
    @Override
    public String toString() {
        return "Message[]";
    }
}
