package org.clickrouter.destination.endpoint;

import java.util.List;
import java.util.Set;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.Payload;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;

/** Any other endpoint of Camel, named by the route; it needs no settings. */
public final class EndpointKind implements DestinationKind {

    @Override
    public String name() {
        return "endpoint";
    }

    @Override
    public List<String> destinations(Settings settings) {
        return List.of();
    }

    @Override
    public boolean isEnabled(Settings settings, String destination) {
        return true;
    }

    @Override
    public boolean takesAnyOther() {
        return true;
    }

    @Override
    public Payload show(DestinationContext context, Delivery delivery) {
        EndpointSettings settings = EndpointSettings.of(context.of(delivery.destination(), EndpointSettings.LIKE));
        Message message = EndpointSink.message(settings, delivery);
        return Payload.message("message", message.headers(), message.body(), Set.of(), context.settings());
    }
}
