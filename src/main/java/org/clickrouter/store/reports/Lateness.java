package org.clickrouter.store.reports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.store.jdbc.Database;

/**
 * How long after a click its code was first seen, learned from the clicks that were watched from their beginning: those
 * first seen without a code, and those seen within an hour of being made. History tells nothing of it.
 */
public final class Lateness {

    /** The spans that are counted. */
    public static final List<Duration> WITHIN = List.of(
            Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24), Duration.ofHours(48), Duration.ofDays(7));

    private static final String WATCHED =
            " FROM click WHERE operation = ? AND coded_at IS NOT NULL AND clicked_at IS NOT NULL AND history = 0"
                    + " AND (coded_at > first_seen OR first_seen - clicked_at <= 3600000)";

    private final Database database;

    public Lateness(Database database) {
        this.database = database;
    }

    /**
     * @param shares by span, the part of all codes that came within it, 0 to 1
     * @param codes how many the shares rest on
     */
    public record Shares(Map<Duration, Double> shares, long codes) {}

    /** What has been learned of an operation. */
    public Shares of(String operation) {
        StringBuilder sql = new StringBuilder("SELECT COUNT(*)");
        List<Object> parameters = new ArrayList<>();
        for (Duration span : WITHIN) {
            sql.append(", SUM(CASE WHEN coded_at - clicked_at <= ")
                    .append(span.toMillis())
                    .append(" THEN 1 ELSE 0 END)");
        }
        parameters.add(operation);
        return database.query(
                        sql + WATCHED,
                        row -> {
                            long codes = row.getLong(1);
                            Map<Duration, Double> shares = new LinkedHashMap<>();
                            for (int i = 0; i < WITHIN.size(); i++) {
                                shares.put(WITHIN.get(i), codes == 0 ? 0 : (double) row.getLong(i + 2) / codes);
                            }
                            return new Shares(shares, codes);
                        },
                        parameters.toArray())
                .get(0);
    }

    /** The part of all codes that came within a span, 0 to 1; 1 where nothing is known. */
    public double within(String operation, Duration span) {
        return database.query(
                        "SELECT COUNT(*), SUM(CASE WHEN coded_at - clicked_at <= ? THEN 1 ELSE 0 END)" + WATCHED,
                        row -> row.getLong(1) == 0 ? 1.0 : (double) row.getLong(2) / row.getLong(1),
                        span.toMillis(),
                        operation)
                .get(0);
    }
}
