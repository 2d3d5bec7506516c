package org.clickrouter.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The codes of the stored clicks, with what was queued for each: read page by page, so that neither memory nor a running instance feels it. */
public final class Routed {

    private static final int PAGE = 1000;
    private static final String CODES = "SELECT click_id, revision, record, destinations FROM revision WHERE click_id > ? AND seen_at >= ?"
        + " ORDER BY click_id, revision LIMIT ?";
    private static final String CLICKS = "SELECT id, operation, history FROM click WHERE id = ANY(?)";
    private static final String DELIVERIES = "SELECT click_id, revision, destination, body FROM delivery WHERE click_id = ANY(?)";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * One code of one click.
     *
     * @param operation whose click
     * @param revision  of the code
     * @param record    the click's fields as the API named them, JSON
     * @param history   whether a backfill only stored the click, so that it never went through the routing file
     * @param routed    to how many destinations it went; -1: the routing file failed on it
     * @param sent      what was queued for it, be it delivered by now or not: the body that the routing file made, or null where the destination made
     *                  its own, by destination
     */
    public record Code(String operation, int revision, String record, boolean history, int routed, Map<String, String> sent) {

        /** @return whether deliveries of it have gone from the store, so that what was sent is no longer known */
        public boolean forgotten() {
            return sent.size() < routed;
        }
    }

    /** Takes one code after the other; what it throws ends the reading. */
    @FunctionalInterface
    public interface Visitor {
        /** @return whether more are wanted */
        boolean visit(Code code) throws Exception;
    }

    private record Row(UUID click, int revision, String record, int routed) {
    }

    private record Owner(String operation, boolean history) {
    }

    private final Database database;

    public Routed(Database database) {
        this.database = database;
    }

    /**
     * Reads the codes that were first seen since a time, click by click, about in the order of the clicks' dates.
     *
     * @param since epoch milliseconds
     * @throws Exception what the visitor throws
     */
    public void read(long since, Visitor visitor) throws Exception {
        UUID last = BEFORE_ALL;
        int limit = PAGE;
        while (true) {
            List<Row> rows = rows(last, since, limit);
            boolean end = rows.size() < limit;
            if (!end) {
                // The page may end inside a click: that one comes whole with the next.
                UUID cut = rows.get(rows.size() - 1).click;
                rows.removeIf(row -> row.click.equals(cut));
                limit = rows.isEmpty() ? limit * 2 : PAGE;
            }
            for (Code code : codes(rows)) {
                if (!visitor.visit(code)) {
                    return;
                }
            }
            if (end) {
                return;
            }
            last = rows.isEmpty() ? last : rows.get(rows.size() - 1).click;
        }
    }

    private List<Row> rows(UUID after, long since, int limit) {
        return database.query(CODES, r -> new Row(r.getObject(1, UUID.class), r.getInt(2), r.getString(3), r.getInt(4)), after, since, limit);
    }

    private List<Code> codes(List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Object[] ids = rows.stream().map(Row::click).distinct().toArray();
        return database.transaction(c -> {
            Map<UUID, Owner> owners = new HashMap<>();
            each(c, CLICKS, ids, r -> owners.put(r.getObject(1, UUID.class), new Owner(r.getString(2), r.getInt(3) == 1)));
            Map<List<Object>, Map<String, String>> sent = new HashMap<>();
            each(c, DELIVERIES, ids, r -> sent.computeIfAbsent(List.of(r.getObject(1, UUID.class), r.getInt(2)), k -> new LinkedHashMap<>())
                .put(r.getString(3), r.getString(4)));
            List<Code> codes = new ArrayList<>();
            for (Row row : rows) {
                Owner owner = owners.get(row.click);
                if (owner != null) {
                    codes.add(new Code(owner.operation, row.revision, row.record, owner.history, row.routed,
                        sent.getOrDefault(List.of(row.click, row.revision), Map.of())));
                }
            }
            return codes;
        });
    }

    private static void each(Connection c, String sql, Object[] ids, Database.Row<?> row) throws SQLException {
        Database.query(c, sql, row, c.createArrayOf("uuid", ids));
    }
}
