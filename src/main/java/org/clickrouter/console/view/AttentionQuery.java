package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.clickrouter.doctor.wolkvox.ReportLook;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.operator.DoctorFindings;
import org.clickrouter.store.reports.Arrivals;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.Trouble;
import org.clickrouter.store.reports.TroubleWords;
import org.clickrouter.store.reports.Troubles;
import org.clickrouter.text.OneLine;

/** What needs somebody: from the list that health and metrics have, too, and what only a look at the whole tells. */
final class AttentionQuery {

    /** They hold up nothing, or are tried again by themselves. */
    private static final Set<Trouble.Kind> WARNINGS =
            EnumSet.of(Trouble.Kind.FAILING, Trouble.Kind.GAPS, Trouble.Kind.DIFFERS, Trouble.Kind.QUARANTINE);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final Database database;
    private final List<OperationSettings> operations;
    private final Moments moments;
    private final Clock clock;

    AttentionQuery(Database database, List<OperationSettings> operations, Moments moments, Clock clock) {
        this.database = database;
        this.operations = operations;
        this.moments = moments;
        this.clock = clock;
    }

    /**
     * @param instances of the last week, the one that was seen last first
     * @param consumed destinations from whose queues a route takes; null where that is not known
     */
    List<Overview.Attention> all(List<Instances.Instance> instances, Collection<String> consumed) {
        List<Overview.Attention> all = new ArrayList<>();
        List<Instances.Instance> running =
                instances.stream().filter(i -> i.runs(clock.millis())).toList();
        if (running.isEmpty()) {
            String seen =
                    instances.isEmpty() ? null : moments.iso(instances.get(0).seen(), zone(""));
            all.add(error("not-running", "", 1, seen, "no process runs: nothing is polled or delivered"));
        }
        // What the routing file names counts before the first click waits there.
        Set<String> unserved = new TreeSet<>();
        running.forEach(i -> unserved.addAll(i.withoutRoute()));
        unserved.forEach(
                name -> all.add(
                        error(
                                "without-destination",
                                name,
                                0,
                                null,
                                "the routing file names outbox:" + name
                                        + " and no route takes from it: set its address, or add it to routes/destinations.camel.yaml")));
        Arrivals arrivals = new Arrivals(database, clock);
        for (OperationSettings operation : operations) {
            ReportLook.zone(operation, arrivals.difference(operation.name()))
                    .ifPresent(text -> all.add(error(
                            "time-zone", operation.name(), 1, null, "operation " + operation.name() + ": " + text)));
        }
        new Troubles(database, OperationSettings.timeouts(operations), clock)
                .all(consumed == null ? null : new TreeSet<>(consumed))
                .forEach(t -> all.add(attention(t)));
        return List.copyOf(all);
    }

    /** What doctor found when it looked last. */
    List<Overview.Attention> findings() {
        return new DoctorFindings(database)
                .all().stream()
                        .filter(DoctorFindings.Kept::pressing)
                        .map(kept -> new Overview.Attention(
                                kept.bad() ? "error" : "warning",
                                "doctor",
                                kept.topic() + (kept.subject().isEmpty() ? "" : " " + kept.subject()),
                                1,
                                moments.iso(kept.looked(), zone("")),
                                kept.text() + ". " + kept.remedy(),
                                kept.text() + ". " + kept.remedy()))
                        .toList();
    }

    private static Overview.Attention error(String kind, String subject, long count, String since, String text) {
        return new Overview.Attention("error", kind, subject, count, since, "", text);
    }

    private Overview.Attention attention(Trouble trouble) {
        ZoneId zone = zone(trouble.subject());
        String reason = OneLine.plain(trouble.reason());
        String since = trouble.since() == null
                ? ""
                : ", the oldest since "
                        + TIME.format(
                                Instant.ofEpochMilli(trouble.since()).atZone(moments.utc() ? ZoneId.of("UTC") : zone));
        return new Overview.Attention(
                WARNINGS.contains(trouble.kind()) ? "warning" : "error",
                trouble.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                trouble.subject(),
                trouble.count(),
                moments.iso(trouble.since(), zone),
                reason,
                TroubleWords.of(trouble, since, reason));
    }

    /** That of the operation of this name, else of the first one. */
    private ZoneId zone(String operation) {
        return operations.stream()
                .filter(o -> o.name().equals(operation))
                .findFirst()
                .orElse(operations.get(0))
                .zone();
    }
}
