package org.clickrouter.testing.store;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.clickrouter.store.jdbc.Database;

/** What the product's store holds, read anew each time it is asked. */
public final class StoreView {

    private final Jdbc jdbc;
    private final boolean postgres;

    private StoreView(Jdbc jdbc, boolean postgres) {
        this.jdbc = jdbc;
        this.postgres = postgres;
    }

    /** The store of a product that runs in this process. */
    public static StoreView of(Database database) {
        return new StoreView(
                new Jdbc(() -> {
                    database.ready();
                    return database.dataSource().getConnection();
                }),
                database.isPostgres());
    }

    /** The store of a product in another process. */
    public static StoreView of(String url, String user, String password) {
        return new StoreView(
                new Jdbc(() -> DriverManager.getConnection(url, user, password)), url.startsWith("jdbc:postgresql:"));
    }

    /** How it finds what it is asked for; H2 only. */
    public Plans plans() {
        return new Plans(jdbc);
    }

    /** The same of PostgreSQL. */
    public Scans scans() {
        return new Scans(jdbc);
    }

    public Deliveries deliveries() {
        return new Deliveries(jdbc, Where.ALL);
    }

    public Attempts attempts() {
        return new Attempts(jdbc, Where.ALL);
    }

    public Clicks clicks() {
        return new Clicks(jdbc, Where.ALL);
    }

    public Revisions revisions() {
        return new Revisions(jdbc, Where.ALL);
    }

    /** Whether so many clicks are stored, and every delivery is done. */
    public boolean allDone(long clicks) {
        return clicks().count() == clicks && deliveries().notDone().count() == 0;
    }

    /** The table of the shipped SQL destination, where it stands in this database. */
    public Sink sink() {
        return new Sink(jdbc);
    }

    /** Whether the product has made its tables; until then nothing else can be asked. */
    public boolean isMade() {
        return hasTable("delivery");
    }

    boolean hasTable(String name) {
        return jdbc.count(
                        "INFORMATION_SCHEMA.TABLES WHERE LOWER(TABLE_NAME) = ? AND LOWER(TABLE_SCHEMA) = 'public'",
                        name)
                > 0;
    }

    /** The contacts of chats, as JSON. */
    public List<String> contacts() {
        return jdbc.query("SELECT contact FROM contact ORDER BY hash", row -> row.getString(1));
    }

    /** Seconds that could not be read whole. */
    public record Gap(String operation, long from, long to, String reason, String kind) {}

    public List<Gap> gaps() {
        return jdbc.query(
                "SELECT operation, from_second, to_second, reason, kind FROM gap ORDER BY operation, from_second",
                row -> new Gap(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5)));
    }

    /** Seconds that were read, both ends included. */
    public record Covered(String operation, long from, long to) {}

    public List<Covered> coverage() {
        return jdbc.query(
                "SELECT operation, from_second, to_second FROM coverage ORDER BY operation, from_second",
                row -> new Covered(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    /** What could not be understood. */
    public record Quarantined(String operation, String reason, String raw) {}

    public List<Quarantined> quarantined() {
        return jdbc.query(
                "SELECT operation, reason, raw FROM quarantine ORDER BY raw",
                row -> new Quarantined(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** A destination that gets nothing for now. Times in epoch milliseconds; no next try, no end: null. */
    public record Paused(String destination, String kind, long since, Long nextTry, Long until, String reason) {}

    public List<Paused> pauses() {
        return jdbc.query(
                "SELECT destination, kind, since, next_try, until, reason FROM pause ORDER BY destination",
                row -> new Paused(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        number(row, 4),
                        number(row, 5),
                        row.getString(6)));
    }

    /** How far an operation is read, and who reads it: null where nobody does. Times in epoch milliseconds. */
    public record Operation(
            String name,
            Long originSecond,
            Long progressSecond,
            long nextPoll,
            String holder,
            long leaseUntil,
            Long lastFailure,
            String lastMessage,
            String stopped) {}

    public List<Operation> operations() {
        return jdbc.query(
                "SELECT operation, origin_second, progress_second, next_poll, lease_holder, lease_until, last_failure, last_message,"
                        + " stopped FROM operation_state ORDER BY operation",
                row -> new Operation(
                        row.getString(1),
                        number(row, 2),
                        number(row, 3),
                        row.getLong(4),
                        row.getString(5),
                        row.getLong(6),
                        number(row, 7),
                        row.getString(8),
                        row.getString(9)));
    }

    public Operation operation(String name) {
        return operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How many re-read tiers have been read to their end at least once. */
    public long reReads() {
        return jdbc.count("re_read");
    }

    /** How many reads stored a part of their answer and did not come to its end. */
    public long cutReads() {
        return jdbc.count("cut_read");
    }

    /** How many calls of a token count as in flight. */
    public long callsInFlight() {
        return jdbc.count("call_slot WHERE taken_until > 0");
    }

    /** How many deliveries are leased, be the lease over. */
    public long leases() {
        return jdbc.count("delivery WHERE state = 'pending' AND leased_until > 0");
    }

    /** How many tries of a mark have failed since {@link StoreEdit#marksFailWith}. */
    public long failedMarks() {
        return jdbc.query("SELECT last_value FROM tries", row -> row.getLong(1)).get(0);
    }

    /**
     * Whether a session is held up in a statement with this text; the test must hold a lock that this statement needs.
     */
    public boolean isHeldUpIn(String text) {
        return postgres
                ? jdbc.count(
                                "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE ?",
                                "%" + text + "%")
                        > 0
                : jdbc.count("INFORMATION_SCHEMA.SESSIONS WHERE EXECUTING_STATEMENT LIKE ?", "%" + text + "%") > 0;
    }

    /** @return what changes this store */
    public StoreEdit edit() {
        return new StoreEdit(jdbc);
    }

    static Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
