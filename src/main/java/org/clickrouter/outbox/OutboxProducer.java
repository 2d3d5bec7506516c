package org.clickrouter.outbox;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.clickrouter.store.clicks.RoutedClick;

/**
 * Adds a delivery to the click under way: the body as the routing file left it, or the destination's own where it was
 * not touched.
 */
final class OutboxProducer extends DefaultProducer {

    private final OutboxEndpoint endpoint;

    OutboxProducer(OutboxEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        endpoint.getComponent().produces(endpoint.getName());
    }

    @Override
    public void process(Exchange exchange) {
        RoutedClick change = exchange.getProperty(OutboxComponent.ROUTED_CLICK, RoutedClick.class);
        if (change == null) {
            throw new IllegalStateException(
                    "outbox:" + endpoint.getName() + " takes only clicks that come through " + RoutingEntry.URI);
        }
        Object body = exchange.getMessage().getBody();
        if (change.click().json().equals(body)) {
            change.deliver(endpoint.getName(), null, null);
            return;
        }
        BodyText made = BodyText.of(exchange, endpoint.getName());
        change.deliver(endpoint.getName(), made.text(), made.type());
    }
}
