package org.clickrouter.store.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.store.jdbc.Database;

/** The rows of the operations: the lease that makes one poller of several instances, and how far reading has come. */
public final class Operations {

    private static final long NOBODY_POLLS_MILLIS = 5000;
    /** The clock may be put back by as much without anything being brought forward. */
    static final long CLOCK_STEP_MILLIS = 60_000;

    private static final String COLUMNS =
            "operation, origin_second, progress_second, span_seconds, next_poll, failures, stopped,"
                    + " last_good, last_records, last_message";

    private final Database database;
    private final Clock clock;
    private final String holder;
    private final CutReads cutReads;
    private final ReReadTimes reReads;

    /** @param holder names this instance among all that ever use the store */
    public Operations(Database database, Clock clock, String holder) {
        this.database = database;
        this.clock = clock;
        this.holder = holder;
        this.cutReads = new CutReads(database);
        this.reReads = new ReReadTimes(database, this::guard);
    }

    /** Makes the operation's row if there is none. */
    public void ensure(String operation) {
        database.insertOnce("INSERT INTO operation_state (operation) VALUES (?)", operation);
    }

    /**
     * Makes the operation's row, and lets an operation that was stopped try again at once: a start is an operator's
     * decision. Any other back-off goes on.
     */
    public void register(String operation) {
        ensure(operation);
        database.update(
                "UPDATE operation_state SET stopped = NULL, next_poll = 0 WHERE operation = ? AND stopped IS NOT NULL",
                operation);
    }

    /**
     * Takes the operation if it is free and a poll is due.
     *
     * @param term how long the lease lasts unless extended
     * @param start whether this is the first poll since the start: then only a back-off delays it, not the period
     */
    public Optional<Lease> acquire(String operation, Duration term, boolean start) {
        long now = clock.millis();
        return take(
                operation,
                term,
                now,
                " AND stopped IS NULL AND (next_poll <= ? OR waiting_since > ? OR (? = 1 AND failures = 0))",
                now,
                now + CLOCK_STEP_MILLIS,
                start ? 1 : 0);
    }

    /**
     * Takes the operation for a slice of backfill if it is free, no poll is due and nothing is failing; or if a poll
     * has been due for so long that no instance can be running that would make it.
     */
    public Optional<Lease> acquireBetweenPolls(String operation, Duration term, Duration untilNextPoll) {
        long now = clock.millis();
        return take(
                operation,
                term,
                now,
                " AND stopped IS NULL AND (failures = 0 AND next_poll > ? OR next_poll <= ?)",
                now + untilNextPoll.toMillis(),
                now - NOBODY_POLLS_MILLIS);
    }

    /**
     * Takes the operation for records that come from elsewhere, if nobody holds it, whether a poll is due or not.
     *
     * @param term how long the lease lasts
     */
    public Optional<Lease> acquireForInput(String operation, Duration term) {
        return take(operation, term, clock.millis(), "");
    }

    /** @param where what else must hold, and its parameters */
    private Optional<Lease> take(String operation, Duration term, long now, String where, Object... parameters) {
        // A lease lasts a few minutes; one that ends later than any can was taken under a clock that has been put back.
        long impossible = now + 2 * term.toMillis() + CLOCK_STEP_MILLIS;
        List<Object> all = new ArrayList<>(List.of(holder, now + term.toMillis(), operation, now, impossible));
        all.addAll(List.of(parameters));
        return database.transaction(() -> {
            int taken = database.update("""
                    UPDATE operation_state SET lease_holder = ?, lease_token = lease_token + 1, lease_until = ?
                    WHERE operation = ? AND (lease_until <= ? OR lease_until > ?)""" + where, all.toArray());
            return taken == 0
                    ? Optional.empty()
                    : Optional.of(new Lease(
                            operation,
                            database.one(
                                    "SELECT lease_token FROM operation_state WHERE operation = ?",
                                    r -> r.getLong(1),
                                    operation)));
        });
    }

    /** Gives the operation back as it was; what was written under the lease is all that there was to read. */
    public void releaseInput(Lease lease) {
        database.transaction(() -> {
            cutReads.ended(lease);
            return database.update(
                    "UPDATE operation_state SET lease_until = 0, lease_holder = NULL WHERE operation = ? AND lease_token = ?",
                    lease.operation(),
                    lease.token());
        });
    }

    /** Gives the operation back without bringing its next poll forward. */
    public void releaseAfterSlice(Lease lease, long notBefore) {
        database.update("""
                UPDATE operation_state
                SET lease_until = 0, lease_holder = NULL, next_poll = GREATEST(next_poll, ?)
                WHERE operation = ? AND lease_token = ?""", notBefore, lease.operation(), lease.token());
    }

    /**
     * Begins a read: extends the lease and numbers the read.
     *
     * @return the read's number, higher than any before
     * @throws LeaseLostException when another instance holds the operation
     */
    public long beginRead(Lease lease, Duration term) {
        return database.transaction(() -> {
            guard(lease);
            database.update(
                    "UPDATE operation_state SET lease_until = ?, read_no = read_no + 1 WHERE operation = ?",
                    clock.millis() + term.toMillis(),
                    lease.operation());
            return database.query(
                            "SELECT read_no FROM operation_state WHERE operation = ?",
                            r -> r.getLong(1),
                            lease.operation())
                    .get(0);
        });
    }

    /** Gives the operation back and says when it is due again; nothing happens if the lease was lost. */
    public void release(Lease lease, long nextPoll) {
        database.update("""
                UPDATE operation_state
                SET lease_until = 0, lease_holder = NULL, next_poll = ?, waiting_since = ?
                WHERE operation = ? AND lease_token = ?""", nextPoll, clock.millis(), lease.operation(), lease.token());
    }

    /** Who holds operations now. */
    public List<String> holders() {
        return database.query(
                "SELECT DISTINCT lease_holder FROM operation_state WHERE lease_holder IS NOT NULL",
                r -> r.getString(1));
    }

    /**
     * Ends the leases of a process that is certainly dead. A call that it had in flight still keeps its slot until it
     * must be over.
     */
    public int free(String dead) {
        return database.update(
                "UPDATE operation_state SET lease_until = 0, lease_holder = NULL WHERE lease_holder = ?", dead);
    }

    /**
     * Locks the operation's row for the rest of the transaction and proves that the lease is still ours.
     *
     * @throws LeaseLostException when another instance holds it
     */
    public void guard(Lease lease) {
        List<Long> token = database.query(
                "SELECT lease_token FROM operation_state WHERE operation = ? FOR UPDATE",
                r -> r.getLong(1),
                lease.operation());
        if (token.isEmpty() || token.get(0) != lease.token()) {
            throw new LeaseLostException(lease.operation());
        }
    }

    /** The state of one operation; it must have been registered. */
    public OperationState state(String operation) {
        return database.query(
                        "SELECT " + COLUMNS + " FROM operation_state WHERE operation = ?", Operations::state, operation)
                .get(0);
    }

    /** The states of all operations that the store knows. */
    public List<OperationState> states() {
        return database.query("SELECT " + COLUMNS + " FROM operation_state ORDER BY operation", Operations::state);
    }

    private static OperationState state(ResultSet r) throws SQLException {
        return new OperationState(
                r.getString(1),
                (Long) r.getObject(2),
                (Long) r.getObject(3),
                r.getLong(4),
                r.getLong(5),
                r.getInt(6),
                r.getString(7),
                (Long) r.getObject(8),
                (Long) r.getObject(9),
                r.getString(10));
    }

    /** Fixes where the first poll began; later calls change nothing. */
    public void origin(Lease lease, long second) {
        database.update(
                "UPDATE operation_state SET origin_second = ? WHERE operation = ? AND lease_token = ? AND origin_second IS NULL",
                second,
                lease.operation(),
                lease.token());
    }

    /**
     * In the transaction that stores a window's last chunk: the window is done.
     *
     * @param read its number
     * @param progress the second up to which all is read, or null where the window moves nothing (a re-read)
     * @param span how long the next window may be, seconds
     * @param records whether the answer held any
     */
    public void windowDone(Lease lease, long read, Long progress, long span, boolean records, long now) {
        cutReads.ended(lease, read);
        database.update("""
                UPDATE operation_state
                SET failures = 0, last_message = NULL, last_good = ?, span_seconds = ?, last_records = CASE
                  WHEN ? = 1 THEN ? ELSE last_records END, progress_second = CASE
                  WHEN CAST(? AS BIGINT) IS NULL THEN progress_second WHEN progress_second IS NULL
                  OR progress_second < CAST(? AS BIGINT) THEN CAST(? AS BIGINT) ELSE progress_second END
                WHERE operation = ?""", now, span, records ? 1 : 0, now, progress, progress, progress, lease.operation());
    }

    /** A window was not read to its end: kept with the words for the engineer; counted unless it was only too large. */
    public void failed(Lease lease, String message, long span, boolean counts, String stopped) {
        database.update("""
                UPDATE operation_state
                SET failures = failures + ?, last_failure = ?, last_message = ?, span_seconds = ?, stopped = ?
                WHERE operation = ? AND lease_token = ?""", counts ? 1 : 0, clock.millis(), message, span, stopped, lease.operation(), lease.token());
    }

    /** In a transaction that holds the lease: moves the progress over what cannot be read; null moves nothing. */
    void skip(Lease lease, Long progress) {
        if (progress != null) {
            database.update("""
                UPDATE operation_state
                SET progress_second = ?
                WHERE operation = ? AND (progress_second IS NULL OR progress_second < ?)""", progress, lease.operation(), progress);
        }
    }

    /**
     * Reading went on under a clock that ran ahead, and that has been put right.
     *
     * @param nowSecond the second that it is; what was read beyond counts as not read
     * @see ClockPutBack
     */
    public void bringBack(Lease lease, long nowSecond) {
        database.transaction(() -> {
            guard(lease);
            new ClockPutBack(database, lease.operation(), nowSecond).bringBack();
            return null;
        });
    }

    public ReReadTimes reReads() {
        return reReads;
    }

    /** How many gaps an operation has. */
    public long gaps(String operation) {
        return database.query("SELECT COUNT(*) FROM gap WHERE operation = ?", r -> r.getLong(1), operation)
                .get(0);
    }
}
