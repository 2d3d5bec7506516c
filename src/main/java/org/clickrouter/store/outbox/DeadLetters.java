package org.clickrouter.store.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.jdbc.Database;

/** Deliveries that were given up: listed, and put back into their queues. */
public final class DeadLetters {

    private static final int TOGETHER = 1000;

    /** One delivery that was given up, after so many attempts over all replays; finished is epoch milliseconds. */
    public record Letter(
            String id,
            String destination,
            String chatId,
            String code,
            int revision,
            int attempts,
            long finished,
            String failure,
            Integer status,
            String error) {}

    private final Database database;
    private final Clock clock;

    public DeadLetters(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param destination or null for all
     * @param since within this time, or null for ever
     * @return the newest first, 1,000 at most
     */
    public List<Letter> list(String destination, Duration since) {
        List<Object> parameters = new ArrayList<>();
        String sql =
                """
                SELECT d.id, d.destination, c.chat_id, r.cod_act, d.revision, d.attempts + d.uncounted, d.finished,
                  d.failure, d.status, d.error
                FROM delivery d JOIN click c ON c.id = d.click_id
                  JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision
                WHERE d.state = 'dead'""" + where(null, destination, since, null, parameters) + " ORDER BY d.finished DESC LIMIT " + TOGETHER;
        return database.query(
                sql,
                r -> new Letter(
                        r.getString(1),
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getInt(5),
                        r.getInt(6),
                        r.getLong(7),
                        r.getString(8),
                        (Integer) r.getObject(9),
                        r.getString(10)),
                parameters.toArray());
    }

    /**
     * Puts deliveries back into their queues, with the whole retry schedule before them; what is pending stays as it
     * is. The numbers of attempts go on, and what the delivery told of the last one goes into the table of attempts.
     *
     * @param id one delivery, dead or done; or null
     * @param code of this activity code only, or null
     * @param delivered also what was delivered
     * @return how many
     */
    public int replay(String id, String destination, Duration since, String code, boolean delivered) {
        List<Object> parameters = new ArrayList<>();
        String states = id != null || delivered ? "('dead', 'done')" : "('dead')";
        // What ends once more while this goes on is left alone. In portions: a running instance must not wait for a
        // whole queue.
        String sql = "SELECT d.row_id FROM delivery d WHERE d.state IN " + states
                + where(id, destination, since, code, parameters) + " AND d.finished <= ? LIMIT " + TOGETHER
                + " FOR UPDATE";
        parameters.add(clock.millis());
        int replayed = 0;
        int portion;
        do {
            portion = database.transaction(() -> replay(database.query(sql, r -> r.getLong(1), parameters.toArray())));
            replayed += portion;
        } while (portion == TOGETHER);
        return replayed;
    }

    private int replay(List<Long> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        new Attempts(database).overwritten(rows);
        return database.update("""
                UPDATE delivery
                SET state = 'pending', due = ?, uncounted = uncounted + attempts, attempts = 0, holder = NULL,
                  finished = NULL, failure = NULL, status = NULL, error = NULL
                WHERE row_id = ANY(?)""", clock.millis(), rows.toArray(Long[]::new));
    }

    private String where(String id, String destination, Duration since, String code, List<Object> parameters) {
        StringBuilder where = new StringBuilder();
        if (id != null) {
            where.append(" AND d.id = ?");
            parameters.add(id);
        }
        if (destination != null) {
            where.append(" AND d.destination = ?");
            parameters.add(destination);
        }
        if (since != null) {
            where.append(" AND d.finished >= ?");
            parameters.add(clock.millis() - since.toMillis());
        }
        if (code != null) {
            where.append(" AND EXISTS (SELECT 1 FROM revision v WHERE v.click_id = d.click_id"
                    + " AND v.revision = d.revision AND v.cod_act = ?)");
            parameters.add(code);
        }
        return where.toString();
    }
}
