package org.clickrouter.destination.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.destination.Message;
import org.clickrouter.store.outbox.Delivery;

/** A request whose body is a JSON array, with an element for each click. */
final class BatchRequest {

    private BatchRequest() {}

    /**
     * @param deliveries of one request; the same whenever it is sent
     * @throws DeliveryException BAD_PAYLOAD naming the delivery that cannot be an element; MISCONFIGURED where the
     *     address names fields of a click
     */
    static Message of(WebhookSettings settings, List<Delivery> deliveries, Clock clock) {
        if (!settings.address().fields().isEmpty()) {
            throw new DeliveryException(
                    FailureKind.MISCONFIGURED,
                    deliveries.get(0).destination() + ".url names fields of a click, and a request carries several");
        }
        String body = deliveries.stream()
                .map(delivery -> element(settings.format(), delivery))
                .collect(Collectors.joining(",", "[", "]"));
        return WebhookPost.request(
                settings,
                settings.address().head(),
                deliveries.get(0).request(),
                settings.format() == BodyFormat.CLOUDEVENTS ? "application/cloudevents-batch+json" : "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                clock);
    }

    private static String element(BodyFormat format, Delivery delivery) {
        if (delivery.body() == null) {
            return Message.body(delivery).element(format, delivery.id());
        }
        if (!delivery.contentType().toLowerCase(Locale.ROOT).contains("json")) {
            throw new DeliveryException(
                    FailureKind.BAD_PAYLOAD,
                    "the body that the routing file made for " + delivery.id() + " is " + delivery.contentType()
                            + ", which cannot stand in a JSON array with others (" + delivery.destination()
                            + ".batch)");
        }
        return delivery.body();
    }
}
