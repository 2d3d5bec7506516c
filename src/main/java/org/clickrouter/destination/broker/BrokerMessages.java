package org.clickrouter.destination.broker;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.destination.Defaults;
import org.clickrouter.destination.WebhookBody;
import org.clickrouter.net.Deadline;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.text.Durations;

/**
 * Bean {@code messages} of deliver-kafka, deliver-jms and deliver-endpoint: what leaves for a broker or any other
 * endpoint, with nothing in it but what is made here. A body that the routing file made goes as it is.
 */
public final class BrokerMessages {

    private final Settings settings;

    public BrokerMessages(Settings settings) {
        this.settings = settings;
    }

    /** Out: a Kafka record keyed by the chat, as a CloudEvent in binary mode (Kafka Protocol Binding 1.0.2). */
    public void kafka(Exchange exchange) {
        Delivery delivery = Deliveries.one(exchange);
        CloudEvent event = event(delivery);
        Map<String, Object> headers = new LinkedHashMap<>(event.attributes("ce_"));
        headers.put("content-type", contentType(delivery));
        headers.put("kafka.KEY", event.key());
        out(exchange, headers, data(delivery, event));
    }

    /**
     * Out: a text message grouped by the chat, as a CloudEvent in binary mode. JMS has no binding of its own; the names
     * are those of the AMQP Protocol Binding 1.0.2, which made them fit for JMS.
     */
    public void jms(Exchange exchange, String name) {
        Delivery delivery = Deliveries.one(exchange);
        CloudEvent event = event(delivery);
        Map<String, Object> headers = new LinkedHashMap<>(event.attributes("cloudEvents_"));
        headers.put("cloudEvents_datacontenttype", contentType(delivery));
        headers.put("JMSCorrelationID", delivery.id());
        headers.put("JMSXGroupID", event.key());
        if (Boolean.parseBoolean(Defaults.of(settings, name, "jms", "drop-repeats"))) {
            // A replay is no repeat: it goes on where the attempts before it ended.
            headers.put(
                    "_AMQ_DUPL_ID",
                    delivery.uncounted() == 0 ? delivery.id() : delivery.id() + "/" + delivery.uncounted());
        }
        out(exchange, headers, data(delivery, event));
        limit(name, "jms");
    }

    /** Out: what a webhook would get, for any endpoint of Camel, with the ids as headers. */
    public void any(Exchange exchange, String name) {
        Delivery delivery = Deliveries.one(exchange);
        BodyFormat format = BodyFormat.parse(Defaults.of(settings, name, "webhook", "format"));
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("delivery_id", delivery.id());
        headers.put("click_id", delivery.clickId().toString());
        headers.put("operation", delivery.operation());
        headers.put("revision", delivery.revision());
        headers.put(Exchange.CONTENT_TYPE, delivery.body() != null ? delivery.contentType() : format.contentType());
        out(
                exchange,
                headers,
                delivery.body() != null ? delivery.body() : body(delivery).render(format, delivery.id()));
        limit(name, "webhook");
    }

    private void limit(String name, String kind) {
        Deadline.interruptAfter(Durations.parse(Defaults.of(settings, name, kind, "timeout")));
    }

    private static void out(Exchange exchange, Map<String, Object> headers, String body) {
        Message message = exchange.getMessage();
        message.setHeaders(headers);
        message.setBody(body);
    }

    private static String data(Delivery delivery, CloudEvent event) {
        return delivery.body() != null ? delivery.body() : event.body().data();
    }

    private static String contentType(Delivery delivery) {
        return delivery.body() != null ? delivery.contentType() : "application/json";
    }

    private static CloudEvent event(Delivery delivery) {
        return new CloudEvent(delivery.id(), delivery.clickId(), body(delivery));
    }

    private static WebhookBody body(Delivery delivery) {
        return new WebhookBody(
                delivery.operation(), delivery.revision(), Instant.ofEpochMilli(delivery.seenAt()), delivery.record());
    }
}
