package org.clickrouter.outbox;

import java.util.List;
import org.apache.camel.Exchange;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.store.outbox.Delivery;

/** What the consumer of the outbox gives to a destination's route. */
public final class Deliveries {

    /** Exchange property: the deliveries that the exchange carries, one unless the endpoint's batch is above 1. */
    public static final String DELIVERIES = "clickRouterDeliveries";

    /**
     * Exchange property: the read that caused them, as W3C Trace Context writes it; absent: the receiver is not told.
     */
    public static final String TRACEPARENT = "clickRouterTraceparent";

    private static final String SENT = "clickRouterSent";

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

    /** The receiver is told which read brought the first of them; where that is not known, nothing. */
    static void cause(Exchange exchange, List<String> reads) {
        if (!reads.isEmpty()) {
            exchange.setProperty(TRACEPARENT, reads.get(0));
        }
    }

    /** From here on the receiver may have what the exchange carries. */
    public static void sending(Exchange exchange) {
        exchange.setProperty(SENT, true);
    }

    static boolean isSent(Exchange exchange) {
        return exchange.getProperty(SENT, false, Boolean.class);
    }

    @SuppressWarnings("unchecked")
    public static List<Delivery> of(Exchange exchange) {
        List<Delivery> deliveries = exchange.getProperty(DELIVERIES, List.class);
        if (deliveries == null) {
            throw new IllegalStateException("This step belongs into a route from outbox:NAME; in an"
                    + " application that hosts the library, from direct:click-router-out or"
                    + " kamelet:wolkvox-click-source");
        }
        return deliveries;
    }

    /**
     * The deliveries of an exchange, one or several, each with the body that the routing file made of it or none.
     *
     * @throws DeliveryException MISCONFIGURED where the destination's own route made one body of them
     */
    public static List<Delivery> together(Exchange exchange) {
        List<Delivery> deliveries = of(exchange);
        if (exchange.getMessage().getBody() != deliveries) {
            String name = deliveries.get(0).destination();
            throw new DeliveryException(
                    FailureKind.MISCONFIGURED,
                    "the route from outbox:" + name + " makes a body, and " + name
                            + ".batch puts several clicks into one request: make the bodies in routing.camel.yaml, or"
                            + " leave out " + name + ".batch");
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
