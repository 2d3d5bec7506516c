package org.clickrouter.tryout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.destination.Payload;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.contact.ContactField;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.text.RootCause;

/** Shows what destinations are sent: their kinds make it as they do for a delivery, and nothing leaves. */
public final class Payloads {

    /** Where an engineer says what lookups answer. */
    static final String STUBS = "`stubs`";

    /** Under this name they say the contact that a chat has, for the destinations with {@code NAME.enrich}. */
    static final String CONTACT = "contact";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DestinationContext context;
    private final Rehearsal rehearsal;

    /** @param rehearsal in which the destinations' own routes make what is sent */
    public Payloads(Rehearsal rehearsal) {
        // Nothing is looked up in a database, and nothing that must be closed is made.
        this.context = new DestinationContext(
                rehearsal.settings(), rehearsal.folder(), null, Optional.empty(), Clock.systemUTC(), null, made -> {});
        this.rehearsal = rehearsal;
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
        if (!enabled || !rehearsal.takesFrom(destination)) {
            return unsent(
                    enabled ? "waits: no route takes from outbox:" + destination : "off: its address is not set",
                    delivery.body() != null ? delivery.body() : delivery.record());
        }
        boolean enriched = context.settings().raw(destination + ".enrich").equalsIgnoreCase("true");
        boolean known = rehearsal.answers().containsKey(CONTACT);
        Rehearsal.Tried tried = rehearsal.deliver(enriched && known ? withContact(delivery) : delivery);
        String asks = tried.unanswered() == null
                ? ""
                : "step " + tried.unanswered() + " of its own route is not called, since this only tries; what it"
                        + " answers is said under " + STUBS + " in routes/*.examples.yaml";
        if (!tried.sent().isEmpty()) {
            Payload shown = kind.show(context, tried.sent().get(0));
            return asks.isEmpty()
                    ? shown
                    : new Payload(shown.to() + ". " + asks, shown.headers(), shown.body(), shown.parts());
        } else if (!asks.isEmpty()) {
            return unsent("not known: " + asks, "");
        } else if (tried.failure() != null && enriched && !known) {
            return unsent(
                    "not known: nobody is asked for the contact of the chat, since this only tries, and without one its"
                            + " own route says '" + RootCause.line(tried.failure()) + "'; a contact is said under "
                            + STUBS + ", " + CONTACT + ", in routes/*.examples.yaml",
                    "");
        } else if (tried.failure() != null) {
            throw tried.failure();
        }
        return unsent("nothing is sent: its own route ends before a sink", "");
    }

    private Delivery withContact(Delivery delivery) throws JsonProcessingException {
        String contact = JSON.writeValueAsString(rehearsal.answers().get(CONTACT));
        return delivery.withRecord(ContactField.add(delivery.record(), contact));
    }

    private static Payload unsent(String why, String body) {
        return new Payload(why, Map.of(), body, Map.of());
    }
}
