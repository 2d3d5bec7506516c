package org.clickrouter.store.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;

/**
 * The queue of deliveries. A claim leases what is due ({@link Leases}): a dead instance leaves only leases, which
 * expire by themselves.
 */
public final class Outbox {

    private static final String DUE = " FROM delivery WHERE destination = ? AND state = 'pending' AND due <= ?";
    private static final String FREE = DUE + Leases.FREE;
    /**
     * In the order of the index, so that a claim reads no more than it takes and what is held already, however many
     * wait.
     */
    private static final String FIRST = " ORDER BY destination, state, due LIMIT ?";

    public static final String CLAIMABLE = "SELECT row_id" + FREE + FIRST;
    private static final String CLAIMABLE_OF_PERIOD =
            "SELECT row_id" + FREE + " AND created >= ? AND created < ?" + FIRST;
    private static final String OLDEST = "SELECT MIN(created)" + FREE;
    private static final String LEASE = "UPDATE delivery SET holder = ?, leased_until = ? WHERE row_id = ANY(?)";
    private static final String CLAIMED = """
                SELECT d.id, d.destination, d.operation, d.click_id, d.revision, r.cod_act, r.record,
                  d.body, d.content_type, d.attempts, r.seen_at, d.row_id, d.uncounted, c.first_seen, c.coded_at, d.batch
                FROM delivery d JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision
                  JOIN click c ON c.id = d.click_id
                WHERE d.row_id = ANY(?) ORDER BY d.row_id""";

    private final Database database;
    private final Clock clock;
    private final String instance;
    private final Leases leases;
    private final Requests requests;
    private final Marks marks;
    private volatile UnaryOperator<List<Delivery>> completing = UnaryOperator.identity();

    public Outbox(Database database, Clock clock, String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
        this.leases = new Leases(database, clock, instance);
        this.requests = new Requests(database, leases);
        this.marks = new Marks(database, clock, instance, leases);
    }

    /** Which reads caused deliveries. */
    public ReadTraces reads() {
        return new ReadTraces(database);
    }

    /** The destinations that get nothing for now. */
    public Pauses pauses() {
        return new Pauses(database, clock);
    }

    /** @param completing adds to what was claimed of one destination; runs in the claim's transaction */
    public void completing(UnaryOperator<List<Delivery>> completing) {
        this.completing = completing;
    }

    /** {@link #claim(String, int, Duration, Collection)} where nothing is under way. */
    public List<Delivery> claim(String destination, int limit, Duration lease) {
        return claim(destination, limit, lease, List.of());
    }

    /**
     * Leases deliveries that are due.
     *
     * @param limit at most
     * @param lease how long they are ours
     * @param underWay all that we have of it, be its lease over: none of that is leased once more
     */
    public List<Delivery> claim(String destination, int limit, Duration lease, Collection<Delivery> underWay) {
        return leases.take(
                lease, underWay, (now, busy) -> first(CLAIMABLE, now, busy, destination, now, now, limit), this::lease);
    }

    /**
     * Leases deliveries that are due, of each chat one, in the order in which they were stored. The whole queue is read
     * for it.
     *
     * @param limit at most
     * @param lease how long they are ours
     * @param underWay all that we have of it
     */
    public List<Delivery> claimInOrder(String destination, int limit, Duration lease, Collection<Delivery> underWay) {
        List<Long> first = FirstOfChats.due(database, destination, clock.millis(), limit);
        return leases.take(lease, underWay, (now, busy) -> locked(stillDue(first, now), now, busy), this::lease);
    }

    /**
     * Leases what was queued in one period that is over, the oldest such period first.
     *
     * @param underWay all that we have of it
     */
    public List<Delivery> claimPeriod(
            String destination, int limit, Duration lease, Collection<Delivery> underWay, Periods periods) {
        return leases.take(
                lease,
                underWay,
                (now, busy) -> {
                    Long oldest = database.query(OLDEST, r -> (Long) r.getObject(1), destination, now, now)
                            .get(0);
                    if (oldest == null) {
                        return List.of();
                    }
                    Periods.Period period = periods.around(oldest);
                    return period.end() > now
                            ? List.of()
                            : first(
                                    CLAIMABLE_OF_PERIOD,
                                    now,
                                    busy,
                                    destination,
                                    now,
                                    now,
                                    period.begin(),
                                    period.end(),
                                    limit);
                },
                this::lease);
    }

    /**
     * Leases what some requests carry: those that were decided on before, whole, and new ones of deliveries that were
     * never tried. What each carries is stored with the lease.
     *
     * @param ordered whether of each chat only one may be under way
     * @param most requests at most
     * @param lease how long the deliveries are ours
     * @param underWay all that we have of the destination
     * @return the deliveries of all of them; those of one have the same {@link Delivery#batch()}
     */
    public List<Delivery> claimRequests(
            String destination,
            Gathering gathering,
            boolean ordered,
            int most,
            Duration lease,
            Collection<Delivery> underWay) {
        int deliveries = most * gathering.most();
        List<Long> first = ordered ? FirstOfChats.due(database, destination, clock.millis(), deliveries) : List.of();
        return leases.take(
                lease,
                underWay,
                (now, busy) -> requests.choose(
                        ordered ? stillDue(first, now) : rows(CLAIMABLE, destination, now, now, deliveries),
                        busy,
                        gathering,
                        most,
                        now),
                this::lease);
    }

    /** Another instance may have tried some since they were looked for, and they wait for their next try. */
    private List<Long> stillDue(List<Long> rows, long now) {
        return rows.isEmpty()
                ? rows
                : rows(
                        "SELECT row_id FROM delivery WHERE row_id = ANY(?) AND due <= ? ORDER BY row_id",
                        rows.toArray(Long[]::new),
                        now);
    }

    /** Locks the first rows that a query finds. */
    private List<Long> first(String query, long now, Set<Long> busy, Object... parameters) {
        // To sort what it locks, H2 would lock all that waits.
        return database.isPostgres()
                ? without(rows(query + Leases.SKIP_LOCKED, parameters), busy)
                : locked(rows(query, parameters), now, busy);
    }

    private List<Long> locked(List<Long> rows, long now, Set<Long> busy) {
        return leases.lock(without(rows, busy), now).stream().map(Due::row).toList();
    }

    /**
     * What this instance has under way is leased, so that a query finds none of it but after a sleep of the machine. H2
     * would hold each row that waits against the whole list.
     */
    private static List<Long> without(List<Long> rows, Set<Long> busy) {
        return rows.stream().filter(row -> !busy.contains(row)).toList();
    }

    private List<Long> rows(String query, Object... parameters) {
        return database.query(query, r -> r.getLong(1), parameters);
    }

    private List<Delivery> lease(long end, Long[] rows) {
        database.update(LEASE, instance, end, rows);
        return completing.apply(database.query(
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
                        row.getInt(13),
                        row.getLong(14),
                        (Long) row.getObject(15),
                        row.getString(16)),
                (Object) rows));
    }

    /** Extends the leases of deliveries still under way. */
    public void extend(Collection<Delivery> deliveries, Duration lease) {
        leases.extend(deliveries, lease);
    }

    /**
     * Which of some leases are still ours, to be asked before they are sent: of a process that slept for longer than
     * its lease others may have taken them. Keeps those that are. Asks the store only where the lease is over.
     *
     * @param some of one destination
     * @param underWay all that we have of it
     * @param lease how long they are ours from then on
     * @throws StoreException when it cannot be told
     */
    public List<Delivery> still(List<Delivery> some, Collection<Delivery> underWay, Duration lease) {
        return leases.still(some, underWay, lease);
    }

    /**
     * Marks how attempts ended, all in one transaction. A success counts whoever holds the delivery by now; a failure
     * only if the lease is still ours. Each failure leaves a row in the table of attempts.
     *
     * @throws StoreException when it could not be done: the leases then expire by themselves
     */
    public void mark(Collection<Outcome> outcomes) {
        marks.mark(() -> outcomes);
    }

    /**
     * The same for what has ended by the time that its turn to commit has come.
     *
     * @param ended asked at each try
     */
    public void mark(Supplier<? extends Collection<Outcome>> ended) {
        marks.mark(ended);
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
     * Frees what a process that is certainly dead had claimed.
     *
     * @param holder its name
     */
    public void free(String holder) {
        leases.free(holder);
    }

    /** Who has claimed anything. */
    public List<String> holders() {
        return leases.holders();
    }

    /** Pending and dead deliveries by destination. */
    public List<Depth> depths() {
        return Depth.all(database);
    }
}
