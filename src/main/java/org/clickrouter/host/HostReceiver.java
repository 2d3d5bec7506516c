package org.clickrouter.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.report.Click;
import org.clickrouter.signing.StandardWebhooks;
import org.clickrouter.store.outbox.Delivery;

/** Bean {@code hostEnd} of library.camel.yaml: hands a delivery to the application that hosts the bundle. */
public final class HostReceiver {

    /** What takes a click in the host; it has it when it returns, and gets it again, later, when it throws. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * @param headers operation, cod_act, chat_id, source_id, date, revision, attempt, webhook-id
         * @param delivery with the record as JSON
         */
        void receive(Map<String, Object> headers, Delivery delivery) throws Exception;
    }

    private final Receiver receiver;

    public HostReceiver(Receiver receiver) {
        this.receiver = receiver;
    }

    /** In: one delivery. */
    public void hand(Exchange exchange) throws Exception {
        Delivery delivery = Deliveries.one(exchange);
        Click click = Click.of(delivery.operation(), delivery.record());
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("operation", delivery.operation());
        headers.put("cod_act", delivery.code());
        headers.put("chat_id", click.chatId());
        headers.put("source_id", click.sourceId());
        headers.put("date", click.date());
        headers.put("revision", delivery.revision());
        headers.put("attempt", delivery.attempts() + 1);
        headers.put(StandardWebhooks.ID, delivery.id());
        headers.put(Exchange.CONTENT_TYPE, "application/json");
        try {
            receiver.receive(headers, delivery);
        } catch (Exception e) {
            throw explained(e);
        }
    }

    /**
     * Makes an exchange of the host carry a delivery: its body is the record. A destination's Kamelet in the host's
     * route finds the delivery behind it, so that it sends what it would send in the product.
     */
    static void into(Exchange exchange, Map<String, Object> headers, Delivery delivery) {
        Deliveries.into(exchange, List.of(delivery), false);
        exchange.getMessage().setHeaders(headers);
        exchange.getMessage().setBody(delivery.record());
    }

    /** A failure that nothing explains is the host's own trouble, as a receiver's would be: it costs an attempt. */
    private static DeliveryException explained(Exception failure) {
        DeliveryException known = DeliveryException.of(failure);
        boolean unexplained = known.kind() == FailureKind.ROUTE_FAILED || known.kind() == FailureKind.MISCONFIGURED;
        return unexplained
                ? new DeliveryException(FailureKind.UNREACHABLE, known.getMessage(), null, null, failure)
                : known;
    }
}
