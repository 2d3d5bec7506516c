package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What came of the newest deliveries. No index tells when one ended, since each would cost every delivery; so only the
 * newest are looked at, at the end of the table, however many there are in all. One look serves every page for five
 * seconds and more.
 */
final class Recent {

    /** So many are looked at. */
    static final int DELIVERIES = 50_000;

    static final long HOUR = Duration.ofHours(1).toMillis();
    static final int DAY = 24;

    private final Reader reader;
    private final ZoneId zone;
    private final Clock clock;
    private final Cached<Long> first;
    private final Cached<Ended> ended;

    /**
     * Deliveries that ended alike.
     *
     * @param state done or dead
     * @param failure of the last try, or null
     * @param status of the last try, or null
     * @param hour in which they ended, since the midnight before the last one
     * @param lastDay whether within the last 24 hours
     */
    record Alike(
            String destination, String state, String failure, Integer status, int hour, boolean lastDay, int count) {}

    /** @param midnight the last one, epoch milliseconds */
    record Ended(long midnight, List<Alike> all) {}

    /** @param zone of the midnights */
    Recent(Reader reader, ZoneId zone, Clock clock) {
        this.reader = reader;
        this.zone = zone;
        this.clock = clock;
        this.first = new Cached<>(Duration.ofMinutes(1), clock, this::find);
        this.ended = new Cached<>(Duration.ofSeconds(5), clock, this::count);
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

    /** Those that ended since the midnight before the last one. */
    Ended ended() {
        return ended.get();
    }

    void forget() {
        ended.forget();
    }

    private Ended count() {
        long midnight = LocalDate.now(clock.withZone(zone))
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
        long from = midnight - DAY * HOUR;
        String groups = "destination, state, failure, status, (finished - " + from + ") / " + HOUR
                + ", CASE WHEN finished >= " + (clock.millis() - DAY * HOUR) + " THEN 1 ELSE 0 END";
        return new Ended(
                midnight,
                reader.query(
                        "SELECT " + groups + ", COUNT(*) FROM delivery"
                                + " WHERE row_id >= ? AND state IN ('done', 'dead') AND finished >= ? GROUP BY "
                                + groups,
                        (r, n) -> new Alike(
                                r.getString(1),
                                r.getString(2),
                                r.getString(3),
                                (Integer) r.getObject(4),
                                r.getInt(5),
                                r.getInt(6) == 1,
                                r.getInt(7)),
                        firstRow(),
                        from));
    }
}
