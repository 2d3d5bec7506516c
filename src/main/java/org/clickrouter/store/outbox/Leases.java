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
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.clickrouter.store.jdbc.Database;

/**
 * What this instance and others have in hand of the queues. Each instance has one row for a destination, its sheet,
 * which lists the deliveries: a claim writes that one row, and none of the deliveries. A sheet that its holder has not
 * extended in time is torn up by whoever comes next, and its holder, when it wakes up, finds that it has lost
 * everything on it.
 */
final class Leases {

    private static final String SHEETS = "SELECT holder, until, deliveries FROM claim WHERE destination = ?";
    private static final String REWRITE =
            "UPDATE claim SET until = ?, deliveries = ? WHERE destination = ? AND holder = ?";
    /** In a row, before a claim is left for the next time. */
    private static final int OVERTAKEN = 20;

    private record Sheet(String holder, long until, List<Long> deliveries) {}

    /** What we have of one queue, as the sheet has it, except that what was marked is gone from here at once. */
    private static final class Hand {
        /** Held while the sheet is written: two claims, or a claim and an extension, would overwrite each other's. */
        private final ReentrantLock writing = new ReentrantLock();

        private final Map<Long, Long> until = new ConcurrentHashMap<>();
        /** When our sheet ends; written under the lock above. */
        private volatile long end;

        /** What is ours at a time; what nobody extended is not. */
        private Set<Long> at(long now) {
            until.values().removeIf(end -> end <= now);
            return new HashSet<>(until.keySet());
        }
    }

    /** Chooses rows of a queue. */
    @FunctionalInterface
    interface Choice {
        /** @param taken rows in anybody's hand, ours among them */
        List<Long> from(Set<Long> taken);
    }

    /** Another instance claimed of the same queue meanwhile. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Database database;
    private final Clock clock;
    private final String instance;
    private final Map<String, Hand> hands = new ConcurrentHashMap<>();

    Leases(Database database, Clock clock, String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
    }

    private Hand hand(String destination) {
        return hands.computeIfAbsent(destination, name -> {
            database.insertOnce("INSERT INTO queue (destination, claims) VALUES (?, 0)", name);
            return new Hand();
        });
    }

    /**
     * Leases rows and reads them, in one transaction.
     *
     * @param lease how long they are ours, if nobody extends that
     * @param choice which; called again when another instance claimed meanwhile
     * @param read turns the rows into deliveries
     * @return empty where nothing was chosen
     */
    List<Delivery> take(String destination, Duration lease, Choice choice, Reader read) {
        Hand hand = hand(destination);
        hand.writing.lock();
        try {
            for (int i = 0; i < OVERTAKEN; i++) {
                try {
                    long end = clock.millis() + lease.toMillis();
                    List<Delivery> taken = database.transaction(() -> take(destination, hand, end, choice, read));
                    taken.forEach(delivery -> hand.until.put(delivery.row(), end));
                    hand.end = taken.isEmpty() ? hand.end : end;
                    return taken;
                } catch (Overtaken again) {
                    // Nothing of it was kept.
                }
            }
            return List.of();
        } finally {
            hand.writing.unlock();
        }
    }

    /** Reads rows that are ours. */
    @FunctionalInterface
    interface Reader {
        List<Delivery> read(List<Long> rows);
    }

    private List<Delivery> take(String destination, Hand hand, long end, Choice choice, Reader read) {
        long claims = database.query("SELECT claims FROM queue WHERE destination = ?", r -> r.getLong(1), destination)
                .get(0);
        // Before the queue is looked at: what is marked from here on is left out, and what was marked before is seen to
        // be done.
        Set<Long> ours = hand.at(clock.millis());
        Set<Long> taken = new HashSet<>();
        boolean lost = true;
        for (Sheet sheet : sheets(destination)) {
            if (sheet.holder.equals(instance)) {
                lost = false;
            } else {
                taken.addAll(sheet.deliveries);
            }
        }
        if (lost) {
            hand.until.keySet().removeAll(ours);
            ours.clear();
        }
        taken.addAll(ours);
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
    private List<Sheet> sheets(String destination) {
        long now = clock.millis();
        List<Sheet> sheets = database.query(SHEETS, Leases::sheet, destination);
        if (sheets.stream().anyMatch(sheet -> sheet.until <= now && !sheet.holder.equals(instance))) {
            database.update(
                    "DELETE FROM claim WHERE destination = ? AND until <= ? AND holder <> ?",
                    destination,
                    now,
                    instance);
            // Its holder may have extended it just before.
            return database.query(SHEETS, Leases::sheet, destination);
        }
        return sheets;
    }

    private static Sheet sheet(ResultSet row) throws SQLException {
        return new Sheet(row.getString(1), row.getLong(2), rows(row.getArray(3)));
    }

    private static List<Long> rows(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(row -> ((Number) row).longValue())
                .toList();
    }

    private static Long[] rows(Collection<Long> rows) {
        return rows.toArray(Long[]::new);
    }

    /** Forgets none of these before the lease is over; for others the sheet counts as it is. */
    void keep(Collection<Delivery> deliveries, Duration lease) {
        long end = clock.millis() + lease.toMillis();
        deliveries.forEach(
                delivery -> hand(delivery.destination()).until.computeIfPresent(delivery.row(), (row, before) -> end));
    }

    /** Keeps deliveries that are still ours. */
    void extend(Collection<Delivery> deliveries, Duration lease) {
        deliveries.stream()
                .collect(Collectors.groupingBy(Delivery::destination))
                .forEach((destination, some) -> extend(destination, some, lease));
    }

    private void extend(String destination, List<Delivery> deliveries, Duration lease) {
        Hand hand = hand(destination);
        hand.writing.lock();
        try {
            // Also what is over by now, as after a sleep of the whole machine: where nobody tore up the sheet it is
            // still ours, and on its way.
            keep(deliveries, lease);
            long now = clock.millis();
            Set<Long> ours = hand.at(now);
            if (ours.isEmpty()) {
                return;
            }
            long end = now + lease.toMillis();
            if (database.update(REWRITE, end, rows(ours), destination, instance) == 0) {
                hand.until.clear();
            }
            hand.end = end;
        } finally {
            hand.writing.unlock();
        }
    }

    /**
     * Those that are still ours. The store is asked only where our sheet is over, as after a sleep of the whole machine
     * or while the store was away.
     *
     * @param some of one queue
     * @param underWay all that we have of it
     */
    List<Delivery> still(List<Delivery> some, Collection<Delivery> underWay, Duration lease) {
        Hand hand = hand(some.get(0).destination());
        if (hand.end <= clock.millis()) {
            extend(underWay, lease);
        }
        return some.stream()
                .filter(delivery -> hand.until.containsKey(delivery.row()))
                .toList();
    }

    /**
     * What is on our sheet of a queue; it stays ours for as long as this transaction lasts.
     *
     * @return rows; none where the sheet was torn up
     */
    Set<Long> sheet(String destination) {
        Set<Long> ours = new HashSet<>();
        database.query(SHEETS + " AND holder = ? FOR UPDATE", Leases::sheet, destination, instance)
                .forEach(sheet -> ours.addAll(sheet.deliveries));
        return ours;
    }

    /** Leaves on our sheet only what we still have; in the transaction of {@link #sheet(String)}. */
    void rewrite(String destination, Set<Long> still) {
        database.update(
                "UPDATE claim SET deliveries = ? WHERE destination = ? AND holder = ?",
                rows(still),
                destination,
                instance);
    }

    /** They are out of our hand: marked, durably. */
    void gone(Collection<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            Hand hand = hands.get(outcome.delivery().destination());
            if (hand != null) {
                hand.until.remove(outcome.delivery().row());
            }
        }
    }

    /** We claim no more of a queue: tears up our sheet, unless something is still under way. */
    void end(String destination) {
        Hand hand = hands.get(destination);
        if (hand == null) {
            return;
        }
        hand.writing.lock();
        try {
            long now = clock.millis();
            // A sheet that is over is anybody's: a store that is away must not hold up the end of a process for
            // nothing.
            if (hand.end > now && hand.at(now).isEmpty()) {
                hand.end = now;
                database.update("DELETE FROM claim WHERE destination = ? AND holder = ?", destination, instance);
            }
        } finally {
            hand.writing.unlock();
        }
    }

    /** Whoever has a sheet. */
    List<String> holders() {
        return database.query("SELECT DISTINCT holder FROM claim", r -> r.getString(1));
    }

    /** Tears up the sheets of one that is dead. */
    void free(String holder) {
        database.update("DELETE FROM claim WHERE holder = ?", holder);
    }
}
