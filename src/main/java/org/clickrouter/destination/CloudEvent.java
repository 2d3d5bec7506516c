package org.clickrouter.destination;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.store.outbox.Delivery;

/**
 * A click as a CloudEvent 1.0 in binary content mode, for brokers: its attributes travel beside the message, whose body
 * is the data alone.
 *
 * @param id the delivery's id, the same through retries and replays
 * @param click the click's id, the same through all its revisions
 * @param body where data, source and time come from
 */
public record CloudEvent(String id, UUID click, WebhookBody body) {

    /** A delivery as an event. */
    public static CloudEvent of(Delivery delivery) {
        return new CloudEvent(delivery.id(), delivery.clickId(), Message.body(delivery));
    }

    /**
     * The attributes in the order of the specification, {@code datacontenttype} left out, since each protocol has its
     * own place for it.
     *
     * @param prefix what the protocol's binding puts before each name: {@code ce_} for Kafka, {@code cloudEvents_} for
     *     AMQP and JMS
     */
    public Map<String, String> attributes(String prefix) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(prefix + "specversion", "1.0");
        attributes.put(prefix + "id", id);
        attributes.put(prefix + "source", body.source());
        attributes.put(prefix + "type", WebhookBody.TYPE);
        attributes.put(prefix + "time", body.time());
        return attributes;
    }

    /**
     * What keeps the messages of one chat in order: its chat_id, or {@code click:} and the click's own id where the API
     * gave none.
     *
     * @throws DeliveryException BAD_PAYLOAD when the record is not one JSON object
     */
    public String key() {
        String chat =
                RecordFields.named(body.record()).getOrDefault("chat_id", "").strip();
        return RecordFields.NO_CHAT.contains(chat) ? "click:" + click : chat;
    }

    /** What a broker's message carries: a body that the routing file made as it is, or else the data. */
    public static String data(Delivery delivery) {
        return delivery.body() != null
                ? delivery.body()
                : Message.body(delivery).data();
    }

    /** The content type of {@link #data}. */
    public static String contentType(Delivery delivery) {
        return delivery.body() != null ? delivery.contentType() : "application/json";
    }

    /** Hides the record, which holds people's data. */
    @Override
    public String toString() {
        return "CloudEvent[id=" + id + "]";
    }
}
