package org.clickrouter.store.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.clickrouter.store.clicks.ChatKey;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.store.outbox.Requests;

/** The life of a click as the store knows it: its revisions, its deliveries, and each attempt at them. */
public final class Traces {

    /**
     * A click. Times are epoch milliseconds.
     *
     * @param clickDate as the API named it
     * @param clicked when it was made; null where its date could not be read
     * @param history whether a backfill only stored it
     */
    public record Found(
            UUID id,
            String operation,
            String chatId,
            String sourceId,
            String clickDate,
            Long clicked,
            long firstSeen,
            boolean history) {}

    /**
     * Its record as of one code.
     *
     * @param destinations to how many it was routed; -1 where routing failed
     */
    public record Revision(int number, String code, long seenAt, int destinations, String record) {}

    /**
     * A revision on its way to one destination.
     *
     * @param request that it shares with others, or null
     * @param body made by the routing file, or null
     * @param claimed until when an instance holds a lease on it; null where none has
     * @param attempts how many were made in all
     * @param finished when it was done or dead, or null
     */
    public record Sent(
            String id,
            String request,
            String destination,
            int revision,
            String state,
            long due,
            Long claimed,
            int attempts,
            Long finished,
            String failure,
            Integer status,
            String error,
            String body) {}

    /** One attempt; ended is null where a version before this one did not keep it. */
    public record Attempt(
            int number, Long ended, boolean done, String failure, Integer status, String error, String answer) {}

    private final Database database;

    public Traces(Database database) {
        this.database = database;
    }

    /**
     * Clicks by a chat, a delivery ({@code msg_...}), a request that several share ({@code batch_...}), or a click's
     * own id ({@code click:...}, as the SQL table has it where there is no chat).
     *
     * @param operation of this operation only, or null
     */
    public List<Found> find(String key, String operation) {
        Optional<List<UUID>> clicks = clicks(key);
        String from = clicks.isPresent() ? "click c WHERE c.id = ANY(?)" : ChatKey.CLICKS;
        List<Object> parameters = new ArrayList<>();
        clicks.ifPresentOrElse(
                ids -> parameters.add(ids.toArray(UUID[]::new)),
                () -> parameters.addAll(List.of(ChatKey.parameters(key))));
        if (operation != null) {
            from += " AND c.operation = ?";
            parameters.add(operation);
        }
        String sql =
                "SELECT c.id, c.operation, c.chat_id, c.source_id, c.click_date, c.clicked_at, c.first_seen, c.history FROM "
                        + from + " ORDER BY c.first_seen, c.click_date";
        return database.query(
                sql,
                r -> new Found(
                        r.getObject(1, UUID.class),
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        (Long) r.getObject(6),
                        r.getLong(7),
                        r.getInt(8) == 1),
                parameters.toArray());
    }

    /** Those that a key names itself or by its deliveries; empty for a chat. */
    private Optional<List<UUID>> clicks(String key) {
        Optional<Object[]> delivery = DeliveryId.parameters(key);
        if (delivery.isPresent()) {
            return Optional.of(database.query(
                    "SELECT d.click_id FROM delivery d WHERE " + DeliveryId.ROW,
                    r -> r.getObject(1, UUID.class),
                    delivery.get()));
        }
        if (Requests.isId(key)) {
            return Optional.of(database.query(
                    "SELECT DISTINCT click_id FROM delivery WHERE row_id = ANY(?)",
                    r -> r.getObject(1, UUID.class),
                    (Object) Requests.members(database, List.of(key)).toArray(Long[]::new)));
        }
        return key.startsWith("click:") ? uuid(key.substring("click:".length())).map(List::of) : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Why the routing file fails on a revision, where it does. */
    public Optional<String> routingFailure(UUID click, int revision) {
        return database
                .query(
                        "SELECT reason FROM unrouted WHERE click_id = ? AND revision = ?",
                        r -> String.valueOf(r.getString(1)),
                        click,
                        revision)
                .stream()
                .findFirst();
    }

    /** How the receiver's answer to the last failed attempt at a delivery begins, where it said anything. */
    public Optional<String> lastAnswer(String delivery) {
        return database
                .query(
                        "SELECT answer FROM attempt WHERE delivery_id = ? AND answer IS NOT NULL ORDER BY attempt DESC LIMIT 1",
                        r -> r.getString(1),
                        delivery)
                .stream()
                .findFirst();
    }

    /** Its revisions, the first one first. */
    public List<Revision> revisions(UUID click) {
        return database.query(
                "SELECT revision, cod_act, seen_at, destinations, record FROM revision WHERE click_id = ? ORDER BY revision",
                r -> new Revision(r.getInt(1), r.getString(2), r.getLong(3), r.getInt(4), r.getString(5)),
                click);
    }

    /** Its deliveries, by revision and destination. */
    public List<Sent> deliveries(UUID click) {
        return database.query("""
                SELECT id, NULLIF(batch, id), destination, revision, state, due, NULLIF(leased_until, 0),
                  attempts + uncounted, finished, failure, status, error, body
                FROM delivery
                WHERE click_id = ?
                ORDER BY revision, destination""", Traces::sent, click);
    }

    private static Sent sent(ResultSet r) throws SQLException {
        return new Sent(
                r.getString(1),
                r.getString(2),
                r.getString(3),
                r.getInt(4),
                r.getString(5),
                r.getLong(6),
                (Long) r.getObject(7),
                r.getInt(8),
                (Long) r.getObject(9),
                r.getString(10),
                (Integer) r.getObject(11),
                r.getString(12),
                r.getString(13));
    }

    /** Every attempt that is known, the last one included where only the delivery itself tells of it. */
    public List<Attempt> attempts(Sent delivery) {
        List<Attempt> attempts = new ArrayList<>(database.query(
                """
                SELECT attempt, ended, outcome, failure, status, error, answer
                FROM attempt
                WHERE delivery_id = ?
                ORDER BY attempt""",
                r -> new Attempt(
                        r.getInt(1),
                        r.getLong(2),
                        r.getString(3).equals("done"),
                        r.getString(4),
                        (Integer) r.getObject(5),
                        r.getString(6),
                        r.getString(7)),
                delivery.id()));
        boolean told = attempts.stream().anyMatch(a -> a.number() == delivery.attempts());
        boolean done = delivery.state().equals("done");
        if (!told && (done || delivery.failure() != null)) {
            attempts.add(new Attempt(
                    delivery.attempts(),
                    delivery.finished(),
                    done,
                    delivery.failure(),
                    delivery.status(),
                    delivery.error(),
                    null));
        }
        return attempts;
    }
}
