package org.clickrouter.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The codes of the stored clicks, with what was queued for each: read page by page, so that neither memory nor a running instance feels it. Not for several threads. */
public final class Routed {

    private static final int PAGE = 1000;
    /** For how many rows to come the bodies are looked up at once: each look goes through all deliveries, which have no index for it. */
    private static final long BODIES_AHEAD = 200_000;
    private static final String CODES = "SELECT r.row_id, r.revision, r.record, r.destinations, r.routed_to, c.operation, c.history FROM revision r"
        + " JOIN click c ON c.id = r.click_id WHERE r.row_id > ? AND r.seen_at >= ? ORDER BY r.row_id LIMIT ?";
    private static final String BODIES = "SELECT revision_row, destination, body FROM delivery WHERE revision_row > ? AND revision_row <= ?"
        + " AND body IS NOT NULL";

    /**
     * One code of one click.
     *
     * @param operation whose click
     * @param revision  of the code
     * @param record    the click's fields as the API named them, JSON
     * @param history   whether a backfill only stored the click, so that it never went through the routing file
     * @param routed    to how many destinations it went; -1: the routing file failed on it
     * @param sent      where it was queued, be it delivered by now or not: the body that the routing file made, or null where the destination made
     *                  its own, by destination
     */
    public record Code(String operation, int revision, String record, boolean history, int routed, Map<String, String> sent) {
    }

    /** Takes one code after the other; what it throws ends the reading. */
    @FunctionalInterface
    public interface Visitor {
        /** @return whether more are wanted */
        boolean visit(Code code) throws Exception;
    }

    private record Row(long row, Code code) {
    }

    private final Database database;
    private final Map<Long, Map<String, String>> bodies = new HashMap<>();
    private long bodiesUpTo;

    public Routed(Database database) {
        this.database = database;
    }

    /**
     * Reads the codes that were first seen since a time, about in the order in which they were.
     *
     * @param since epoch milliseconds
     * @throws Exception what the visitor throws
     */
    public void read(long since, Visitor visitor) throws Exception {
        long last = 0;
        List<Row> rows;
        do {
            rows = database.query(CODES, r -> new Row(r.getLong(1), new Code(r.getString(6), r.getInt(2), r.getString(3), r.getInt(7) == 1, r.getInt(4),
                names(r.getString(5)))), last, since, PAGE);
            for (Row row : rows) {
                lookAhead(row.row);
                row.code.sent.replaceAll((destination, none) -> bodies.getOrDefault(row.row, Map.of()).get(destination));
                if (!visitor.visit(row.code)) {
                    return;
                }
                last = row.row;
            }
        } while (!rows.isEmpty());
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

    private void lookAhead(long row) {
        if (row > bodiesUpTo) {
            bodies.clear();
            bodiesUpTo = row + BODIES_AHEAD;
            database.query(BODIES, r -> bodies.computeIfAbsent(r.getLong(1), k -> new HashMap<>()).put(r.getString(2), r.getString(3)), row - 1, bodiesUpTo);
        }
    }
}
