package org.clickrouter.store.reports;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.outbox.Undone;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.store.reports.Trouble.Kind;

/** What is wrong, as the store knows it: one list for `status`, health, metrics and whoever else asks. */
public final class Troubles {

    private static final int FAILED_POLLS = 3;
    /** So many deliveries wait after a failure, or one has failed so often: no hiccup any more. */
    private static final int FAILED_DELIVERIES = 5;

    private static final int FAILED_ATTEMPTS = 3;
    private static final Duration QUARANTINE = Duration.ofDays(7);
    /** Of older days nobody can find out any more. */
    private static final Duration DAYS_TOLD = Duration.ofDays(31);

    /** In one look, since each goes through all that waits. */
    private static final String WAITING = "destination, COUNT(*), MIN(created), COUNT(failure),"
            + " COALESCE(MAX(CASE WHEN failure IS NOT NULL THEN attempts END), 0), MAX(error)";

    /** By the index alone: what was given up has no other due than its end. */
    private static final String DEAD = "destination, COUNT(*), MIN(due), MAX(due)";

    private static final String REASON =
            "SELECT error FROM delivery WHERE destination = ? AND state = 'dead' AND due = ? LIMIT 1";

    private final Database database;
    private final Map<String, Duration> calls;
    private final Clock clock;

    /**
     * @param calls the operations of the settings, with the longest that a call may take: what the store knows of
     *     others is history
     */
    public Troubles(Database database, Map<String, Duration> calls, Clock clock) {
        this.database = database;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Everything, the worst kind first.
     *
     * @param consumed destinations from whose queues a route takes; null where that is not known
     */
    public List<Trouble> all(Set<String> consumed) {
        List<Trouble> all = new ArrayList<>();
        polling(all);
        overdue(all);
        add(
                all,
                Kind.UNROUTED,
                "SELECT c.operation, COUNT(*), MIN(c.first_seen), MAX(u.reason) FROM unrouted u JOIN click c ON c.id = u.click_id"
                        + " GROUP BY c.operation");
        waiting(all, consumed);
        dead(all);
        for (Pauses.Pause pause : new Pauses(database, clock).all()) {
            if (pause.kind() != Pauses.Kind.MANUAL) {
                all.add(new Trouble(Kind.PAUSED, pause.destination(), 1, pause.since(), pause.reason()));
            }
        }
        add(
                all,
                Kind.GAPS,
                "SELECT operation, COUNT(*), MIN(from_second) * 1000, MAX(reason) FROM gap GROUP BY operation");
        differing(all);
        add(
                all,
                Kind.QUARANTINE,
                "SELECT operation, COUNT(*), MIN(found_at), MAX(reason) FROM quarantine WHERE found_at >= ? GROUP BY operation",
                clock.millis() - QUARANTINE.toMillis());
        all.sort(Comparator.comparing(Trouble::kind).thenComparing(Trouble::subject));
        return all;
    }

    private void waiting(List<Trouble> all, Set<String> consumed) {
        Undone.pending(database, WAITING, r -> {
            String destination = r.getString(1);
            String reason = Objects.requireNonNullElse(r.getString(6), "");
            if (consumed != null && !consumed.contains(destination)) {
                all.add(new Trouble(Kind.NO_DESTINATION, destination, r.getLong(2), r.getLong(3), reason));
            } else if (r.getLong(4) >= FAILED_DELIVERIES || r.getLong(5) >= FAILED_ATTEMPTS) {
                all.add(new Trouble(Kind.FAILING, destination, r.getLong(4), r.getLong(3), reason));
            }
            return destination;
        });
    }

    /** With what was said of the last one. */
    private void dead(List<Trouble> all) {
        record Dead(String destination, long count, long first, long last) {}
        for (Dead dead :
                Undone.dead(database, DEAD, r -> new Dead(r.getString(1), r.getLong(2), r.getLong(3), r.getLong(4)))) {
            String reason = database
                    .query(REASON, r -> Objects.requireNonNullElse(r.getString(1), ""), dead.destination, dead.last)
                    .stream()
                    .findFirst()
                    .orElse("");
            all.add(new Trouble(Kind.DEAD, dead.destination, dead.count, dead.first, reason));
        }
    }

    private void differing(List<Trouble> all) {
        Map<String, List<DayTotals.Differing>> days = new DayTotals(database)
                .differing(clock.millis() - DAYS_TOLD.toMillis()).stream()
                        .collect(Collectors.groupingBy(DayTotals.Differing::operation));
        days.forEach((operation, its) -> {
            DayTotals.Differing newest = its.get(its.size() - 1);
            all.add(new Trouble(
                    Kind.DIFFERS,
                    operation,
                    its.size(),
                    its.stream().mapToLong(DayTotals.Differing::askedAt).min().orElseThrow(),
                    "of " + newest.day() + " it counts " + newest.theirs() + ", and " + newest.clicks() + " are here"));
        });
    }

    private void polling(List<Trouble> all) {
        all.addAll(database.query(
                "SELECT operation, stopped, failures, last_failure, last_message FROM operation_state WHERE stopped IS NOT NULL OR failures >= "
                        + FAILED_POLLS,
                r -> new Trouble(
                        r.getString(2) != null ? Kind.STOPPED : Kind.POLLING_FAILS,
                        r.getString(1),
                        r.getLong(3),
                        (Long) r.getObject(4),
                        Objects.requireNonNullElse(r.getString(5), ""))));
    }

    /** Where no process runs this is known, and told in other words. */
    private void overdue(List<Trouble> all) {
        long now = clock.millis();
        OptionalLong running = new Instances(database, clock)
                .all().stream()
                        .filter(one -> one.runs(now))
                        .mapToLong(Instances.Instance::started)
                        .min();
        if (running.isEmpty()) {
            return;
        }
        for (OperationState state : new Operations(database, clock, "").states()) {
            Duration call = calls.get(state.operation());
            if (call != null && state.failures() < FAILED_POLLS) {
                state.overdueSince(running.getAsLong(), call, now)
                        .ifPresent(since -> all.add(new Trouble(Kind.OVERDUE, state.operation(), 1, since, "")));
            }
        }
    }

    private void add(List<Trouble> all, Kind kind, String sql, Object... parameters) {
        all.addAll(database.query(
                sql,
                r -> new Trouble(
                        kind,
                        r.getString(1),
                        r.getLong(2),
                        (Long) r.getObject(3),
                        Objects.requireNonNullElse(r.getString(4), "")),
                parameters));
    }
}
