package org.clickrouter.destination.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.Sink;
import org.clickrouter.net.Deadline;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.store.outbox.Delivery;

/** The bean of click-endpoint-sink. */
public final class EndpointSink extends Sink<EndpointSettings> {

    @Override
    protected EndpointSettings read(DestinationContext context, String destination) {
        return EndpointSettings.of(context.of(destination, EndpointSettings.LIKE));
    }

    /** Out: what a webhook would get, with the ids as headers; of a list a text with a line for each. */
    public void prepare(Exchange exchange) {
        EndpointSettings settings = settings();
        List<Delivery> deliveries = Deliveries.of(exchange);
        Message message = exchange.getMessage().getBody() == deliveries
                ? Lines.of(settings.format(), deliveries, context()::zone)
                : message(settings, Deliveries.one(exchange));
        message.into(exchange);
        Deadline.interruptAfter(settings.timeout());
    }

    static Message message(EndpointSettings settings, Delivery delivery) {
        BodyFormat format = settings.format();
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("delivery_id", delivery.id());
        headers.put("click_id", delivery.clickId().toString());
        headers.put("operation", delivery.operation());
        headers.put("revision", delivery.revision());
        headers.put(Exchange.CONTENT_TYPE, delivery.body() != null ? delivery.contentType() : format.contentType());
        return new Message(
                headers,
                delivery.body() != null
                        ? delivery.body()
                        : Message.body(delivery).render(format, delivery.id()));
    }
}
