package org.clickrouter.store.counts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads counts of clicks, over any days: in one statement, so that no change comes between. */
public final class Counts {

    /** In what the counts of days are put together. */
    public enum Group {
        /** by what the dimension says, over all days */
        NAME("name"),
        /** by day, as days since 1970-01-01 */
        DAY("CAST(clicked_day AS VARCHAR)"),
        /** by day of the week, 0 Monday to 6 Sunday, a space, and what the dimension says */
        WEEKDAY_NAME("CAST(MOD(clicked_day + 3, 7) AS VARCHAR) || ' ' || name"),
        /** by day, a space, and what the dimension says */
        DAY_NAME("CAST(clicked_day AS VARCHAR) || ' ' || name");

        private final String sql;

        Group(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Clicks of one group with one code.
     *
     * @param first day with such a click
     * @param last day with such a click
     * @param chats clicks that are the first of their chat on their day; over several days a chat counts on each
     * @param agents clicks with an agent
     * @param delays codes first seen within 1 h, 6 h, 24 h, 48 h, 7 d of the click, and later: each in one of them,
     *     where its click was watched from the beginning
     */
    public record Count(
            String group,
            String code,
            LocalDate first,
            LocalDate last,
            long clicks,
            long chats,
            long agents,
            List<Long> delays) {}

    /** Asks the database. */
    @FunctionalInterface
    public interface Source {
        List<Count> ask(String sql, Object... parameters);
    }

    private final Source source;

    public Counts(Source source) {
        this.source = source;
    }

    /**
     * @param operation its name, or empty for all
     * @param from first day, as the clicks' dates say; before 1970-01-02 those whose date could not be read count, too
     * @param to last day
     */
    public List<Count> of(Dimension dimension, Group group, String operation, LocalDate from, LocalDate to) {
        String only = operation.isEmpty() ? "" : " AND d.operation = ?";
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            parameters.add((int) from.toEpochDay());
            parameters.add((int) to.toEpochDay());
            if (!operation.isEmpty()) {
                parameters.add(operation);
            }
        }
        String sums = CountSql.SUMS.replaceAll("(\\w+)", "SUM($1)");
        return source.ask(
                "SELECT " + group.sql + ", cod_act, MIN(clicked_day), MAX(clicked_day), " + sums + " FROM ("
                        + CountSql.exact(dimension, only) + ") days GROUP BY " + group.sql + ", cod_act",
                parameters.toArray());
    }

    /** What a source makes of a row. */
    public static Count count(ResultSet row) throws SQLException {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < CountSql.DELAYS.size(); i++) {
            delays.add(row.getLong(8 + i));
        }
        return new Count(
                row.getString(1),
                row.getString(2),
                LocalDate.ofEpochDay(row.getInt(3)),
                LocalDate.ofEpochDay(row.getInt(4)),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                List.copyOf(delays));
    }
}
