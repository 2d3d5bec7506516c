package org.clickrouter.store.outbox;

import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.jdbc.Database;

/**
 * How full the queue of a destination is.
 *
 * @param state {@code pending} or {@code dead}
 * @param oldestCreated of what waits, epoch milliseconds; null for what was given up
 */
public record Depth(String destination, String state, long count, Long oldestCreated) {

    static List<Depth> all(Database database) {
        List<Depth> depths = new ArrayList<>(Undone.pending(
                database,
                "destination, COUNT(*), MIN(created)",
                r -> new Depth(r.getString(1), "pending", r.getLong(2), r.getLong(3))));
        depths.addAll(Undone.dead(
                database, "destination, COUNT(*)", r -> new Depth(r.getString(1), "dead", r.getLong(2), null)));
        return depths;
    }
}
