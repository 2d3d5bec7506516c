package org.clickrouter.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The queue of deliveries. A claim moves a delivery's due time to the lease's end: a holder that dies needs no one to clean up
 * behind it, the delivery is simply due again.
 */
public final class Outbox {

    private static final String DUE = " FROM delivery WHERE destination = ? AND state = 'pending' AND due <= ?";
    /** In the order of the index, so that a claim reads no more than it takes, however many wait. */
    private static final String FIRST = " ORDER BY destination, state, due LIMIT ?";
    private static final String LOCK = " FOR UPDATE SKIP LOCKED";
    static final String CLAIMABLE = "SELECT row_id" + DUE + FIRST;
    private static final String CLAIMABLE_OF_PERIOD = "SELECT row_id" + DUE + " AND created >= ? AND created < ?" + FIRST;
    private static final String STILL_CLAIMABLE = "SELECT row_id FROM delivery WHERE row_id = ANY(?) AND state = 'pending' AND due <= ?" + LOCK;
    private static final String CLAIMED = "SELECT d.id, d.destination, d.operation, d.click_id, d.revision, " + RevisionOf.CODE + ", " + RevisionOf.RECORD
        + ", d.body, d.content_type, d.attempts, " + RevisionOf.SEEN_AT + ", d.holder, d.row_id, d.uncounted FROM delivery d" + RevisionOf.JOIN
        + " WHERE d.row_id = ANY(?) ORDER BY d.row_id";

    private static final String STILL_HELD = "SELECT row_id FROM delivery WHERE row_id = ANY(?) AND state = 'pending' AND holder = ?";
    private static final String DONE = "UPDATE delivery SET state = 'done', attempts = attempts + 1, finished = ?, status = ?, failure = NULL, error = NULL"
        + " WHERE row_id = ANY(?) AND state <> 'done'";
    /** In a row, before a mark is given up. */
    private static final int CONFLICTS = 10;

    private final Database database;
    private final Clock clock;
    private final String instance;

    public Outbox(Database database, Clock clock, String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
    }

    /** The destinations that get nothing for now. */
    public Pauses pauses() {
        return new Pauses(database, clock);
    }

    /**
     * Claims deliveries that are due.
     *
     * @param limit at most
     * @param lease how long they are ours
     */
    public List<Delivery> claim(String destination, int limit, Duration lease) {
        long now = clock.millis();
        return database.transaction(c -> {
            return claim(c, claimable(c, CLAIMABLE, now, destination, now, limit), now, lease);
        });
    }

    /**
     * Claims what was queued in one period that is over, the oldest such period first. Periods are counted from 1970 on, so the same
     * deliveries come together again after a failure, a crash or in another instance.
     *
     * @param period how long a period is
     */
    public List<Delivery> claimPeriod(String destination, int limit, Duration lease, Duration period) {
        long now = clock.millis();
        return database.transaction(c -> {
            Long oldest = Database.query(c, "SELECT MIN(created)" + DUE, r -> (Long) r.getObject(1), destination, now).get(0);
            if (oldest == null) {
                return List.of();
            }
            long begin = Math.floorDiv(oldest, period.toMillis()) * period.toMillis();
            long end = begin + period.toMillis();
            return end > now ? List.of() : claim(c, claimable(c, CLAIMABLE_OF_PERIOD, now, destination, now, begin, end, limit), now, lease);
        });
    }

    /** Rows that are now locked for us, and due. H2 would lock all that wait before it takes the first ones of them. */
    private List<Long> claimable(Connection c, String query, long now, Object... parameters) throws SQLException {
        if (database.isPostgres()) {
            return Database.query(c, query + LOCK, r -> r.getLong(1), parameters);
        }
        List<Long> first = Database.query(c, query, r -> r.getLong(1), parameters);
        return first.isEmpty() ? first
            : Database.query(c, STILL_CLAIMABLE, r -> r.getLong(1), c.createArrayOf("bigint", first.toArray()), now);
    }

    private List<Delivery> claim(Connection c, List<Long> rows, long now, Duration lease) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement claim = c.prepareStatement("UPDATE delivery SET due = ?, holder = ? WHERE row_id = ANY(?)")) {
            claim.setLong(1, now + lease.toMillis());
            claim.setString(2, instance);
            claim.setArray(3, c.createArrayOf("bigint", rows.toArray()));
            claim.executeUpdate();
        }
        return claimed(c, rows);
    }

    private static List<Delivery> claimed(Connection c, List<Long> rows) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(CLAIMED)) {
            select.setArray(1, c.createArrayOf("bigint", rows.toArray()));
            List<Delivery> result = new ArrayList<>(rows.size());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    result.add(new Delivery(row.getLong(13), row.getString(1), row.getString(2), row.getString(3), row.getObject(4, java.util.UUID.class),
                        row.getInt(5), row.getString(6), row.getString(7), row.getString(8), row.getString(9), row.getInt(10),
                        row.getLong(11), row.getString(12), row.getInt(14)));
                }
            }
            return result;
        }
    }

    /**
     * Extends the claims of deliveries still under way. What is being marked at this moment is passed over: to wait for it, while its mark waits for
     * another one of ours, would be a deadlock, and the mark may be its victim.
     */
    public void extend(Collection<Delivery> deliveries, Duration lease) {
        if (deliveries.isEmpty()) {
            return;
        }
        database.transaction(c -> {
            List<Long> held = Database.query(c, STILL_HELD + LOCK, r -> r.getLong(1),
                c.createArrayOf("bigint", deliveries.stream().map(Delivery::row).toArray()), instance);
            return Database.update(c, "UPDATE delivery SET due = ? WHERE row_id = ANY(?)", clock.millis() + lease.toMillis(),
                c.createArrayOf("bigint", held.toArray()));
        });
    }

    /**
     * Marks how attempts ended, all in one transaction. A success counts whoever holds the delivery by now; a failure only if the
     * claim is still ours. Each failure leaves a row in the table of attempts. Where another transaction is in the way, or the connection broke, it is
     * done again: what a receiver has would be sent once more without its mark.
     *
     * @throws StoreException when it could not be done: the claims then end by themselves
     */
    public void mark(Collection<Outcome> outcomes) {
        long now = clock.millis();
        for (int failures = 1;; failures++) {
            try {
                mark(outcomes, now);
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
        if (outcomes.stream().allMatch(o -> o.state() == Outcome.State.DONE && Objects.equals(o.status(), first.status()))) {
            // As most marks are: one statement, which commits by itself.
            List<Long> rows = outcomes.stream().map(o -> o.delivery().row()).sorted().toList();
            database.alone(c -> succeeded(c, rows, first.status(), now));
            return;
        }
        database.transaction(c -> {
            try (PreparedStatement failed = c.prepareStatement("UPDATE delivery SET state = ?, attempts = attempts + ?,"
                    + " uncounted = uncounted + ?, due = ?, finished = ?, failure = ?, status = ?, error = ?, holder = NULL"
                    + " WHERE row_id = ? AND state = 'pending' AND holder = ?");
                 PreparedStatement returned = c.prepareStatement("UPDATE delivery SET due = ?, holder = NULL WHERE row_id = ?"
                    + " AND state = 'pending' AND holder = ?")) {
                Map<Integer, List<Long>> successes = new HashMap<>();
                int toReturn = 0;
                List<Outcome> failures = new ArrayList<>();
                // In one order, so that two instances which mark the same seldom wait for each other in a circle; where they do, it is done again.
                for (Outcome o : outcomes.stream().sorted(Comparator.comparingLong(o -> o.delivery().row())).toList()) {
                    Delivery d = o.delivery();
                    switch (o.state()) {
                        case DONE -> successes.computeIfAbsent(o.status(), status -> new ArrayList<>()).add(d.row());
                        case RETRY, HELD, DEAD -> {
                            boolean dead = o.state() == Outcome.State.DEAD;
                            int counted = o.state() == Outcome.State.HELD ? 0 : 1;
                            add(failed, dead ? "dead" : "pending", counted, 1 - counted, dead ? now : o.due(), dead ? now : null, o.failure(),
                                o.status(), o.error(), d.row(), d.holder());
                            failures.add(o);
                        }
                        case RETURNED -> toReturn += add(returned, now, d.row(), d.holder());
                    }
                }
                for (Map.Entry<Integer, List<Long>> same : successes.entrySet()) {
                    succeeded(c, same.getValue(), same.getKey(), now);
                }
                Attempts.failed(c, failures, failures.isEmpty() ? new int[0] : failed.executeBatch(), now);
                execute(returned, toReturn);
            }
            return null;
        });
    }

    private static int succeeded(Connection c, List<Long> rows, Integer status, long now) throws SQLException {
        return Database.update(c, DONE, now, status, c.createArrayOf("bigint", rows.toArray()));
    }

    private static int add(PreparedStatement statement, Object... parameters) throws SQLException {
        Database.bind(statement, parameters);
        statement.addBatch();
        return 1;
    }

    private static void execute(PreparedStatement statement, int count) throws SQLException {
        if (count > 0) {
            statement.executeBatch();
        }
    }

    /**
     * The destination is well again: what waits because it was sick is due now.
     *
     * @param kinds failures that speak of the destination, not of one message
     * @return how many
     */
    public int wake(String destination, Collection<String> kinds) {
        return database.transaction(c -> {
            try (PreparedStatement wake = c.prepareStatement("UPDATE delivery SET due = ? WHERE destination = ? AND state = 'pending'"
                + " AND holder IS NULL AND due > ? AND failure = ANY(?)")) {
                long now = clock.millis();
                wake.setLong(1, now);
                wake.setString(2, destination);
                wake.setLong(3, now);
                wake.setArray(4, c.createArrayOf("varchar", kinds.toArray()));
                return wake.executeUpdate();
            }
        });
    }

    /**
     * Frees what a process that is certainly dead had claimed.
     *
     * @param holder its name
     */
    public int free(String holder) {
        return database.update("UPDATE delivery SET due = ?, holder = NULL WHERE state = 'pending' AND holder = ?", clock.millis(), holder);
    }

    /** Who holds claims now. */
    public List<String> holders() {
        return database.query("SELECT DISTINCT holder FROM delivery WHERE state = 'pending' AND holder IS NOT NULL", r -> r.getString(1));
    }

    /** How full the queue of a destination is. */
    public record Depth(String destination, String state, long count, long oldestCreated) {
    }

    /** Pending and dead deliveries by destination, with the time of the oldest, epoch milliseconds. */
    public List<Depth> depths() {
        return database.query("SELECT destination, state, COUNT(*), MIN(created) FROM delivery WHERE state IN ('pending', 'dead')"
            + " GROUP BY destination, state", r -> new Depth(r.getString(1), r.getString(2), r.getLong(3), r.getLong(4)));
    }
}
