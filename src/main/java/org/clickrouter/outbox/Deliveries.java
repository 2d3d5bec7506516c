package org.clickrouter.outbox;

import java.util.List;
import org.apache.camel.Exchange;
import org.clickrouter.store.outbox.Delivery;

/** What the consumer of the outbox gives to a destination's route. */
public final class Deliveries {

    /** Exchange property: the deliveries that the exchange carries, one unless the endpoint's batch is above 1. */
    public static final String DELIVERIES = "clickRouterDeliveries";

    private Deliveries() {}

    /**
     * Gives deliveries to an exchange.
     *
     * @param batches whether the body is the list, even of one
     */
    public static void into(Exchange exchange, List<Delivery> group, boolean batches) {
        exchange.setProperty(DELIVERIES, group);
        exchange.getMessage().setBody(batches ? group : group.get(0));
    }

    @SuppressWarnings("unchecked")
    public static List<Delivery> of(Exchange exchange) {
        List<Delivery> deliveries = exchange.getProperty(DELIVERIES, List.class);
        if (deliveries == null) {
            throw new IllegalStateException("This step belongs into a route from outbox:NAME");
        }
        return deliveries;
    }

    /**
     * The one delivery of an exchange. Where the destination's own route has made a body of its own before, as after a
     * lookup, that is what is to be sent.
     *
     * @throws IllegalArgumentException where that body is empty or neither text nor JSON
     */
    public static Delivery one(Exchange exchange) {
        List<Delivery> deliveries = of(exchange);
        if (deliveries.size() != 1) {
            throw new IllegalStateException("This step takes one delivery at a time: leave out batch= of outbox:"
                    + deliveries.get(0).destination());
        }
        Delivery delivery = deliveries.get(0);
        Object body = exchange.getMessage().getBody();
        if (body == delivery || body == deliveries || delivery.record().equals(body)) {
            return delivery;
        }
        BodyText own = BodyText.of(exchange, delivery.destination());
        return delivery.with(own.text(), own.type());
    }
}
