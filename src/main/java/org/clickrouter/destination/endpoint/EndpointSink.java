package org.clickrouter.destination.endpoint;

import java.util.LinkedHashMap;
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

    /** Out: what a webhook would get, with the ids as headers. */
    public void prepare(Exchange exchange) {
        EndpointSettings settings = settings();
        message(settings, Deliveries.one(exchange)).into(exchange);
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
