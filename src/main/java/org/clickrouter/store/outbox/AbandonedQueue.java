package org.clickrouter.store.outbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/** The queue of a destination that is gone: what is in it can be given to another one, or given up. */
public final class AbandonedQueue {

    private static final int TOGETHER = 500;
    private static final String OURS =
            " FROM delivery WHERE destination = ? AND state IN ('pending', 'dead') AND created <= ?";

    /**
     * What became of a queue.
     *
     * @param moved how many wait for the other destination now
     * @param had how many stayed, since the other destination was given the same code before
     */
    public record Moved(int moved, int had) {}

    private record Row(long row, String id, UUID click, int revision) {}

    private final Database database;
    private final Clock clock;
    private final String destination;

    public AbandonedQueue(Database database, Clock clock, String destination) {
        this.database = database;
        this.clock = clock;
        this.destination = destination;
    }

    /** How many deliveries wait in it or are dead. */
    public long count() {
        return database.query("SELECT COUNT(*)" + OURS, r -> r.getLong(1), destination, clock.millis())
                .get(0);
    }

    /** Whether an instance is sending something of it just now. */
    public boolean inHand() {
        return !database.query(
                        "SELECT 1 FROM delivery WHERE destination = ? AND state = 'pending' AND leased_until > ? LIMIT 1",
                        r -> 1,
                        destination,
                        clock.millis())
                .isEmpty();
    }

    /**
     * Gives it up: nothing of it is sent, all of it stays in the store as dropped.
     *
     * @return how many deliveries
     */
    public int drop() {
        long now = clock.millis();
        return database.update(
                "UPDATE delivery SET state = 'dropped', finished = ?, due = ?, holder = NULL, leased_until = 0 WHERE destination = ?"
                        + " AND state IN ('pending', 'dead') AND created <= ?",
                now,
                now,
                destination,
                now);
    }

    /**
     * Gives it to another destination, as deliveries of that one: under the ids that it would have given them, so that
     * none goes there twice. A body that the routing file made goes with them.
     */
    public Moved move(String other) {
        long now = clock.millis();
        int moved = 0;
        int had = 0;
        long last = Long.MIN_VALUE;
        List<Row> page;
        do {
            page = database.query(
                    "SELECT row_id, id, click_id, revision" + OURS + " AND row_id > ? ORDER BY row_id LIMIT "
                            + TOGETHER,
                    r -> new Row(r.getLong(1), r.getString(2), r.getObject(3, UUID.class), r.getInt(4)),
                    destination,
                    now,
                    last);
            for (Row row : page) {
                last = row.row;
                if (move(row, other, now)) {
                    moved++;
                } else {
                    had++;
                }
            }
        } while (page.size() == TOGETHER);
        return new Moved(moved, had);
    }

    private boolean move(Row row, String other, long now) {
        Set<String> names = routedTo(row);
        if (!names.add(other)) {
            return false;
        }
        String id = DeliveryId.of(row.click, row.revision, other);
        names.remove(destination);
        List<Object> routed = new ArrayList<>(List.of(String.join(",", names), row.click, row.revision));
        return database.transaction(() -> {
            boolean ours = database.update(
                            "UPDATE delivery SET destination = ?, id = ?, state = 'pending', due = ?, uncounted = uncounted + attempts,"
                                    + " attempts = 0, holder = NULL, leased_until = 0, finished = NULL, failure = NULL, status = NULL, error = NULL, batch = NULL"
                                    + " WHERE row_id = ? AND destination = ? AND state IN ('pending', 'dead')",
                            other,
                            id,
                            now,
                            row.row,
                            destination)
                    == 1;
            if (ours) {
                database.update("UPDATE attempt SET delivery_id = ? WHERE delivery_id = ?", id, row.id);
                database.update(
                        "UPDATE revision SET routed_to = ? WHERE click_id = ? AND revision = ?", routed.toArray());
            }
            return ours;
        });
    }

    private Set<String> routedTo(Row row) {
        Set<String> names = new LinkedHashSet<>();
        database.query(
                        "SELECT routed_to FROM revision WHERE click_id = ? AND revision = ?",
                        r -> r.getString(1),
                        row.click,
                        row.revision)
                .forEach(text -> names.addAll(text == null ? List.of() : List.of(text.split(","))));
        return names;
    }
}
