package org.clickrouter.store.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/** History that is being read in slices; what is read of it survives every restart. */
public final class Backfills {

    /**
     * One of them. Seconds are epoch seconds.
     *
     * @param next everything before is read
     * @param routed whether its clicks go through the routing file
     * @param created when it was ordered, epoch milliseconds
     * @param finished epoch milliseconds, or null
     */
    public record Backfill(
            String id,
            String operation,
            long from,
            long to,
            long next,
            boolean routed,
            long records,
            long created,
            Long finished) {}

    private static final String COLUMNS =
            "id, operation, from_second, to_second, next_second, routed, records, created, finished";

    private final Database database;
    private final Clock clock;

    public Backfills(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Orders a backfill; one that is under way over the same time in the same way is gone on with.
     *
     * @throws ForgottenException when it would route clicks that have been deleted, and sent before that
     */
    public Backfill order(String operation, long from, long to, boolean routed) {
        Optional<Backfill> same = open(operation).stream()
                .filter(b -> b.from == from && b.to == to && b.routed == routed)
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        String id = "backfill-" + UUID.randomUUID().toString().substring(0, 8);
        database.transaction(() -> {
            // Locked, so that nothing of its range is deleted between this look and the order.
            List<Long> forgotten = database.query(
                    "SELECT forgotten_second FROM operation_state WHERE operation = ? FOR UPDATE",
                    r -> (Long) r.getObject(1),
                    operation);
            if (routed && !forgotten.isEmpty() && forgotten.get(0) != null && from <= forgotten.get(0)) {
                throw new ForgottenException(forgotten.get(0));
            }
            return database.update("""
                INSERT INTO backfill (id, operation, from_second, to_second, next_second, routed, created)
                VALUES (?, ?, ?, ?, ?, ?, ?)""", id, operation, from, to, from, routed ? 1 : 0, clock.millis());
        });
        return get(id);
    }

    /** One of them, by its id. */
    public Backfill get(String id) {
        return database.query("SELECT " + COLUMNS + " FROM backfill WHERE id = ?", Backfills::row, id)
                .get(0);
    }

    /** Those of an operation that are not finished, the oldest first. */
    public List<Backfill> open(String operation) {
        return database.query(
                "SELECT " + COLUMNS + " FROM backfill WHERE operation = ? AND finished IS NULL ORDER BY created",
                Backfills::row,
                operation);
    }

    /** A slice was read up to a second. */
    public void advance(String id, long upTo, long records) {
        database.update("""
                UPDATE backfill
                SET next_second = ?, records = records + ?, finished = CASE
                  WHEN to_second <= ? THEN CAST(? AS BIGINT) ELSE finished END
                WHERE id = ? AND next_second < ?""", upTo, records, upTo, clock.millis(), id, upTo);
    }

    private static Backfill row(ResultSet r) throws SQLException {
        return new Backfill(
                r.getString(1),
                r.getString(2),
                r.getLong(3),
                r.getLong(4),
                r.getLong(5),
                r.getInt(6) == 1,
                r.getLong(7),
                r.getLong(8),
                (Long) r.getObject(9));
    }
}
