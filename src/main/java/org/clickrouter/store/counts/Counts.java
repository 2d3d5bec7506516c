package org.clickrouter.store.counts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.clickrouter.store.counts.DaySums.Day;
import org.clickrouter.store.jdbc.Queries;

/** Reads counts of clicks, over any days: those that are kept, and those of days that have changed since. */
public final class Counts {

    /** In what the counts of days are put together. */
    public enum Group {
        /** by what the dimension says, over all days */
        NAME("name") {
            @Override
            String of(int day, String name) {
                return name;
            }
        },
        /** by day, as days since 1970-01-01 */
        DAY("CAST(k.clicked_day AS VARCHAR)") {
            @Override
            String of(int day, String name) {
                return String.valueOf(day);
            }
        },
        /** by day of the week, 0 Monday to 6 Sunday, a space, and what the dimension says */
        WEEKDAY_NAME("CAST(MOD(k.clicked_day + 3, 7) AS VARCHAR) || ' ' || name") {
            @Override
            String of(int day, String name) {
                return (day + 3) % 7 + " " + name;
            }
        },
        /** by day, a space, and what the dimension says */
        DAY_NAME("CAST(k.clicked_day AS VARCHAR) || ' ' || name") {
            @Override
            String of(int day, String name) {
                return day + " " + name;
            }
        };

        private final String sql;

        Group(String sql) {
            this.sql = sql;
        }

        /** The same as the SQL, of a day since 1970-01-01. */
        abstract String of(int day, String name);
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
            List<Long> delays) {

        private Count plus(Count other) {
            return new Count(
                    group,
                    code,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    clicks + other.clicks,
                    chats + other.chats,
                    agents + other.agents,
                    IntStream.range(0, delays.size())
                            .mapToObj(i -> delays.get(i) + other.delays.get(i))
                            .toList());
        }
    }

    private final Queries store;

    public Counts(Queries store) {
        this.store = store;
    }

    /**
     * @param operation its name, or empty for all
     * @param from first day, as the clicks' dates say; before 1970-01-02 those whose date could not be read count, too
     * @param to last day
     */
    public List<Count> of(Dimension dimension, Group group, String operation, LocalDate from, LocalDate to) {
        List<Object> range = new ArrayList<>(List.of((int) from.toEpochDay(), (int) to.toEpochDay()));
        String days = " AND d.clicked_day BETWEEN ? AND ?";
        if (!operation.isEmpty()) {
            days += " AND d.operation = ?";
            range.add(operation);
        }
        Map<List<String>, Count> counts = new LinkedHashMap<>();
        Set<Day> changed = DaySums.of(
                store,
                List.of(dimension),
                "d.changes <> d.counted" + days,
                range,
                (day, counted, sums) -> add(counts, count(group, day, counted, sums)));
        // A day that changes now keeps the counts that it had.
        kept(dimension, group, days, range, changed).forEach(count -> add(counts, count));
        return List.copyOf(counts.values());
    }

    private List<Count> kept(Dimension dimension, Group group, String days, List<Object> range, Set<Day> but) {
        List<Object> parameters = new ArrayList<>(range);
        StringBuilder others = new StringBuilder();
        for (Day day : but) {
            others.append(" AND NOT (d.operation = ? AND d.clicked_day = ?)");
            parameters.addAll(List.of(day.operation(), day.day()));
        }
        return store.query(
                "SELECT " + group.sql + ", cod_act, MIN(k.clicked_day), MAX(k.clicked_day), "
                        + CountSql.SUMS.replaceAll("(\\w+)", "SUM($1)")
                        + " FROM click_count k JOIN click_day d ON d.operation = k.operation"
                        + " AND d.clicked_day = k.clicked_day WHERE k.dimension = '" + dimension.key() + "'" + days
                        + others + " GROUP BY " + group.sql + ", cod_act",
                Counts::count,
                parameters.toArray());
    }

    private static void add(Map<List<String>, Count> counts, Count count) {
        counts.merge(List.of(count.group, count.code), count, Count::plus);
    }

    private static Count count(Group group, Day day, DaySums.Group counted, long[] sums) {
        LocalDate date = LocalDate.ofEpochDay(day.day());
        return new Count(
                group.of(day.day(), counted.name()),
                counted.code(),
                date,
                date,
                sums[0],
                sums[1],
                sums[2],
                Arrays.stream(sums, 3, sums.length).boxed().toList());
    }

    private static Count count(ResultSet row) throws SQLException {
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
