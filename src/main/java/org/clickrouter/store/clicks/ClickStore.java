package org.clickrouter.store.clicks;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.clickrouter.report.BadRecord;
import org.clickrouter.report.Click;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.RowIds;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.ReadTraces;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.CutReads;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.LeaseLostException;
import org.clickrouter.store.progress.Operations;

/** Clicks and their revisions: compared by chunk, written by batch, with their deliveries, in one transaction. */
public final class ClickStore {

    private static final String STORED =
            "SELECT id, cod_act, revision, content_hash, read_no, variants, before_read, coded_at, history FROM ";
    public static final String BY_LIST = STORED + "click WHERE id = ANY(?)";
    /** Joined, since H2 would hold each row that it finds by ANY(?) against the whole list once more. */
    private static final String BY_JOIN =
            STORED + "UNNEST(CAST(? AS UUID ARRAY)) wanted(click_id) JOIN click ON click.id = wanted.click_id";

    static final String ANY_BETWEEN = "SELECT 1 FROM click WHERE id >= ? AND id <= ? LIMIT 1";

    private final Database database;
    private final Operations operations;
    private final Clock clock;
    private final RowIds rows;
    private final Coverage coverage;
    private final Gaps gaps;
    private final CutReads cutReads;
    private final ReadTraces reads;
    private volatile ContactWait contacts = ContactWait.NONE;
    private volatile Joined joined = Joined.NONE;

    public ClickStore(Database database, Operations operations, Clock clock) {
        this.database = database;
        this.operations = operations;
        this.clock = clock;
        this.rows = new RowIds(database);
        this.coverage = new Coverage(database);
        this.gaps = new Gaps(database, operations, clock);
        this.cutReads = new CutReads(database);
        this.reads = new ReadTraces(database);
    }

    /** From now on these deliveries wait for contacts. */
    public void contacts(ContactWait wait) {
        contacts = wait;
    }

    /**
     * From now on these destinations may take their deliveries in the transaction of the clicks.
     *
     * @param instance by which those are marked as done
     */
    public void joined(JoinedDestinations destinations, String instance) {
        joined = new Joined(destinations, instance);
    }

    /** The deliveries that wait for contacts. */
    public ContactWait contacts() {
        return contacts;
    }

    /**
     * Begins to read a window.
     *
     * @param uncoded codes that mean none
     * @param term how long the lease must last for it
     * @throws LeaseLostException when another instance holds the operation
     */
    public ReportRead begin(Lease lease, Set<String> uncoded, Duration term) {
        return begin(lease, new RoutingMode(uncoded, ZoneOffset.UTC, RoutingMode.Routing.NEWS), term);
    }

    /** The same, with all that a read may differ in. */
    public ReportRead begin(Lease lease, RoutingMode rules, Duration term) {
        long number = operations.beginRead(lease, term);
        return new ReportRead(
                lease, number, cutReads.of(lease.operation()), rules, Forgotten.of(database, lease.operation()));
    }

    /**
     * Holds a chunk against what is stored; writes nothing.
     *
     * @param end whether with this chunk the answer ends, whole
     */
    public Comparison compare(ReportRead reading, List<Click> read, boolean end) {
        List<Click> clicks = reading.forgotten.without(read);
        Comparison comparison = new Comparison(reading, clicks, stored(reading, clicks));
        if (end && !reading.seen.doubtful().isEmpty()) {
            comparison.end(stored(reading, reading.seen.doubtful().values()));
        }
        return comparison;
    }

    private Map<UUID, ClickRow> stored(ReportRead reading, Collection<Click> clicks) {
        if (clicks.isEmpty()) {
            return new HashMap<>();
        }
        if (reading.onlyNews && !anyBetween(clicks)) {
            return new HashMap<>();
        }
        Map<UUID, ClickRow> rows = lookUp(clicks);
        reading.onlyNews = rows.isEmpty();
        return rows;
    }

    /**
     * An identity begins with its date, so that those of clicks that nobody has read yet lie together, with none that
     * is stored among them.
     */
    private boolean anyBetween(Collection<Click> clicks) {
        UUID first = null;
        UUID last = null;
        for (Click click : clicks) {
            first = first == null || unsigned(click.id(), first) < 0 ? click.id() : first;
            last = last == null || unsigned(click.id(), last) > 0 ? click.id() : last;
        }
        return !database.query(ANY_BETWEEN, r -> 1, first, last).isEmpty();
    }

    /** The order of both databases, which is not that of {@link UUID#compareTo}. */
    static int unsigned(UUID one, UUID other) {
        int most = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return most != 0 ? most : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    private Map<UUID, ClickRow> lookUp(Collection<Click> clicks) {
        Map<UUID, ClickRow> rows = new HashMap<>();
        database.query(
                database.isPostgres() ? BY_LIST : BY_JOIN,
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    return rows.put(
                            id,
                            ClickRow.stored(
                                    id,
                                    row.getString(2),
                                    row.getInt(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getObject(8) != null,
                                    row.getInt(9) == 1));
                },
                (Object) clicks.stream().map(Click::id).distinct().toArray(UUID[]::new));
        return rows;
    }

    /**
     * Writes a chunk with its deliveries and its bad records, and with the last one of a window also the progress, in
     * one transaction.
     *
     * @param end what the window's end stores, or null while more is to come
     * @return how many of the bad records are new to the quarantine
     * @throws LeaseLostException when another instance has taken the operation over; nothing is written
     */
    public int write(Comparison chunk, List<BadRecord> bad, WindowEnd end) {
        return write(chunk, bad, end, end == null);
    }

    /**
     * Writes records that belong to no window, in one transaction. They are durable when this returns: whoever gave
     * them does not give them again.
     *
     * @throws LeaseLostException when another instance has taken the operation over; nothing is written
     */
    public void writeInput(Comparison records) {
        write(records, List.of(), null, false);
    }

    /** @param more whether the window's end is still to be written, which is asked for again where it never comes */
    private int write(Comparison chunk, List<BadRecord> bad, WindowEnd end, boolean more) {
        boolean nothing =
                chunk.all().isEmpty() && chunk.rows.values().stream().noneMatch(r -> r.changed) && bad.isEmpty();
        if (nothing && end == null) {
            return 0;
        }
        Set<String> joining = joined.of(chunk.changes(), contacts);
        long now = clock.millis();
        ReportRead reading = chunk.reading;
        int quarantined = database.inTurn(() -> database.transaction(() -> {
            operations.guard(reading.lease);
            if (!reading.forgotten.isComplete(database)) {
                throw new StoreException("A chat was forgotten meanwhile: this window is read again");
            }
            if (more && database.isPostgres()) {
                // On disk with the next commit that waits for it. Nothing is sent before such a one, a claim, nor
                // counted as read: the window's end.
                database.update("SET LOCAL synchronous_commit TO off");
            }
            int added = nothing ? 0 : writer(reading.lease.operation(), now).write(chunk, bad, joining);
            if (reading.traceparent() != null
                    && chunk.changes().stream().anyMatch(change -> change.destinations() > 0)) {
                reads.put(reading.lease.operation(), now, reading.traceparent());
            }
            if (end == null && !reading.begun) {
                cutReads.begun(reading.lease, reading.number);
            }
            if (end != null) {
                forgetGoneVariants(reading);
                coverage.add(reading.lease.operation(), end.fromSecond(), end.toSecond(), now, reading.records());
                if (end.whole()) {
                    gaps.heal(reading.lease.operation(), end.fromSecond(), end.toSecond());
                }
                if (end.gap() != null) {
                    gaps.insert(end.gap());
                }
                operations.windowDone(
                        reading.lease,
                        reading.number,
                        end.progressSecond(),
                        end.spanSeconds(),
                        reading.records() > 0,
                        now);
            }
            return added;
        }));
        reading.begun = true;
        return quarantined;
    }

    private ChunkWriter writer(String operation, long now) {
        return new ChunkWriter(
                database, new Queueing(database, rows, contacts, joined, operation, now), operation, now);
    }

    /** A click of which the answer held several records: those that it no longer holds may come back as news. */
    private void forgetGoneVariants(ReportRead reading) {
        for (Map.Entry<UUID, Set<Variant>> click : reading.seen.several().entrySet()) {
            Set<Variant> left = reading.seen.of(click.getKey(), click.getValue());
            if (left.size() < click.getValue().size()) {
                database.update(
                        "UPDATE click SET variants = ?, before_read = NULL WHERE id = ?",
                        Variant.encode(left),
                        click.getKey());
            }
        }
    }

    /**
     * Takes up to a number of clicks whose routing failed, to be routed again; in no order, so that many that always
     * fail hold up no other.
     */
    public List<RoutedClick> unrouted(String operation, int limit) {
        return database.query(
                """
                SELECT r.record, u.revision
                FROM unrouted u JOIN revision r ON r.click_id = u.click_id AND r.revision = u.revision
                  JOIN click c ON c.id = u.click_id
                WHERE c.operation = ? ORDER BY RANDOM() LIMIT ?""",
                r -> new RoutedClick(Click.of(operation, r.getString(1)), r.getInt(2), true, false),
                operation,
                limit);
    }

    /**
     * Queues codes that are stored already for more destinations; for none that they were ever queued for.
     *
     * @param changes of one operation, as the routing file left them
     * @return how many deliveries were queued
     */
    public int addDestinations(String operation, List<RoutedClick> changes) {
        long now = clock.millis();
        return database.transaction(() -> writer(operation, now).addDestinations(changes));
    }

    /** Stores the deliveries of clicks that were routed again. */
    public void rerouted(String operation, List<RoutedClick> changes) {
        long now = clock.millis();
        database.transaction(() -> {
            writer(operation, now).rerouted(changes);
            return null;
        });
    }
}
