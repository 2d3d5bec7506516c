package org.clickrouter.store.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.clickrouter.store.jdbc.Database;

/** When each tier of re-reads was last read to its end. */
public final class ReReadTimes {

    private final Database database;
    private final Consumer<Lease> guard;

    /** @param guard proves within a transaction that a lease still holds */
    ReReadTimes(Database database, Consumer<Lease> guard) {
        this.database = database;
        this.guard = guard;
    }

    /** @return epoch milliseconds by the tier's text */
    public Map<String, Long> of(String operation) {
        Map<String, Long> result = new HashMap<>();
        database.query(
                "SELECT tier, read_at FROM re_read WHERE operation = ?",
                r -> result.put(r.getString(1), r.getLong(2)),
                operation);
        return result;
    }

    /**
     * The tier was read to its end, by a read that began at the given time.
     *
     * @throws LeaseLostException when another instance holds the operation
     */
    public void done(Lease lease, String tier, long at) {
        database.transaction(() -> {
            guard.accept(lease);
            database.update("DELETE FROM re_read WHERE operation = ? AND tier = ?", lease.operation(), tier);
            return database.update(
                    "INSERT INTO re_read (operation, tier, read_at) VALUES (?, ?, ?)", lease.operation(), tier, at);
        });
    }
}
