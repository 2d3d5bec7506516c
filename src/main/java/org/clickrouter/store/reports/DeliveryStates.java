package org.clickrouter.store.reports;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.clickrouter.store.jdbc.Database;

/** What became of deliveries that are known by their ids: there is no index on them, so all are looked through. */
public final class DeliveryStates {

    private static final int PAGE = 20_000;

    /**
     * One delivery.
     *
     * @param row in the store
     * @param state pending, done, dead or dropped
     * @param body made by the routing file, or null
     */
    public record Queued(long row, String id, String destination, String state, String body) {}

    private record Seen(long row, Queued queued) {}

    private final Database database;

    public DeliveryStates(Database database) {
        this.database = database;
    }

    /**
     * Looks for deliveries.
     *
     * @param ids which
     * @param since none was queued before, epoch milliseconds
     */
    public void read(Set<String> ids, long since, Consumer<Queued> each) {
        long last = Long.MIN_VALUE;
        List<Seen> page;
        if (ids.isEmpty()) {
            return;
        }
        do {
            page = database.query(
                    "SELECT row_id, id, destination, state, body FROM delivery WHERE row_id > ? AND created >= ? ORDER BY row_id LIMIT "
                            + PAGE,
                    r -> new Seen(
                            r.getLong(1),
                            ids.contains(r.getString(2))
                                    ? new Queued(
                                            r.getLong(1),
                                            r.getString(2),
                                            r.getString(3),
                                            r.getString(4),
                                            r.getString(5))
                                    : null),
                    last,
                    since);
            for (Seen seen : page) {
                last = seen.row;
                if (seen.queued != null) {
                    each.accept(seen.queued);
                }
            }
        } while (page.size() == PAGE);
    }
}
