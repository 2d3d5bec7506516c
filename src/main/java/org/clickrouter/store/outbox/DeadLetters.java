package org.clickrouter.store.outbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.clickrouter.store.jdbc.Database;

/** Deliveries that have ended: put back into their queues. */
public final class DeadLetters {

    /** A body that the routing file made; null with null where the destination makes its own. */
    public record Body(String text, String contentType) {}

    private final Database database;
    private final Clock clock;

    public DeadLetters(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Puts deliveries back into their queues, with the whole retry schedule before them; what is pending stays as it
     * is. What shared a request with one of them goes with it. The numbers of attempts go on, and what the delivery
     * told of the last one goes into the table of attempts.
     *
     * @param rows of the table; not so many that a running instance would have to wait long for them
     * @return how many
     */
    public int replay(List<Long> rows) {
        return database.transaction(() -> again(database.query(
                "SELECT row_id FROM delivery WHERE row_id = ANY(?) AND state IN ('dead', 'done', 'dropped') FOR UPDATE",
                r -> r.getLong(1),
                (Object) withCompanions(rows).toArray(Long[]::new))));
    }

    /**
     * And what went in the same requests: a part of a request under its id would be a repeat to a receiver that has it,
     * and the rest would be lost on one that has not.
     */
    private Set<Long> withCompanions(Collection<Long> rows) {
        Set<Long> all = new TreeSet<>(rows);
        List<String> batches = database.query(
                "SELECT DISTINCT batch FROM delivery WHERE row_id = ANY(?) AND batch <> id",
                r -> r.getString(1),
                (Object) rows.toArray(Long[]::new));
        if (!batches.isEmpty()) {
            all.addAll(Requests.members(database, batches));
        }
        return all;
    }

    /**
     * Gives deliveries another body, puts those that have ended back into their queues, and has what waits for its next
     * try go at once: it failed with the old body.
     *
     * @param made by row, for each delivery its new body
     * @return how many; what is being sent meanwhile keeps the body that it has
     */
    public int remake(Map<Long, Body> made) {
        return database.transaction(() -> {
            List<Object[]> rows = new ArrayList<>();
            made.forEach((row, body) -> rows.add(new Object[] {body.text(), body.contentType(), row}));
            database.batch(
                    "UPDATE delivery SET body = CAST(? AS VARCHAR), content_type = CAST(? AS VARCHAR) WHERE row_id = ?",
                    rows);
            database.update(
                    "UPDATE delivery SET due = ? WHERE row_id = ANY(?) AND state = 'pending' AND attempts > 0 AND due > ?",
                    clock.millis(),
                    made.keySet().toArray(Long[]::new),
                    clock.millis());
            List<Long> ended = database.query(
                    "SELECT row_id FROM delivery WHERE row_id = ANY(?) AND state IN ('dead', 'done') FOR UPDATE",
                    r -> r.getLong(1),
                    (Object) withCompanions(made.keySet()).toArray(Long[]::new));
            again(ended);
            return made.size();
        });
    }

    private int again(List<Long> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        new Attempts(database).overwritten(rows);
        return database.update("""
                UPDATE delivery
                SET state = 'pending', due = ?, uncounted = uncounted + attempts, attempts = 0, holder = NULL,
                  leased_until = 0, finished = NULL, failure = NULL, status = NULL, error = NULL
                WHERE row_id = ANY(?)""", clock.millis(), rows.toArray(Long[]::new));
    }
}
