package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.clickrouter.observe.OutboxRoutes;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.reports.Lateness;

/** Fills {@link Overview}; what it finds is kept for five seconds, the counts by hour for a minute. */
public final class OverviewQuery {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final String version;
    private final StoreHandles stores;
    private final Reader reader;
    private final List<OperationSettings> operations;
    private final OutboxRoutes routes;
    private final Clock clock;
    private final ProblemsQuery problems;
    private final Cached<Overview> overview;
    private final Cached<Map<String, Map<Long, Integer>>> hours;

    /** @param routes which queues have a route that takes from them */
    public OverviewQuery(
            String version,
            StoreHandles stores,
            Reader reader,
            List<OperationSettings> operations,
            OutboxRoutes routes,
            Clock clock) {
        this.version = version;
        this.stores = stores;
        this.reader = reader;
        this.operations = List.copyOf(operations);
        this.routes = routes;
        this.clock = clock;
        this.problems = new ProblemsQuery(stores.database, routes, clock);
        this.overview = new Cached<>(Duration.ofSeconds(5), clock, this::read);
        this.hours = new Cached<>(Duration.ofMinutes(1), clock, this::deliveredByHour);
    }

    public Overview get() {
        return overview.get();
    }

    private Overview read() {
        return new Overview(
                version,
                clock.millis(),
                problems.all(),
                operations.stream().map(this::operation).toList(),
                destinations());
    }

    private Overview.Operation operation(OperationSettings operation) {
        String name = operation.name();
        OperationState state = stores.operations.state(name);
        long gaps = stores.operations.gaps(name);
        long quarantined = count("SELECT COUNT(*) FROM quarantine WHERE operation = ?", name);
        Lateness.Shares learned = new Lateness(stores.database).of(name);
        Double within = learned.shares().get(Duration.ofHours(1));
        return new Overview.Operation(
                name,
                operation.zone().getId(),
                state.progressSecond() == null ? null : state.progressSecond() * 1000,
                state.lastGood(),
                state.stopped(),
                state.failures(),
                state.lastMessage(),
                stores.quota.used(name, operation.zone()),
                operation.dailyLimit(),
                gaps,
                quarantined,
                learned.codes() == 0 || within == null ? null : (int) Math.round((1 - within) * 100));
    }

    private long count(String sql, String operation) {
        return reader.query(sql, (r, n) -> r.getLong(1), operation).get(0);
    }

    private List<Overview.Destination> destinations() {
        Map<String, Outbox.Depth> waiting = new HashMap<>();
        Map<String, Outbox.Depth> dead = new HashMap<>();
        for (Outbox.Depth depth : stores.outbox.depths()) {
            (depth.state().equals("dead") ? dead : waiting).put(depth.destination(), depth);
        }
        Map<String, Pauses.Pause> paused = new HashMap<>();
        stores.outbox.pauses().all().forEach(pause -> paused.put(pause.destination(), pause));
        TreeSet<String> names = new TreeSet<>(waiting.keySet());
        names.addAll(dead.keySet());
        names.addAll(paused.keySet());
        names.addAll(hours.get().keySet());
        names.addAll(routes.withoutConsumer());
        names.addAll(routes.consumed());
        return names.stream()
                .map(name -> destination(name, waiting.get(name), dead.get(name), paused.get(name)))
                .toList();
    }

    private Overview.Destination destination(
            String name, Outbox.Depth waiting, Outbox.Depth dead, Pauses.Pause paused) {
        return new Overview.Destination(
                name,
                routes.isConsumed(name),
                waiting == null ? 0 : waiting.count(),
                waiting == null ? null : waiting.oldestCreated(),
                dead == null ? 0 : dead.count(),
                paused == null ? null : paused.reason(),
                lastDay(hours.get().getOrDefault(name, Map.of())));
    }

    private List<Integer> lastDay(Map<Long, Integer> byHour) {
        long thisHour = clock.millis() / HOUR;
        List<Integer> counts = new ArrayList<>();
        for (long hour = thisHour - 23; hour <= thisHour; hour++) {
            counts.add(byHour.getOrDefault(hour, 0));
        }
        return counts;
    }

    private Map<String, Map<Long, Integer>> deliveredByHour() {
        Map<String, Map<Long, Integer>> counts = new HashMap<>();
        reader.query(
                        "SELECT destination, finished / " + HOUR + ", COUNT(*) FROM delivery WHERE state = 'done'"
                                + " AND finished >= ? GROUP BY destination, finished / " + HOUR,
                        (r, n) -> Map.entry(r.getString(1), Map.entry(r.getLong(2), r.getInt(3))),
                        clock.millis() - 24 * HOUR)
                .forEach(row -> counts.computeIfAbsent(row.getKey(), d -> new HashMap<>())
                        .put(row.getValue().getKey(), row.getValue().getValue()));
        return counts;
    }
}
