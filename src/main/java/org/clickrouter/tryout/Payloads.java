package org.clickrouter.tryout;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.destination.Payload;
import org.clickrouter.run.RouteFiles;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.DeliveryId;

/** Shows what destinations are sent: their kinds make it as they do for a delivery, and nothing leaves. */
public final class Payloads {

    private final DestinationContext context;
    private final Predicate<String> taken;

    /**
     * @param routes folder of the route files, for templates
     * @param taken whether a route takes from a destination's queue
     */
    private Payloads(Settings settings, Path routes, Predicate<String> taken) {
        // Nothing is looked up in a database, and nothing that must be closed is made.
        this.context = new DestinationContext(settings, routes, null, Clock.systemUTC(), null, made -> {});
        this.taken = taken;
    }

    public Payloads(Rehearsal rehearsal) {
        this(rehearsal.settings(), rehearsal.folder(), rehearsal::takesFrom);
    }

    /** For deliveries that are stored; whether a route takes them plays no part. */
    public Payloads(Settings settings, Path home) {
        this(settings, RouteFiles.folder(home), name -> true);
    }

    /**
     * @param change as the routing file left it
     * @param destination one that it goes to
     * @param seen when its code was first seen, which webhooks tell
     * @throws Exception when the destination could not make its message
     */
    public Payload of(RoutedClick change, String destination, Instant seen) throws Exception {
        return of(new Delivery(
                0,
                DeliveryId.of(change.click().id(), change.revision(), destination),
                destination,
                change.click().operation(),
                change.click().id(),
                change.revision(),
                change.click().code(),
                change.click().json(),
                change.body(destination),
                change.contentType(destination),
                0,
                seen.toEpochMilli()));
    }

    /** @throws Exception when the destination could not make its message */
    public Payload of(Delivery delivery) throws Exception {
        String destination = delivery.destination();
        DestinationKind kind = DestinationKinds.of(context.settings(), destination);
        boolean enabled = kind.isEnabled(context.settings(), destination);
        if (enabled && taken.test(destination)) {
            return kind.show(context, delivery);
        }
        String why = enabled ? "waits: no route takes from outbox:" + destination : "off: its address is not set";
        return new Payload(why, Map.of(), delivery.body() != null ? delivery.body() : delivery.record(), Map.of());
    }
}
