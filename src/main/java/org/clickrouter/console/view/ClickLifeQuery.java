package org.clickrouter.console.view;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.ReadTraces;
import org.clickrouter.store.reports.Traces;

/** Fills {@link ClickLife}. */
public final class ClickLifeQuery {

    private final Traces traces;
    private final ReadTraces reads;
    private final Map<String, ZoneId> zones;
    private final Moments moments;

    /** @param zones of the operations, by their names */
    public ClickLifeQuery(Database database, Map<String, ZoneId> zones, Moments moments) {
        this.traces = new Traces(database);
        this.reads = new ReadTraces(database);
        this.zones = Map.copyOf(zones);
        this.moments = moments;
    }

    /**
     * @param key a chat, a delivery ({@code msg_...}) or a click ({@code click:...})
     * @param operation of this one only, or null
     */
    public ClickLife of(String key, String operation, boolean bodies) {
        return new ClickLife(
                key,
                bodies,
                traces.find(key, operation).stream()
                        .map(found -> click(found, bodies))
                        .toList());
    }

    private ClickLife.Click click(Traces.Found click, boolean bodies) {
        List<Traces.Sent> sent = traces.deliveries(click.id());
        ZoneId zone = zones.getOrDefault(click.operation(), ZoneOffset.UTC);
        return new ClickLife.Click(
                "click:" + click.id(),
                click.operation(),
                click.chatId(),
                click.sourceId(),
                click.clickDate(),
                moments.iso(click.clicked(), zone),
                moments.iso(click.firstSeen(), zone),
                click.history(),
                traces.revisions(click.id()).stream()
                        .map(r -> new ClickLife.Revision(
                                r.number(),
                                r.code(),
                                moments.iso(r.seenAt(), zone),
                                reads.of(click.operation(), r.seenAt()).stream()
                                        .findFirst()
                                        .orElse(null),
                                r.destinations(),
                                traces.routingFailure(click.id(), r.number()).orElse(null),
                                bodies ? r.record() : null,
                                sent.stream()
                                        .filter(d -> d.revision() == r.number())
                                        .map(d -> delivery(d, zone, bodies))
                                        .toList()))
                        .toList());
    }

    private ClickLife.Delivery delivery(Traces.Sent d, ZoneId zone, boolean bodies) {
        return new ClickLife.Delivery(
                d.id(),
                d.request(),
                d.destination(),
                d.state(),
                d.attempts(),
                d.state().equals("pending") ? moments.iso(d.due(), zone) : null,
                moments.iso(d.finished(), zone),
                bodies ? d.body() : null,
                traces.attempts(d).stream()
                        .map(a -> new ClickLife.Attempt(
                                a.number(),
                                moments.iso(a.ended(), zone),
                                a.done(),
                                a.failure(),
                                a.status(),
                                a.error(),
                                a.answer()))
                        .toList());
    }
}
