package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of the newest deliveries. No index tells when one ended, since each would cost every delivery; so only the
 * newest are looked at, at the end of the table, however many there are in all.
 */
final class Recent {

    /** So many are looked at. */
    static final int DELIVERIES = 50_000;

    static final long HOUR = Duration.ofHours(1).toMillis();

    private final Reader reader;
    private final Cached<Long> first;

    Recent(Reader reader, Clock clock) {
        this.reader = reader;
        this.first = new Cached<>(Duration.ofMinutes(1), clock, this::find);
    }

    /** The first row that is looked at: a condition on {@code row_id}. */
    long firstRow() {
        return first.get();
    }

    private long find() {
        List<Long> rows = reader.query(
                "SELECT row_id FROM delivery ORDER BY row_id DESC LIMIT 1 OFFSET " + (DELIVERIES - 1),
                (r, n) -> r.getLong(1));
        return rows.isEmpty() ? Long.MIN_VALUE : rows.get(0);
    }

    /**
     * How many were delivered, by destination and by hour since a time.
     *
     * @param since epoch milliseconds
     */
    Map<String, Map<Integer, Integer>> byHour(long since) {
        Map<String, Map<Integer, Integer>> counts = new HashMap<>();
        reader.query(
                        "SELECT destination, (finished - " + since + ") / " + HOUR + ", COUNT(*) FROM delivery"
                                + " WHERE row_id >= ? AND state = 'done' AND finished >= ?"
                                + " GROUP BY destination, (finished - " + since + ") / " + HOUR,
                        (r, n) -> Map.entry(r.getString(1), Map.entry(r.getInt(2), r.getInt(3))),
                        firstRow(),
                        since)
                .forEach(row -> counts.computeIfAbsent(row.getKey(), d -> new HashMap<>())
                        .put(row.getValue().getKey(), row.getValue().getValue()));
        return counts;
    }
}
