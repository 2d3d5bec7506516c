package org.clickrouter.store.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * Which deliveries are to be put back; null leaves a question open.
     *
     * @param id one delivery, dead or done
     * @param since those that ended within this time
     * @param code of this activity code
     * @param chat of this chat
     * @param delivered also what was delivered
     */
    public record Selection(
            String id, String destination, Duration since, String code, String chat, boolean delivered) {
        private String states() {
            return id != null ? "('dead', 'done', 'dropped')" : delivered ? "('dead', 'done')" : "('dead')";
        }
    }

    /** A body that the routing file made; null with null where the destination makes its own. */
    public record Body(String text, String contentType) {}

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
        String sql = """
                SELECT d.id, d.destination, c.chat_id, r.cod_act, d.revision, d.attempts + d.uncounted, d.finished,
                  d.failure, d.status, d.error
                FROM delivery d JOIN click c ON c.id = d.click_id
                  JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision
                WHERE d.state = 'dead'""" + where(new Selection(null, destination, since, null, null, false), parameters)
                + " ORDER BY d.finished DESC LIMIT " + TOGETHER;
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
     * @return how many
     */
    public int replay(Selection selection) {
        List<Object> parameters = new ArrayList<>();
        // What ends once more while this goes on is left alone. In portions: a running instance must not wait for a
        // whole queue.
        String sql = "SELECT d.row_id FROM delivery d WHERE d.state IN " + selection.states()
                + where(selection, parameters) + " AND d.finished <= ? LIMIT " + TOGETHER
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

    /** The same, of any chat. */
    public int replay(String id, String destination, Duration since, String code, boolean delivered) {
        return replay(new Selection(id, destination, since, code, null, delivered));
    }

    /** How many deliveries a replay would put back, by destination. */
    public Map<String, Long> count(Selection selection) {
        List<Object> parameters = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        database.query(
                "SELECT d.destination, COUNT(*) FROM delivery d WHERE d.state IN " + selection.states()
                        + where(selection, parameters) + " GROUP BY d.destination",
                r -> counts.put(r.getString(1), r.getLong(2)),
                parameters.toArray());
        return counts;
    }

    /**
     * Gives deliveries another body, and puts those that have ended back into their queues.
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
            List<Long> ended = database.query(
                    "SELECT row_id FROM delivery WHERE row_id = ANY(?) AND state IN ('dead', 'done') FOR UPDATE",
                    r -> r.getLong(1),
                    (Object) made.keySet().toArray(Long[]::new));
            replay(ended);
            return made.size();
        });
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

    private String where(Selection selection, List<Object> parameters) {
        StringBuilder where = new StringBuilder();
        if (selection.id() != null) {
            where.append(" AND d.id = ?");
            parameters.add(selection.id());
        }
        if (selection.destination() != null) {
            where.append(" AND d.destination = ?");
            parameters.add(selection.destination());
        }
        if (selection.since() != null) {
            where.append(" AND d.finished >= ?");
            parameters.add(clock.millis() - selection.since().toMillis());
        }
        if (selection.chat() != null) {
            where.append(" AND d.click_id IN (SELECT c2.id FROM click c2 WHERE c2.chat_id = ?)");
            parameters.add(selection.chat());
        }
        if (selection.code() != null) {
            where.append(" AND EXISTS (SELECT 1 FROM revision v WHERE v.click_id = d.click_id"
                    + " AND v.revision = d.revision AND v.cod_act = ?)");
            parameters.add(selection.code());
        }
        return where.toString();
    }
}
