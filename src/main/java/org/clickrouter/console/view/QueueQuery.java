package org.clickrouter.console.view;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Depth;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Pauses;

/** Fills the part of {@link Overview} that tells of destinations. */
final class QueueQuery {

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

    private final Settings settings;
    private final Outbox outbox;
    private final Moments moments;
    private final Clock clock;
    private final ZoneId zone;
    private final Recent recent;

    QueueQuery(Settings settings, Outbox outbox, Recent recent, Moments moments, Clock clock) {
        this.settings = settings;
        this.outbox = outbox;
        this.moments = moments;
        this.clock = clock;
        this.zone = settings.operations().get(0).zone();
        this.recent = recent;
    }

    /** @param consumed destinations from whose queues a route takes; null where that is not known */
    List<Overview.Destination> all(Collection<String> consumed) {
        List<Depth> depths = outbox.depths();
        List<Pauses.Pause> pauses = outbox.pauses().all();
        TreeSet<String> names = new TreeSet<>();
        recent.ended().all().stream().filter(QueueQuery::done).forEach(alike -> names.add(alike.destination()));
        names.addAll(SWITCHES.keySet());
        if (consumed != null) {
            names.addAll(consumed);
        }
        depths.forEach(d -> names.add(d.destination()));
        pauses.forEach(p -> names.add(p.destination()));
        return names.stream().map(name -> of(name, consumed, depths, pauses)).toList();
    }

    /** One of them, known or not. */
    Overview.Destination of(String name, Collection<String> consumed) {
        return of(name, consumed, outbox.depths(), outbox.pauses().all());
    }

    private Overview.Destination of(
            String name, Collection<String> consumed, List<Depth> depths, List<Pauses.Pause> pauses) {
        Recent.Ended ended = recent.ended();
        Map<Integer, Integer> byHour = new HashMap<>();
        ended.all().stream()
                .filter(alike -> done(alike) && alike.destination().equals(name))
                .forEach(alike -> byHour.merge(alike.hour(), alike.count(), Integer::sum));
        Optional<Depth> pending = depth(depths, name, "pending");
        return new Overview.Destination(
                name,
                on(name, consumed),
                byHour.entrySet().stream()
                        .filter(hour -> hour.getKey() >= Recent.DAY)
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                lastDay(byHour, ended.midnight()),
                pending.map(Depth::count).orElse(0L),
                pending.map(d -> moments.iso(d.oldestCreated(), zone)).orElse(null),
                depth(depths, name, "dead").map(Depth::count).orElse(0L),
                pauses.stream()
                        .filter(p -> p.destination().equals(name))
                        .findFirst()
                        .map(this::pause)
                        .orElse(null));
    }

    private static boolean done(Recent.Alike alike) {
        return alike.state().equals("done");
    }

    private List<Integer> lastDay(Map<Integer, Integer> byHour, long midnight) {
        int now = (int) ((clock.millis() - midnight) / Recent.HOUR) + Recent.DAY;
        List<Integer> counts = new ArrayList<>();
        for (int hour = now - Recent.DAY + 1; hour <= now; hour++) {
            counts.add(byHour.getOrDefault(hour, 0));
        }
        return counts;
    }

    private Boolean on(String name, Collection<String> consumed) {
        if (SWITCHES.containsKey(name)) {
            return settings.isSet(SWITCHES.get(name));
        }
        return consumed == null ? null : (Boolean) consumed.contains(name);
    }

    private static Optional<Depth> depth(List<Depth> depths, String name, String state) {
        return depths.stream()
                .filter(d -> d.destination().equals(name) && d.state().equals(state))
                .findFirst();
    }

    private Overview.Pause pause(Pauses.Pause pause) {
        return new Overview.Pause(
                pause.kind() == Pauses.Kind.MANUAL
                        ? "hand"
                        : pause.kind().name().toLowerCase(Locale.ROOT),
                moments.iso(pause.since(), zone),
                pause.reason(),
                moments.iso(pause.nextTry(), zone),
                moments.iso(pause.until(), zone));
    }
}
