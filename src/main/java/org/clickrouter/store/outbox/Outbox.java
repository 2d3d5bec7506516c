package org.clickrouter.store.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;

/**
 * The queue of deliveries. What is claimed stays as it is, due and pending: an instance that dies leaves only its sheet
 * ({@link Leases}), and needs no one to clean up behind it.
 */
public final class Outbox {

    private static final String DUE = " FROM delivery WHERE destination = ? AND state = 'pending' AND due <= ?";
    /**
     * In the order of the index, so that a claim reads no more than it takes and what is in hand already, however many
     * wait.
     */
    private static final String FIRST = " ORDER BY destination, state, due LIMIT ?";

    public static final String CLAIMABLE = "SELECT row_id" + DUE + FIRST;
    private static final String CLAIMABLE_OF_PERIOD =
            "SELECT row_id" + DUE + " AND created >= ? AND created < ?" + FIRST;
    private static final String OLDEST = "SELECT MIN(created)" + DUE + " AND NOT (row_id = ANY(?))";
    private static final String CLAIMED = """
                SELECT d.id, d.destination, d.operation, d.click_id, d.revision, r.cod_act, r.record,
                  d.body, d.content_type, d.attempts, r.seen_at, d.row_id, d.uncounted
                FROM delivery d JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision
                WHERE d.row_id = ANY(?) ORDER BY d.row_id""";

    private static final String DONE = """
                UPDATE delivery
                SET state = 'done', attempts = attempts + 1, finished = ?, holder = ?, status = ?,
                  failure = NULL, error = NULL
                WHERE row_id = ANY(?) AND state <> 'done'""";
    private static final String FAILED = """
                UPDATE delivery
                SET state = ?, attempts = attempts + ?, uncounted = uncounted + ?, due = ?, finished = ?,
                  failure = ?, status = ?, error = ?
                WHERE row_id = ? AND state = 'pending'""";
    /** In a row, before a mark is given up. */
    private static final int CONFLICTS = 10;

    private final Database database;
    private final Clock clock;
    private final String instance;
    private final Leases claims;
    private final Attempts attempts;

    public Outbox(Database database, Clock clock, String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
        this.claims = new Leases(database, clock, instance);
        this.attempts = new Attempts(database);
    }

    /** The destinations that get nothing for now. */
    public Pauses pauses() {
        return new Pauses(database, clock);
    }

    /**
     * Leases deliveries that are due.
     *
     * @param limit at most
     * @param lease how long they are ours
     */
    public List<Delivery> claim(String destination, int limit, Duration lease) {
        long now = clock.millis();
        return claims.take(
                destination, lease, taken -> first(CLAIMABLE, limit, taken, destination, now), this::claimed);
    }

    /**
     * Leases what was queued in one period that is over, the oldest such period first. Periods are counted from 1970
     * on, so the same deliveries come together again after a failure, a crash or in another instance.
     *
     * @param period how long a period is
     */
    public List<Delivery> claimPeriod(String destination, int limit, Duration lease, Duration period) {
        long now = clock.millis();
        return claims.take(
                destination,
                lease,
                taken -> {
                    Long oldest = database.query(
                                    OLDEST, r -> (Long) r.getObject(1), destination, now, taken.toArray(Long[]::new))
                            .get(0);
                    if (oldest == null) {
                        return List.of();
                    }
                    long begin = Math.floorDiv(oldest, period.toMillis()) * period.toMillis();
                    long end = begin + period.toMillis();
                    return end > now
                            ? List.of()
                            : first(CLAIMABLE_OF_PERIOD, limit, taken, destination, now, begin, end);
                },
                this::claimed);
    }

    /** The first rows that nobody has in hand. */
    private List<Long> first(String query, int limit, Set<Long> taken, Object... parameters) {
        Object[] all = Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = limit + taken.size();
        return database.query(query, r -> r.getLong(1), all).stream()
                .filter(row -> !taken.contains(row))
                .limit(limit)
                .toList();
    }

    private List<Delivery> claimed(List<Long> rows) {
        return database.query(
                CLAIMED,
                row -> new Delivery(
                        row.getLong(12),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getInt(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getInt(10),
                        row.getLong(11),
                        row.getInt(13)),
                (Object) rows.toArray(Long[]::new));
    }

    /**
     * Says what is still under way, before more is claimed: after a sleep longer than the lease it would be claimed
     * once more, and sent twice. Writes nothing, unlike {@link #extend(Collection, Duration)}.
     */
    public void keep(Collection<Delivery> deliveries, Duration lease) {
        claims.keep(deliveries, lease);
    }

    /** Extends the claims of deliveries still under way. */
    public void extend(Collection<Delivery> deliveries, Duration lease) {
        claims.extend(deliveries, lease);
    }

    /**
     * Which of some claims are still ours, to be asked before they are sent: of a process that slept for longer than
     * its lease others may have taken them. Keeps those that are. Asks the store only where the lease is over.
     *
     * @param some of one destination
     * @param underWay all that we have of it
     * @param lease how long they are ours from then on
     * @throws StoreException when it cannot be told
     */
    public List<Delivery> still(List<Delivery> some, Collection<Delivery> underWay, Duration lease) {
        return claims.still(some, underWay, lease);
    }

    /**
     * Marks how attempts ended, all in one transaction. A success counts whoever holds the delivery by now; a failure
     * only if the claim is still ours. Each failure leaves a row in the table of attempts. Where another transaction is
     * in the way, or the connection broke, it is done again: what a receiver has would be sent once more without its
     * mark.
     *
     * @throws StoreException when it could not be done: the claims then end by themselves
     */
    public void mark(Collection<Outcome> outcomes) {
        long now = clock.millis();
        for (int failures = 1; ; failures++) {
            try {
                mark(outcomes, now);
                claims.gone(outcomes);
                return;
            } catch (StoreException e) {
                if (failures > (e.isConflict() ? CONFLICTS : 1)) {
                    throw e;
                }
            }
        }
    }

    private void mark(Collection<Outcome> outcomes, long now) {
        Outcome first = outcomes.stream().findFirst().orElse(null);
        if (first == null) {
            return;
        }
        if (outcomes.stream()
                .allMatch(o -> o.state() == Outcome.State.DONE && Objects.equals(o.status(), first.status()))) {
            // As most marks are: one statement, which commits by itself.
            List<Long> rows =
                    outcomes.stream().map(o -> o.delivery().row()).sorted().toList();
            succeeded(rows, first.status(), now);
            return;
        }
        database.transaction(() -> {
            // In one order, so that two instances which mark the same seldom wait for each other in a circle; where
            // they do, it is done again.
            List<Outcome> sorted = outcomes.stream()
                    .sorted(Comparator.comparingLong(o -> o.delivery().row()))
                    .toList();
            failed(ours(sorted), now);
            Map<Integer, List<Long>> successes = new HashMap<>();
            sorted.stream()
                    .filter(o -> o.state() == Outcome.State.DONE)
                    .forEach(o -> successes
                            .computeIfAbsent(o.status(), status -> new ArrayList<>())
                            .add(o.delivery().row()));
            for (Map.Entry<Integer, List<Long>> same : successes.entrySet()) {
                succeeded(same.getValue(), same.getKey(), now);
            }
            return null;
        });
    }

    /**
     * What is no success and still ours, so that we may say what becomes of it; it leaves our sheets, and others may
     * claim it when it is due.
     */
    private List<Outcome> ours(List<Outcome> outcomes) {
        List<Outcome> ours = new ArrayList<>();
        for (String destination : new TreeSet<>(
                outcomes.stream().map(o -> o.delivery().destination()).toList())) {
            Set<Long> sheet = claims.sheet(destination);
            List<Outcome> some = outcomes.stream()
                    .filter(o -> o.delivery().destination().equals(destination))
                    .toList();
            some.stream()
                    .filter(o -> o.state() != Outcome.State.DONE
                            && sheet.contains(o.delivery().row()))
                    .forEach(ours::add);
            some.forEach(o -> sheet.remove(o.delivery().row()));
            claims.rewrite(destination, sheet);
        }
        return ours;
    }

    private void failed(List<Outcome> outcomes, long now) {
        List<Outcome> failures = outcomes.stream()
                .filter(o -> o.state() != Outcome.State.RETURNED)
                .toList();
        if (failures.isEmpty()) {
            return;
        }
        List<Object[]> updates = new ArrayList<>();
        for (Outcome o : failures) {
            boolean dead = o.state() == Outcome.State.DEAD;
            int counted = o.state() == Outcome.State.HELD ? 0 : 1;
            updates.add(new Object[] {
                dead ? "dead" : "pending",
                counted,
                1 - counted,
                dead ? now : o.due(),
                dead ? now : null,
                o.failure(),
                o.status(),
                o.error(),
                o.delivery().row()
            });
        }
        attempts.failed(failures, database.batch(FAILED, updates), now);
    }

    private int succeeded(List<Long> rows, Integer status, long now) {
        return database.update(DONE, now, instance, status, rows.toArray(Long[]::new));
    }

    /**
     * The destination is well again: what waits because it was sick is due now.
     *
     * @param kinds failures that speak of the destination, not of one message
     * @return how many
     */
    public int wake(String destination, Collection<String> kinds) {
        long now = clock.millis();
        return database.update("""
                UPDATE delivery SET due = ?
                WHERE destination = ? AND state = 'pending' AND due > ? AND failure = ANY(?)""", now, destination, now, kinds.toArray(String[]::new));
    }

    /**
     * Says that this instance claims no more of a queue, so that its name is not kept there. What is still under way
     * stays claimed.
     */
    public void end(String destination) {
        claims.end(destination);
    }

    /**
     * Frees what a process that is certainly dead had claimed.
     *
     * @param holder its name
     */
    public void free(String holder) {
        claims.free(holder);
    }

    /** Who has claimed anything. */
    public List<String> holders() {
        return claims.holders();
    }

    /** How full the queue of a destination is. */
    public record Depth(String destination, String state, long count, long oldestCreated) {}

    /** Pending and dead deliveries by destination, with the time of the oldest, epoch milliseconds. */
    public List<Depth> depths() {
        return database.query("""
                SELECT destination, state, COUNT(*), MIN(created)
                FROM delivery
                WHERE state IN ('pending', 'dead')
                GROUP BY destination, state""", r -> new Depth(r.getString(1), r.getString(2), r.getLong(3), r.getLong(4)));
    }
}
