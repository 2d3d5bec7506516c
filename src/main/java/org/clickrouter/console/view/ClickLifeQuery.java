package org.clickrouter.console.view;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.reports.Traces;

/** Fills {@link ClickLife} with what {@code trace} prints. */
public final class ClickLifeQuery {

    private final Traces traces;
    private final Map<String, ZoneId> zones;

    /** @param zones of the operations, by their names */
    public ClickLifeQuery(Database database, Map<String, ZoneId> zones) {
        this.traces = new Traces(database);
        this.zones = Map.copyOf(zones);
    }

    /** @param key a chat, a delivery ({@code msg_...}) or a click ({@code click:...}) */
    public ClickLife of(String key, boolean bodies) {
        return new ClickLife(
                key,
                bodies,
                traces.find(key, null).stream()
                        .map(found -> click(found, bodies))
                        .toList());
    }

    private ClickLife.Click click(Traces.Found found, boolean bodies) {
        List<Traces.Sent> deliveries = traces.deliveries(found.id());
        return new ClickLife.Click(
                "click:" + found.id(),
                found.operation(),
                zones.getOrDefault(found.operation(), ZoneId.of("UTC")).getId(),
                found.chatId(),
                found.sourceId(),
                found.clickDate(),
                found.firstSeen(),
                traces.revisions(found.id()).stream()
                        .map(r -> new ClickLife.Revision(
                                r.number(),
                                r.code(),
                                r.seenAt(),
                                r.destinations(),
                                bodies ? r.record() : null,
                                deliveries.stream()
                                        .filter(d -> d.revision() == r.number())
                                        .map(d -> delivery(d, bodies))
                                        .toList()))
                        .toList());
    }

    private ClickLife.Delivery delivery(Traces.Sent sent, boolean bodies) {
        return new ClickLife.Delivery(
                sent.id(),
                sent.destination(),
                sent.state(),
                sent.due(),
                sent.finished(),
                bodies ? sent.body() : null,
                traces.attempts(sent).stream()
                        .map(a -> new ClickLife.Attempt(
                                a.number(), a.ended(), a.done(), a.failure(), a.status(), a.error()))
                        .toList());
    }
}
