package org.clickrouter.store.progress;

import java.util.List;
import org.clickrouter.store.jdbc.Database;

/** The ledger of reading: which seconds were read, when last, and how many records came. */
public final class Coverage {

    /**
     * Seconds read by the same reads.
     *
     * @param from first second
     * @param to last second, inclusive
     * @param readAt epoch milliseconds of the last read
     * @param records that came
     */
    public record Stretch(long from, long to, long readAt, long records) {}

    private final Database database;

    public Coverage(Database database) {
        this.database = database;
    }

    /** In the transaction that stores a window's last chunk: the window takes the place of what it covers. */
    public void add(String operation, long from, long to, long now, long records) {
        List<Stretch> covered = stretches(operation, from, to);
        if (!covered.isEmpty()) {
            database.update(
                    "DELETE FROM coverage WHERE operation = ? AND from_second <= ? AND to_second >= ?",
                    operation,
                    to,
                    from);
        }
        for (Stretch old : covered) {
            if (old.from < from) {
                insert(operation, part(old, old.from, from - 1));
            }
            if (old.to > to) {
                insert(operation, part(old, to + 1, old.to));
            }
        }
        insert(operation, new Stretch(from, to, now, records));
    }

    /** Where in a stretch its records fell is not known; a part has its share of them. */
    private static Stretch part(Stretch whole, long from, long to) {
        return new Stretch(
                from,
                to,
                whole.readAt,
                Math.round(whole.records * ((to - from + 1.0) / (whole.to - whole.from + 1.0))));
    }

    private void insert(String operation, Stretch stretch) {
        database.update(
                "INSERT INTO coverage (operation, from_second, to_second, read_at, records) VALUES (?, ?, ?, ?, ?)",
                operation,
                stretch.from,
                stretch.to,
                stretch.readAt,
                stretch.records);
    }

    private List<Stretch> stretches(String operation, long from, long to) {
        return database.query(
                """
                SELECT from_second, to_second, read_at, records
                FROM coverage
                WHERE operation = ? AND from_second <= ? AND to_second >= ?
                ORDER BY from_second""", r -> new Stretch(r.getLong(1), r.getLong(2), r.getLong(3), r.getLong(4)), operation, to, from);
    }

    /** What was read of a stretch of time, in order; seconds between two stretches were never read. */
    public List<Stretch> of(String operation, long from, long to) {
        return stretches(operation, from, to);
    }

    /** In a transaction that holds the lease: what was read of seconds still to come was not read. */
    void cutAfter(String operation, long second) {
        database.update("DELETE FROM coverage WHERE operation = ? AND from_second > ?", operation, second);
        database.update(
                "UPDATE coverage SET to_second = ? WHERE operation = ? AND to_second > ?", second, operation, second);
    }
}
