package org.clickrouter.store.clicks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clickrouter.report.Click;
import org.clickrouter.store.outbox.DeliveryId;

/**
 * A click that is new or has a new code, on its way through the routing file. The outbox adds its deliveries here; they
 * are stored with the click, in the same transaction.
 */
public final class RoutedClick {

    /**
     * What goes to one destination: body and contentType are null where the destination makes the payload from the
     * record.
     */
    record Addressed(String id, String body, String contentType) {}

    private final Click click;
    private final int revision;
    private final boolean sameRevision;
    private final boolean first;
    private final Map<String, Addressed> deliveries = new LinkedHashMap<>();
    private String failure;
    private boolean stored;

    /**
     * @param sameRevision whether the revision is stored already: one word for "no code" became another, or it is
     *     routed again
     * @param first whether the click was not known before
     */
    RoutedClick(Click click, int revision, boolean sameRevision, boolean first) {
        this.click = click;
        this.revision = revision;
        this.sameRevision = sameRevision;
        this.first = first;
    }

    /** A click that is only tried on the routing file; nothing of it is stored. */
    public static RoutedClick dryRun(Click click, int revision) {
        return new RoutedClick(click, revision, false, true);
    }

    /** @return the click as the API gave it */
    public Click click() {
        return click;
    }

    /** @return the code's revision: 0 for a click that came without a code, then 1, 2, ... */
    public int revision() {
        return revision;
    }

    /** @return whether the click was not known before */
    public boolean first() {
        return first;
    }

    /**
     * Adds a delivery; the same destination a second time changes nothing, since one revision goes to a destination
     * once.
     *
     * @param body made by the routing file, or null for the destination's own payload
     * @param contentType of that body, or null
     * @throws IllegalStateException when the click is stored already: its routing went on in another thread
     */
    public synchronized void deliver(String destination, String body, String contentType) {
        if (stored) {
            throw new IllegalStateException("The click was stored before it reached outbox:" + destination
                    + ": routing.camel.yaml must not hand a click to another thread (seda, wireTap, threads)");
        }
        // Its id is made here and not where it is written: the thread that writes is the one for which the others wait.
        deliveries.computeIfAbsent(
                destination, name -> new Addressed(DeliveryId.of(click.id(), revision, name), body, contentType));
    }

    /** Routing failed: the click is stored, the reason is shown, and it is routed again later. */
    public synchronized void failed(String reason) {
        failure = reason;
        deliveries.clear();
    }

    /** @return why routing failed, or null */
    public synchronized String failure() {
        return failure;
    }

    /** @return to how many destinations it goes */
    public synchronized int destinations() {
        return deliveries.size();
    }

    /** @return the names of the destinations, in the order of the routing file */
    public synchronized List<String> names() {
        return List.copyOf(deliveries.keySet());
    }

    /** Adds the names of the destinations to those of other clicks. */
    synchronized void names(Set<String> all) {
        all.addAll(deliveries.keySet());
    }

    /** @return the body that the routing file made for a destination, or null where the destination makes its own */
    public synchronized String body(String destination) {
        return deliveries.get(destination).body();
    }

    /** @return the type of that body, or null where the destination makes its own */
    public synchronized String contentType(String destination) {
        return deliveries.get(destination).contentType();
    }

    /** Of the destinations that it goes to only these are left. */
    public synchronized void keep(Collection<String> destinations) {
        deliveries.keySet().retainAll(destinations);
    }

    boolean sameRevision() {
        return sameRevision;
    }

    /** Destinations that this revision went to before: it goes to no destination twice. */
    synchronized void remove(Collection<String> destinations) {
        deliveries.keySet().removeAll(destinations);
    }

    synchronized Map<String, Addressed> close() {
        stored = true;
        return deliveries;
    }
}
