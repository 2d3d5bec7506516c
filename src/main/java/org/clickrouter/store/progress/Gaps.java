package org.clickrouter.store.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.clickrouter.store.jdbc.Database;

/**
 * Stretches of seconds that could not be read whole, and that reading has passed. Each is named here until it was read
 * after all: nothing that was skipped is forgotten.
 */
public final class Gaps {

    /** Why a stretch counts as not read. */
    public enum Kind {
        /** No whole answer came, again and again, while the API answered for other seconds. */
        UNREADABLE,
        /** There is more in one second than one answer holds. */
        FULL,
        /** The answer held fewer records than it announced. */
        SHORT
    }

    /**
     * One of them.
     *
     * @param from first second
     * @param to last second, inclusive
     * @param routing how its clicks are routed once they come, in the words of whoever named it
     * @param reason in words
     * @param tries how often it was tried since it was found
     * @param nextTry when it is tried next, epoch milliseconds
     */
    public record Gap(
            String operation, long from, long to, Kind kind, String routing, String reason, int tries, long nextTry) {

        /** A gap that was just found: to be tried at once. */
        public static Gap found(String operation, long from, long to, Kind kind, String routing, String reason) {
            return new Gap(operation, from, to, kind, routing, reason, 0, 0);
        }

        /** @return a part of it, to be tried at once */
        public Gap part(long partFrom, long partTo) {
            return new Gap(operation, partFrom, partTo, kind, routing, reason, tries, 0);
        }
    }

    private static final String COLUMNS = "operation, from_second, to_second, kind, routing, reason, tries, next_try";

    private final Database database;
    private final Operations operations;
    private final Clock clock;

    public Gaps(Database database, Operations operations, Clock clock) {
        this.database = database;
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * Names a gap, in parts or as one, and moves the progress over it, both or neither.
     *
     * @param progress the second up to which reading has come with it, or null where it moves nothing
     * @throws LeaseLostException when another instance holds the operation
     */
    public void name(Lease lease, List<Gap> parts, Long progress) {
        database.transaction(() -> {
            operations.guard(lease);
            for (Gap part : parts) {
                insert(part);
            }
            operations.skip(lease, progress);
            return null;
        });
    }

    /** In a transaction that holds the lease: names a gap; one that is known keeps the count of its tries. */
    public void insert(Gap gap) {
        int known = database.update(
                "UPDATE gap SET kind = ?, reason = ? WHERE operation = ? AND from_second = ? AND to_second = ?",
                gap.kind.name(),
                gap.reason,
                gap.operation,
                gap.from,
                gap.to);
        if (known == 0) {
            database.update(
                    "INSERT INTO gap (" + COLUMNS + ", found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    gap.operation,
                    gap.from,
                    gap.to,
                    gap.kind.name(),
                    gap.routing,
                    gap.reason,
                    gap.tries,
                    gap.nextTry,
                    clock.millis());
        }
    }

    /** In the transaction that ends a window read whole: the gaps inside it are none any more. */
    public void heal(String operation, long from, long to) {
        database.update(
                "DELETE FROM gap WHERE operation = ? AND from_second >= ? AND to_second <= ?", operation, from, to);
    }

    /**
     * Puts parts of a gap in its place.
     *
     * @throws LeaseLostException when another instance holds the operation
     */
    public void split(Lease lease, Gap gap, List<Gap> parts) {
        database.transaction(() -> {
            operations.guard(lease);
            heal(gap.operation, gap.from, gap.to);
            for (Gap part : parts) {
                insert(part);
            }
            return null;
        });
    }

    /** It was tried again in vain. */
    public void tried(Lease lease, Gap gap, String reason, long nextTry) {
        database.transaction(() -> {
            operations.guard(lease);
            return database.update(
                    "UPDATE gap SET reason = ?, tries = tries + 1, tried_at = ?, next_try = ?"
                            + " WHERE operation = ? AND from_second = ? AND to_second = ?",
                    reason,
                    clock.millis(),
                    nextTry,
                    gap.operation,
                    gap.from,
                    gap.to);
        });
    }

    /**
     * The gap that is to be tried now: the one that has waited longest. What was deleted since (store.keep) is not read
     * again: it would be sent again.
     */
    public Optional<Gap> due(String operation) {
        long now = clock.millis();
        return database
                .query(
                        "SELECT " + COLUMNS + " FROM gap WHERE operation = ? AND (next_try <= ? OR tried_at > ?)"
                                + " AND (routing = 'NO_HISTORY' OR from_second > COALESCE((SELECT forgotten_second"
                                + " FROM operation_state s WHERE s.operation = gap.operation), -1))"
                                + " ORDER BY next_try, from_second LIMIT 1",
                        Gaps::row,
                        operation,
                        now,
                        now + Operations.CLOCK_STEP_MILLIS)
                .stream()
                .findFirst();
    }

    /** The named gaps that touch a stretch of time, in order. */
    public List<Gap> of(String operation, long from, long to) {
        return database.query(
                "SELECT " + COLUMNS + " FROM gap WHERE operation = ? AND from_second <= ? AND to_second >= ?"
                        + " ORDER BY from_second, to_second",
                Gaps::row,
                operation,
                to,
                from);
    }

    private static Gap row(ResultSet r) throws SQLException {
        return new Gap(
                r.getString(1),
                r.getLong(2),
                r.getLong(3),
                Kind.valueOf(r.getString(4)),
                r.getString(5),
                r.getString(6),
                r.getInt(7),
                r.getLong(8));
    }
}
