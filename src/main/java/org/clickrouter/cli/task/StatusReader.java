package org.clickrouter.cli.task;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.StatusView;
import org.clickrouter.cli.output.Times;
import org.clickrouter.doctor.wolkvox.ReportLook;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.reports.Arrivals;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.Lateness;
import org.clickrouter.store.reports.Totals;
import org.clickrouter.store.reports.Trouble;
import org.clickrouter.store.reports.TroubleWords;
import org.clickrouter.store.reports.Troubles;
import org.clickrouter.text.Durations;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.Version;

/** Gathers from the store what {@code status} tells, whether the product runs or not. */
public final class StatusReader {

    /** The destinations that the product itself has, with the key that switches each on. */
    private static final Map<String, String> SWITCHES = Map.of(
            "webhook",
            "webhook.url",
            "email",
            "email.host",
            "sql",
            "sql.codes",
            "kafka",
            "kafka.brokers",
            "jms",
            "jms.url");

    private final StoreOnly open;
    private final Times times;
    private final ZoneId zone;

    public StatusReader(StoreOnly open, Times times) {
        this.open = open;
        this.times = times;
        this.zone = open.settings.operations().get(0).zone();
    }

    public StatusView read() {
        List<Instances.Instance> instances = new Instances(open.stores.database, open.clock).all();
        long now = open.clock.millis();
        List<Instances.Instance> running =
                instances.stream().filter(i -> i.runs(now)).toList();
        List<StatusView.Attention> attention = new ArrayList<>();
        if (running.isEmpty()) {
            attention.add(new StatusView.Attention(
                    "not-running",
                    "",
                    1,
                    instances.stream()
                            .findFirst()
                            .map(i -> times.iso(i.seen(), zone))
                            .orElse(null),
                    "",
                    "no process runs: nothing is polled or delivered"));
        }
        Set<String> consumed =
                consumed(running.isEmpty() ? instances.stream().limit(1).toList() : running);
        withoutRoute(running, attention);
        for (OperationSettings operation : open.settings.operations()) {
            ReportLook.zone(operation, new Arrivals(open.stores.database, open.clock).difference(operation.name()))
                    .ifPresent(text -> attention.add(new StatusView.Attention(
                            "time-zone",
                            operation.name(),
                            1,
                            null,
                            "",
                            "operation " + operation.name() + ": " + text)));
        }
        new Troubles(open.stores.database, open.clock).all(consumed).forEach(t -> attention.add(attention(t)));
        return new StatusView(
                Version.current(),
                open.settings.home().toString(),
                attention.isEmpty(),
                !running.isEmpty(),
                instances.stream().map(i -> process(i, now)).toList(),
                attention,
                open.settings.operations().stream().map(this::operation).toList(),
                destinations(consumed));
    }

    /** What the routing file names counts before the first click waits there. */
    private void withoutRoute(List<Instances.Instance> running, List<StatusView.Attention> attention) {
        Set<String> names = new TreeSet<>();
        running.forEach(i -> names.addAll(i.withoutRoute()));
        for (String name : names) {
            attention.add(new StatusView.Attention(
                    "without-destination",
                    name,
                    0,
                    null,
                    "",
                    "the routing file names outbox:" + name + " and no route takes from it: set its address, or add it"
                            + " to routes/destinations.camel.yaml"));
        }
    }

    private static Set<String> consumed(List<Instances.Instance> instances) {
        Set<String> consumed = new TreeSet<>();
        instances.forEach(i -> consumed.addAll(i.consumed()));
        return instances.isEmpty() ? null : consumed;
    }

    private StatusView.Process process(Instances.Instance i, long now) {
        return new StatusView.Process(
                i.name(),
                i.version(),
                i.runs(now),
                times.iso(i.started(), zone),
                times.iso(i.seen(), zone),
                times.iso(i.ended(), zone));
    }

    private StatusView.Attention attention(Trouble trouble) {
        ZoneId own = open.settings.operations().stream()
                .filter(o -> o.name().equals(trouble.subject()))
                .map(OperationSettings::zone)
                .findFirst()
                .orElse(zone);
        String kind = trouble.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String since = trouble.since() == null ? "" : ", the oldest since " + times.time(trouble.since(), own);
        String reason = OneLine.plain(trouble.reason());
        return new StatusView.Attention(
                kind,
                trouble.subject(),
                trouble.count(),
                times.iso(trouble.since(), own),
                reason,
                TroubleWords.of(trouble, since, reason));
    }

    private StatusView.Operation operation(OperationSettings operation) {
        ZoneId own = operation.zone();
        String name = operation.name();
        OperationState state = open.stores.operations.states().stream()
                .filter(s -> s.operation().equals(name))
                .findFirst()
                .orElse(null);
        Totals totals = new Totals(open.stores.database);
        Lateness.Shares learned = new Lateness(open.stores.database).of(name);
        Map<String, Double> within = new LinkedHashMap<>();
        learned.shares().forEach((span, share) -> within.put(Durations.format(span), share));
        boolean polled = state != null;
        boolean waits = polled && state.stopped() == null && state.nextPoll() > open.clock.millis();
        return new StatusView.Operation(
                name,
                polled,
                polled ? state.stopped() : null,
                polled && state.progressSecond() != null ? times.iso(state.progressSecond() * 1000, own) : null,
                polled ? times.iso(state.lastGood(), own) : null,
                polled ? times.iso(state.lastRecords(), own) : null,
                polled ? state.lastMessage() : null,
                polled ? state.failures() : 0,
                waits ? times.iso(state.nextPoll(), own) : null,
                polled ? open.stores.quota.used(name, own) : 0,
                operation.dailyLimit(),
                times.iso(open.stores.quota.resetsAt(own), own),
                totals.clicks(name),
                learned.codes() == 0 ? Map.of() : within,
                learned.codes(),
                open.stores.operations.gaps(name),
                totals.quarantined(name));
    }

    private List<StatusView.Destination> destinations(Set<String> consumed) {
        long midnight = LocalDate.now(open.clock.withZone(zone))
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
        Map<String, Long> delivered = new Totals(open.stores.database).delivered(midnight);
        List<Outbox.Depth> depths = open.stores.outbox.depths();
        List<Pauses.Pause> pauses = open.stores.outbox.pauses().all();
        Set<String> names = new TreeSet<>(delivered.keySet());
        names.addAll(SWITCHES.keySet());
        if (consumed != null) {
            names.addAll(consumed);
        }
        depths.forEach(d -> names.add(d.destination()));
        pauses.forEach(p -> names.add(p.destination()));
        return names.stream()
                .map(name -> new StatusView.Destination(
                        name,
                        on(name, consumed),
                        delivered.getOrDefault(name, 0L),
                        depth(depths, name, "pending").map(Outbox.Depth::count).orElse(0L),
                        depth(depths, name, "pending")
                                .map(d -> times.iso(d.oldestCreated(), zone))
                                .orElse(null),
                        depth(depths, name, "dead").map(Outbox.Depth::count).orElse(0L),
                        pauses.stream()
                                .filter(p -> p.destination().equals(name))
                                .findFirst()
                                .map(this::pause)
                                .orElse(null)))
                .toList();
    }

    private Boolean on(String name, Set<String> consumed) {
        if (SWITCHES.containsKey(name)) {
            return open.settings.isSet(SWITCHES.get(name));
        }
        return consumed == null ? null : (Boolean) consumed.contains(name);
    }

    private static Optional<Outbox.Depth> depth(List<Outbox.Depth> depths, String name, String state) {
        return depths.stream()
                .filter(d -> d.destination().equals(name) && d.state().equals(state))
                .findFirst();
    }

    private StatusView.Pause pause(Pauses.Pause pause) {
        return new StatusView.Pause(
                pause.kind() == Pauses.Kind.MANUAL
                        ? "hand"
                        : pause.kind().name().toLowerCase(Locale.ROOT),
                times.iso(pause.since(), zone),
                pause.reason(),
                times.iso(pause.nextTry(), zone),
                times.iso(pause.until(), zone));
    }
}
