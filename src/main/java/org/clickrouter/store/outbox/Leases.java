package org.clickrouter.store.outbox;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.clickrouter.store.jdbc.Database;

/**
 * Leases on queued deliveries, held by this and other instances. Each instance has one lease row for a destination,
 * which lists the deliveries: a claim writes that one row, and none of the deliveries. An expired lease row is deleted
 * by the next instance that claims; its holder, when it wakes up, finds that it has lost everything in it.
 */
final class Leases {

    private static final String LEASE_ROWS = "SELECT holder, until, deliveries FROM claim WHERE destination = ?";
    private static final String REWRITE =
            "UPDATE claim SET until = ?, deliveries = ? WHERE destination = ? AND holder = ?";
    /** In a row, before a claim is left for the next time. */
    private static final int OVERTAKEN = 20;

    private record LeaseRow(String holder, long until, List<Long> deliveries) {}

    /** Chooses rows of a queue. */
    @FunctionalInterface
    interface Choice {
        /** @param taken rows that anybody holds, ours among them */
        List<Long> from(Set<Long> taken);
    }

    /** Another instance claimed of the same queue meanwhile. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Database database;
    private final Clock clock;
    private final String instance;
    private final Map<String, HeldLeases> queues = new ConcurrentHashMap<>();

    Leases(Database database, Clock clock, String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
    }

    private HeldLeases held(String destination) {
        return queues.computeIfAbsent(destination, name -> {
            database.insertOnce("INSERT INTO queue (destination, claims) VALUES (?, 0)", name);
            return new HeldLeases();
        });
    }

    /**
     * Leases rows and reads them, in one transaction. What is under way is not chosen once more, whatever the clock
     * says: a machine may sleep between any two lines of this.
     *
     * @param lease how long they are ours, if nobody extends that
     * @param underWay all that we have of the queue; it may change meanwhile
     * @param choice which; called again when another instance claimed meanwhile
     * @param read turns the rows into deliveries
     * @return empty where nothing was chosen
     */
    List<Delivery> take(String destination, Duration lease, Collection<Delivery> underWay, Choice choice, Reader read) {
        HeldLeases held = held(destination);
        held.writing.lock();
        try {
            for (int i = 0; i < OVERTAKEN; i++) {
                try {
                    long now = clock.millis();
                    long end = now + lease.toMillis();
                    List<Delivery> taken =
                            database.transaction(() -> take(destination, held, underWay, now, end, choice, read));
                    taken.forEach(delivery -> held.until.put(delivery.row(), end));
                    held.end = taken.isEmpty() ? held.end : end;
                    return taken;
                } catch (Overtaken again) {
                    // Nothing of it was kept.
                }
            }
            return List.of();
        } finally {
            held.writing.unlock();
        }
    }

    /** Reads rows that are ours. */
    @FunctionalInterface
    interface Reader {
        List<Delivery> read(List<Long> rows);
    }

    private List<Delivery> take(
            String destination,
            HeldLeases held,
            Collection<Delivery> underWay,
            long now,
            long end,
            Choice choice,
            Reader read) {
        long claims = database.query("SELECT claims FROM queue WHERE destination = ?", r -> r.getLong(1), destination)
                .get(0);
        // Before the queue is looked at: what is marked from here on is left out, and what was marked before is seen to
        // be done.
        Set<Long> busy = underWay.stream().map(Delivery::row).collect(Collectors.toSet());
        held.keep(busy, end);
        Set<Long> ours = held.at(now);
        Set<Long> taken = new HashSet<>();
        boolean lost = true;
        for (LeaseRow row : valid(destination)) {
            if (row.holder.equals(instance)) {
                lost = false;
            } else {
                taken.addAll(row.deliveries);
            }
        }
        if (lost) {
            held.until.keySet().removeAll(ours);
            ours.clear();
        }
        taken.addAll(ours);
        // Also where our lease row is lost and nobody else has them: they would be sent beside themselves.
        taken.addAll(busy);
        List<Long> rows = choice.from(taken);
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Delivery> deliveries = read.read(rows);
        ours.addAll(rows);
        if (lost) {
            database.update(
                    "INSERT INTO claim (destination, holder, until, deliveries) VALUES (?, ?, ?, ?)",
                    destination,
                    instance,
                    end,
                    rows(ours));
        } else if (database.update(REWRITE, end, rows(ours), destination, instance) == 0) {
            throw new Overtaken();
        }
        // Last, so that a process which is stopped in its midst holds up no queue.
        if (database.update(
                        "UPDATE queue SET claims = ? WHERE destination = ? AND claims = ?",
                        claims + 1,
                        destination,
                        claims)
                == 0) {
            throw new Overtaken();
        }
        return deliveries;
    }

    /** All that are valid. */
    private List<LeaseRow> valid(String destination) {
        long now = clock.millis();
        List<LeaseRow> rows = database.query(LEASE_ROWS, Leases::leaseRow, destination);
        if (rows.stream().anyMatch(row -> row.until <= now && !row.holder.equals(instance))) {
            database.update(
                    "DELETE FROM claim WHERE destination = ? AND until <= ? AND holder <> ?",
                    destination,
                    now,
                    instance);
            // Its holder may have extended it just before.
            return database.query(LEASE_ROWS, Leases::leaseRow, destination);
        }
        return rows;
    }

    private static LeaseRow leaseRow(ResultSet row) throws SQLException {
        return new LeaseRow(row.getString(1), row.getLong(2), rows(row.getArray(3)));
    }

    private static List<Long> rows(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(row -> ((Number) row).longValue())
                .toList();
    }

    private static Long[] rows(Collection<Long> rows) {
        return rows.toArray(Long[]::new);
    }

    /** Keeps deliveries that are still ours. */
    void extend(Collection<Delivery> deliveries, Duration lease) {
        deliveries.stream()
                .collect(Collectors.groupingBy(Delivery::destination))
                .forEach((destination, some) -> extend(destination, some, lease));
    }

    private void extend(String destination, List<Delivery> deliveries, Duration lease) {
        HeldLeases held = held(destination);
        held.writing.lock();
        try {
            long now = clock.millis();
            long end = now + lease.toMillis();
            // Also what has expired, as after a sleep of the whole machine: where nobody deleted the lease row it is
            // still ours, and on its way. By one reading of the clock, since the machine may sleep here, too.
            held.keep(deliveries.stream().map(Delivery::row).toList(), end);
            Set<Long> ours = held.at(now);
            if (ours.isEmpty()) {
                return;
            }
            if (database.update(REWRITE, end, rows(ours), destination, instance) == 0) {
                held.until.clear();
            }
            held.end = end;
        } finally {
            held.writing.unlock();
        }
    }

    /**
     * Those that are still ours. The store is asked only where our lease row has expired, as after a sleep of the whole
     * machine or while the store was away.
     *
     * @param some of one queue
     * @param underWay all that we have of it
     */
    List<Delivery> still(List<Delivery> some, Collection<Delivery> underWay, Duration lease) {
        HeldLeases held = held(some.get(0).destination());
        if (held.end <= clock.millis()) {
            extend(underWay, lease);
        }
        return some.stream()
                .filter(delivery -> held.until.containsKey(delivery.row()))
                .toList();
    }

    /**
     * What our lease row of a queue lists; it stays ours for as long as this transaction lasts.
     *
     * @return rows; none where the lease row was deleted
     */
    Set<Long> listed(String destination) {
        Set<Long> ours = new HashSet<>();
        database.query(LEASE_ROWS + " AND holder = ? FOR UPDATE", Leases::leaseRow, destination, instance)
                .forEach(row -> ours.addAll(row.deliveries));
        return ours;
    }

    /** Leaves in our lease row only what we still hold; in the transaction of {@link #listed(String)}. */
    void rewrite(String destination, Set<Long> still) {
        database.update(
                "UPDATE claim SET deliveries = ? WHERE destination = ? AND holder = ?",
                rows(still),
                destination,
                instance);
    }

    /** They are marked, durably: no longer ours. */
    void gone(Collection<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            HeldLeases held = queues.get(outcome.delivery().destination());
            if (held != null) {
                held.until.remove(outcome.delivery().row());
            }
        }
    }

    /** We claim no more of a queue: deletes our lease row, unless something is still under way. */
    void end(String destination) {
        HeldLeases held = queues.get(destination);
        if (held == null) {
            return;
        }
        held.writing.lock();
        try {
            long now = clock.millis();
            // An expired lease row is anybody's: a store that is away must not hold up the end of a process for
            // nothing.
            if (held.end > now && held.at(now).isEmpty()) {
                held.end = now;
                database.update("DELETE FROM claim WHERE destination = ? AND holder = ?", destination, instance);
            }
        } finally {
            held.writing.unlock();
        }
    }

    /** Whoever has a lease row. */
    List<String> holders() {
        return database.query("SELECT DISTINCT holder FROM claim", r -> r.getString(1));
    }

    /** Deletes the lease rows of one that is dead. */
    void free(String holder) {
        database.update("DELETE FROM claim WHERE holder = ?", holder);
    }
}
