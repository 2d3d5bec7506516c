package org.clickrouter.store.reports;

import java.util.Map;
import java.util.TreeMap;
import org.clickrouter.store.jdbc.Database;

/** How much there is of what. */
public final class Totals {

    private final Database database;

    public Totals(Database database) {
        this.database = database;
    }

    /** How many clicks of an operation are stored. */
    public long clicks(String operation) {
        return count("SELECT COUNT(*) FROM click WHERE operation = ?", operation);
    }

    /** How many records of an operation could not be understood. */
    public long quarantined(String operation) {
        return count("SELECT COUNT(*) FROM quarantine WHERE operation = ?", operation);
    }

    /** How many deliveries succeeded since a time (epoch milliseconds), by destination. */
    public Map<String, Long> delivered(long since) {
        Map<String, Long> delivered = new TreeMap<>();
        database.query(
                "SELECT destination, COUNT(*) FROM delivery WHERE state = 'done' AND finished >= ? GROUP BY destination",
                r -> delivered.put(r.getString(1), r.getLong(2)),
                since);
        return delivered;
    }

    /** How many deliveries of an operation wait, by destination. */
    public Map<String, Long> pending(String operation) {
        return byDestination(operation, "pending");
    }

    /** How many deliveries of an operation succeeded, by destination. */
    public Map<String, Long> done(String operation) {
        return byDestination(operation, "done");
    }

    private Map<String, Long> byDestination(String operation, String state) {
        Map<String, Long> counts = new TreeMap<>();
        database.query(
                "SELECT destination, COUNT(*) FROM delivery WHERE operation = ? AND state = ? GROUP BY destination",
                r -> counts.put(r.getString(1), r.getLong(2)),
                operation,
                state);
        return counts;
    }

    /** How many deliveries wait for a destination. */
    public long pendingFor(String destination) {
        return count("SELECT COUNT(*) FROM delivery WHERE destination = ? AND state = 'pending'", destination);
    }

    /** Whether anything was ever queued for a destination. */
    public boolean known(String destination) {
        return !database.query("SELECT 1 FROM delivery WHERE destination = ? LIMIT 1", r -> 1, destination)
                .isEmpty();
    }

    private long count(String sql, Object... parameters) {
        return database.query(sql, r -> r.getLong(1), parameters).get(0);
    }
}
