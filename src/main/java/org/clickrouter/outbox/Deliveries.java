package org.clickrouter.outbox;

import java.util.List;
import org.apache.camel.Exchange;
import org.clickrouter.store.outbox.Delivery;

/** What the consumer of the outbox gives to a destination's route. */
public final class Deliveries {

    /** Exchange property: the deliveries that the exchange carries, one unless the endpoint's batch is above 1. */
    public static final String DELIVERIES = "clickRouterDeliveries";

    private Deliveries() {}

    @SuppressWarnings("unchecked")
    public static List<Delivery> of(Exchange exchange) {
        List<Delivery> deliveries = exchange.getProperty(DELIVERIES, List.class);
        if (deliveries == null) {
            throw new IllegalStateException("This step belongs into a route from outbox:NAME");
        }
        return deliveries;
    }

    public static Delivery one(Exchange exchange) {
        List<Delivery> deliveries = of(exchange);
        if (deliveries.size() != 1) {
            throw new IllegalStateException("This step takes one delivery at a time: leave out batch= of outbox:"
                    + deliveries.get(0).destination());
        }
        return deliveries.get(0);
    }
}
