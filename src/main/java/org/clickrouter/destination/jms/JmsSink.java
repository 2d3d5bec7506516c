package org.clickrouter.destination.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.clickrouter.destination.CloudEvent;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.Sink;
import org.clickrouter.net.Deadline;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.store.outbox.Delivery;
import org.springframework.jms.support.destination.DestinationResolver;

/** The bean of click-jms-sink: makes the messages, and tells the queue or topic that they go to. */
public final class JmsSink extends Sink<JmsSettings> implements DestinationResolver {

    @Override
    protected JmsSettings read(DestinationContext context, String destination) {
        return JmsSettings.of(context.of(destination, JmsKind.NAME));
    }

    /** Out: the message. */
    public void prepare(Exchange exchange) {
        JmsSettings settings = settings();
        message(settings, Deliveries.one(exchange)).into(exchange);
        Deadline.interruptAfter(settings.timeout());
    }

    /**
     * A text message grouped by the chat, as a CloudEvent in binary mode. JMS has no binding of its own; the names are
     * those of the AMQP Protocol Binding 1.0.2, which made them fit for JMS.
     */
    static Message message(JmsSettings settings, Delivery delivery) {
        CloudEvent event = CloudEvent.of(delivery);
        Map<String, Object> headers = new LinkedHashMap<>(event.attributes("cloudEvents_"));
        headers.put("cloudEvents_datacontenttype", CloudEvent.contentType(delivery));
        headers.put("JMSCorrelationID", delivery.id());
        headers.put("JMSXGroupID", event.key());
        if (settings.dropsRepeats()) {
            // A replay is no repeat: it goes on where the attempts before it ended.
            headers.put(
                    "_AMQ_DUPL_ID",
                    delivery.uncounted() == 0 ? delivery.id() : delivery.id() + "/" + delivery.uncounted());
        }
        return new Message(headers, CloudEvent.data(delivery));
    }

    @Override
    public Destination resolveDestinationName(Session session, String ignored, boolean topic) throws JMSException {
        JmsSettings settings = settings();
        return settings.isTopic() ? session.createTopic(settings.name()) : session.createQueue(settings.name());
    }
}
