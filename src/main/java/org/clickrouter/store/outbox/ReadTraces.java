package org.clickrouter.store.outbox;

import java.time.Duration;
import java.util.List;
import org.clickrouter.store.jdbc.Database;

/**
 * Which read of the report caused deliveries: one row for each moment at which a read stored some. A delivery finds its
 * own by the time at which its code was first seen, so that no delivery costs a byte more.
 */
public final class ReadTraces {

    private static final Duration KEPT = Duration.ofDays(31);
    /** Of more nobody would look at the links. */
    private static final int MOST = 50;

    private final Database database;

    public ReadTraces(Database database) {
        this.database = database;
    }

    /**
     * In the transaction that stores a chunk; what is older than 31 days goes.
     *
     * @param seenAt epoch milliseconds, as the chunk's revisions have it
     * @param traceparent as W3C Trace Context writes it
     */
    public void put(String operation, long seenAt, String traceparent) {
        database.update(
                "DELETE FROM read_trace WHERE operation = ? AND (seen_at < ? OR seen_at = ?)",
                operation,
                seenAt - KEPT.toMillis(),
                seenAt);
        database.update(
                "INSERT INTO read_trace (operation, seen_at, traceparent) VALUES (?, ?, ?)",
                operation,
                seenAt,
                traceparent);
    }

    /** @return of each read that caused one of the deliveries its traceparent, as far as it is known */
    public List<String> of(List<Delivery> deliveries) {
        record Cause(String operation, long seenAt) {}
        return deliveries.stream()
                .map(delivery -> new Cause(delivery.operation(), delivery.seenAt()))
                .distinct()
                .limit(MOST)
                .flatMap(cause -> of(cause.operation, cause.seenAt).stream())
                .distinct()
                .toList();
    }

    /** @return none or one */
    public List<String> of(String operation, long seenAt) {
        return database.query(
                "SELECT traceparent FROM read_trace WHERE operation = ? AND seen_at = ?",
                r -> r.getString(1),
                operation,
                seenAt);
    }
}
