package org.clickrouter.store.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.clickrouter.store.jdbc.Database;

/**
 * Leases on queued deliveries, in two columns of each: who has it, and until when. What another transaction has locked
 * is left out ({@code FOR UPDATE SKIP LOCKED}), so that no claim waits for another and none takes the same. A lease
 * that has expired is anybody's; whoever held it finds another name there when it wakes up.
 */
final class Leases {

    /** What may be claimed; its parameter is now. */
    static final String FREE = " AND leased_until <= ?";

    static final String SKIP_LOCKED = " FOR UPDATE SKIP LOCKED";

    /** What another instance is just claiming is left to it: to wait could be to wait for a process that is frozen. */
    private static final String LOCK = "SELECT row_id, id, batch, attempts + uncounted, due FROM delivery"
            + " WHERE row_id = ANY(?) AND state = 'pending'" + FREE + " ORDER BY row_id" + SKIP_LOCKED;

    /** What is leased is among the first that wait: however many there are behind, a start reads no more of them. */
    private static final String FIRST = "SELECT row_id, holder, leased_until FROM delivery WHERE destination = ?"
            + " AND state = 'pending' AND due <= ? ORDER BY destination, state, due LIMIT 10000";

    private static final String STILL_OURS =
            "SELECT row_id FROM delivery WHERE row_id = ANY(?) AND holder = ?" + " AND state = 'pending'";

    private final Database database;
    private final Clock clock;
    private final String instance;
    /**
     * When leases of ours end, by the delivery's row. What is not in here has to be asked for, so that nothing is wrong
     * with one too few.
     */
    private final Map<Long, Long> ends = new ConcurrentHashMap<>();

    Leases(Database database, Clock clock, String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
    }

    /** Chooses and locks rows of a queue that are free. */
    @FunctionalInterface
    interface Choice {
        /**
         * @param now epoch milliseconds
         * @param busy rows that are not to be chosen, whatever their lease says
         */
        List<Long> of(long now, Set<Long> busy);
    }

    /** Writes our lease into rows, and reads them. */
    @FunctionalInterface
    interface Writer {
        List<Delivery> write(long end, Long[] rows);
    }

    /**
     * Leases rows and reads them, in one transaction. What is under way is not chosen once more, whatever the clock
     * says: a machine may sleep between any two lines of this.
     *
     * @param lease how long they are ours, if nobody extends that
     * @param underWay all that we have of the queue; it may change meanwhile
     * @return empty where nothing was chosen
     */
    List<Delivery> take(Duration lease, Collection<Delivery> underWay, Choice choice, Writer writer) {
        // Before the queue is looked at: what is marked from here on is left out, and what was marked before is seen to
        // be done.
        List<Delivery> busy = List.copyOf(underWay);
        long now = clock.millis();
        if (busy.stream().anyMatch(delivery -> ends.getOrDefault(delivery.row(), Long.MAX_VALUE) <= now)) {
            extend(busy, lease);
        }
        ends.values().removeIf(over -> over <= now);
        long end = now + lease.toMillis();
        List<Delivery> taken = database.inTurn(() -> database.transaction(() -> {
            List<Long> rows = choice.of(now, Set.of(rows(busy)));
            return rows.isEmpty() ? List.<Delivery>of() : writer.write(end, rows.toArray(Long[]::new));
        }));
        taken.forEach(delivery -> ends.put(delivery.row(), end));
        return taken;
    }

    /**
     * Locks those of these rows that are free, and reads what they are by now.
     *
     * @param now epoch milliseconds
     */
    List<Due> lock(Collection<Long> rows, long now) {
        return rows.isEmpty()
                ? List.of()
                : database.query(
                        LOCK,
                        r -> new Due(r.getLong(1), r.getString(2), r.getString(3), r.getInt(4) > 0, r.getLong(5)),
                        rows.toArray(Long[]::new),
                        now);
    }

    /**
     * Keeps deliveries that are still ours, also where their leases have expired and nobody took them, as after a sleep
     * of the whole machine. What is locked is being marked just now: that is not waited for.
     *
     * @return rows whose lease was extended
     */
    Set<Long> extend(Collection<Delivery> deliveries, Duration lease) {
        if (deliveries.isEmpty()) {
            return Set.of();
        }
        Long[] rows = rows(deliveries);
        long end = clock.millis() + lease.toMillis();
        List<Long> kept = database.transaction(() -> {
            List<Long> ours =
                    database.query(STILL_OURS + " ORDER BY row_id" + SKIP_LOCKED, r -> r.getLong(1), rows, instance);
            if (!ours.isEmpty()) {
                database.update(
                        "UPDATE delivery SET leased_until = ? WHERE row_id = ANY(?)", end, ours.toArray(Long[]::new));
            }
            return ours;
        });
        kept.forEach(row -> ends.put(row, end));
        if (kept.size() < rows.length) {
            Set<Long> lost = new HashSet<>(List.of(rows));
            lost.removeAll(database.query(STILL_OURS, r -> r.getLong(1), rows, instance));
            ends.keySet().removeAll(lost);
        }
        return new HashSet<>(kept);
    }

    /**
     * Those that are still ours. The store is asked only where a lease has expired, as after a sleep of the whole
     * machine or while the store was away.
     *
     * @param some of one queue
     * @param underWay all that we have of it
     */
    List<Delivery> still(List<Delivery> some, Collection<Delivery> underWay, Duration lease) {
        if (areAllValid(some, clock.millis())) {
            return some;
        }
        List<Delivery> all = new ArrayList<>(underWay);
        all.addAll(some);
        Set<Long> kept = extend(all, lease);
        return some.stream().filter(delivery -> kept.contains(delivery.row())).toList();
    }

    private boolean areAllValid(Collection<Delivery> deliveries, long now) {
        return deliveries.stream().allMatch(delivery -> ends.getOrDefault(delivery.row(), 0L) > now);
    }

    private static Long[] rows(Collection<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::row).distinct().toArray(Long[]::new);
    }

    /** They are marked, durably: no longer ours. */
    void gone(Collection<Outcome> outcomes) {
        outcomes.forEach(outcome -> ends.remove(outcome.delivery().row()));
    }

    /** Whoever has a lease, be it over. */
    List<String> holders() {
        return leased().map(Leased::holder).distinct().toList();
    }

    /** Ends the leases of one that is dead; what is not found here ends by itself. */
    void free(String holder) {
        Long[] rows = leased().filter(leased -> leased.holder.equals(holder))
                .map(Leased::row)
                .toArray(Long[]::new);
        if (rows.length > 0) {
            database.update(
                    "UPDATE delivery SET leased_until = 0, holder = NULL WHERE row_id = ANY(?)"
                            + " AND state = 'pending' AND holder = ?",
                    rows,
                    holder);
        }
    }

    private record Leased(long row, String holder, long until) {}

    private Stream<Leased> leased() {
        return Undone.queues(database).stream()
                .flatMap(queue -> database
                        .query(
                                FIRST,
                                r -> new Leased(r.getLong(1), r.getString(2), r.getLong(3)),
                                queue,
                                clock.millis())
                        .stream())
                .filter(leased -> leased.until > 0);
    }
}
