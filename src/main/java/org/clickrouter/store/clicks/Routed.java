package org.clickrouter.store.clicks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/**
 * The codes of the stored clicks, with what was queued for each: read page by page, so that neither memory nor a
 * running instance feels it. Not for several threads.
 */
public final class Routed {

    private static final int PAGE = 1000;
    /** For how many clicks to come the bodies are looked up at once. */
    private static final int BODIES_AHEAD = 100_000;

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String CODES = """
                SELECT r.click_id, r.revision, r.record, r.destinations, r.routed_to, c.operation, c.history, r.seen_at
                FROM revision r JOIN click c ON c.id = r.click_id
                WHERE r.click_id >= ? AND (r.click_id > ? OR r.revision > ?) AND r.seen_at >= ?
                ORDER BY r.click_id, r.revision LIMIT ?""";
    private static final String COUNT = "SELECT COUNT(*) FROM revision WHERE seen_at >= ?";
    private static final String AHEAD =
            "SELECT id FROM click WHERE id > ? AND seen_at >= ? ORDER BY id LIMIT 1 OFFSET ?";
    private static final String BODIES = """
                SELECT click_id, revision, destination, body
                FROM delivery
                WHERE click_id > ? AND click_id <= ? AND body IS NOT NULL""";
    private static final UUID BEHIND_ALL = new UUID(-1, -1);

    /**
     * One code of one click.
     *
     * @param operation whose click
     * @param revision of the code
     * @param record the click's fields as the API named them, JSON
     * @param history whether a backfill only stored the click, so that it never went through the routing file
     * @param routed to how many destinations it went; -1: the routing file failed on it
     * @param sent where it was queued, be it delivered by now or not: the body that the routing file made, or null
     *     where the destination made its own, by destination
     * @param seenAt when the code was first seen, epoch milliseconds
     */
    public record Code(
            String operation,
            int revision,
            String record,
            boolean history,
            int routed,
            Map<String, String> sent,
            long seenAt) {}

    /** Takes one code after the other; what it throws ends the reading. */
    @FunctionalInterface
    public interface Visitor {
        /** @return whether more are wanted */
        boolean visit(Code code) throws Exception;
    }

    private record Key(UUID click, int revision) {}

    private record Found(UUID click, Code code) {}

    private final Database database;
    private final Map<Key, Map<String, String>> bodies = new HashMap<>();
    private UUID bodiesUpTo = BEFORE_ALL;

    public Routed(Database database) {
        this.database = database;
    }

    /** How many codes {@link #read} would read. */
    public long count(long since) {
        return database.one(COUNT, r -> r.getLong(1), since);
    }

    /**
     * Reads the codes that were first seen since a time, in the order of their clicks' dates.
     *
     * @param since epoch milliseconds
     * @throws Exception what the visitor throws
     */
    public void read(long since, Visitor visitor) throws Exception {
        UUID click = BEFORE_ALL;
        int revision = -1;
        List<Found> page;
        do {
            page = database.query(CODES, Routed::found, click, click, revision, since, PAGE);
            for (Found found : page) {
                lookAhead(click, found.click, since);
                click = found.click;
                revision = found.code.revision;
                Map<String, String> made = bodies.getOrDefault(new Key(click, revision), Map.of());
                found.code.sent.replaceAll((destination, none) -> made.get(destination));
                if (!visitor.visit(found.code)) {
                    return;
                }
            }
        } while (!page.isEmpty());
    }

    private static Found found(ResultSet r) throws SQLException {
        return new Found(
                r.getObject(1, UUID.class),
                new Code(
                        r.getString(6),
                        r.getInt(2),
                        r.getString(3),
                        r.getInt(7) == 1,
                        r.getInt(4),
                        names(r.getString(5)),
                        r.getLong(8)));
    }

    private static Map<String, String> names(String routedTo) {
        Map<String, String> names = new LinkedHashMap<>();
        if (routedTo != null) {
            for (String name : routedTo.split(",")) {
                names.put(name, null);
            }
        }
        return names;
    }

    /** @param last the click before this one, or this one */
    private void lookAhead(UUID last, UUID click, long since) {
        if (ClickStore.unsigned(click, bodiesUpTo) > 0) {
            bodies.clear();
            bodiesUpTo = database.query(AHEAD, r -> r.getObject(1, UUID.class), last, since, BODIES_AHEAD).stream()
                    .findFirst()
                    .orElse(BEHIND_ALL);
            database.query(
                    BODIES,
                    r -> bodies.computeIfAbsent(new Key(r.getObject(1, UUID.class), r.getInt(2)), k -> new HashMap<>())
                            .put(r.getString(3), r.getString(4)),
                    last,
                    bodiesUpTo);
        }
    }
}
