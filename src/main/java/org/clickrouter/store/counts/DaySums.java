package org.clickrouter.store.counts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.clickrouter.store.jdbc.Queries;

/**
 * Counts the clicks of days. They come day by day and chat by chat, for which the database sorts them, on its disk
 * where they are many; here are only one day's sums, and of those no more than some: a crowded day must not cost the
 * main job its memory.
 */
final class DaySums {

    /** A day of an operation, in days since 1970-01-01. */
    record Day(String operation, int day) {}

    /** What is counted together. */
    record Group(Dimension dimension, String name, String code) {}

    /** Takes what was counted; the sums are in the order of {@link CountSql#SUMS}. */
    @FunctionalInterface
    interface Counted {
        void take(Day day, Group group, long[] sums);
    }

    /** Stands for all names, and for all codes, beyond those that are counted by themselves. */
    static final String MORE = "(more)";

    private static final int CODES = 500;
    /** Of a dimension; more than 24 hours and one can have with so many codes. */
    private static final int GROUPS = 15_000;

    /** How many sums there are: {@link CountSql#SUMS}. */
    private static final int SUMS = 3 + CountSql.DELAYS.size();

    private final List<Dimension> by;
    private final Counted counted;
    private final Set<Day> days = new HashSet<>();
    private final Map<Dimension, Map<Group, long[]>> sums = new EnumMap<>(Dimension.class);
    private final Set<String> codes = new HashSet<>();
    /** Of the chat whose clicks come. */
    private final Map<Dimension, Set<String>> names = new EnumMap<>(Dimension.class);

    private Day day;
    private String chat;

    private DaySums(List<Dimension> by, Counted counted) {
        this.by = by;
        this.counted = counted;
        by.forEach(dimension -> {
            sums.put(dimension, new HashMap<>());
            names.put(dimension, new HashSet<>());
        });
    }

    /**
     * Counts in one statement.
     *
     * @param days condition on {@code d}, a row of click_day
     * @return all those days, also those that have no click (any more)
     */
    static Set<Day> of(Queries store, List<Dimension> by, String days, List<Object> parameters, Counted counted) {
        DaySums counting = new DaySums(by, counted);
        store.each(sql(by, days), counting::add, parameters.toArray());
        counting.end();
        return counting.days;
    }

    private static String sql(List<Dimension> by, String days) {
        // Watched from its beginning, as for Lateness: what was history when it was first seen tells nothing.
        return """
                SELECT d.operation, d.clicked_day, c.cod_act,
                  CASE WHEN c.agent_id = '' THEN 0 ELSE 1 END AS agent,
                  CASE WHEN c.coded_at > c.first_seen OR c.first_seen - c.clicked_at <= 3600000
                    THEN c.coded_at - c.clicked_at END AS delay,
                  CASE WHEN TRIM(c.chat_id) IN ('', '-', '0') THEN CAST(c.id AS VARCHAR) ELSE TRIM(c.chat_id) END AS chat,
                  %s
                FROM %s WHERE %s
                ORDER BY d.operation, d.clicked_day, chat, c.id""".formatted(
                by.stream().map(Dimension::expression).collect(Collectors.joining(", ")), ClickDays.WITH_CLICKS, days);
    }

    private void add(ResultSet row) throws SQLException {
        Day next = new Day(row.getString(1), row.getInt(2));
        if (!next.equals(day)) {
            end();
            day = next;
            days.add(next);
        }
        String code = row.getString(3);
        if (code != null) {
            click(row, code);
        }
    }

    private void click(ResultSet row, String itsCode) throws SQLException {
        String code = codes.size() < CODES || codes.contains(itsCode) ? itsCode : MORE;
        codes.add(code);
        boolean agent = row.getInt(4) == 1;
        long late = row.getLong(5);
        int delay = row.wasNull() ? -1 : delay(late);
        String its = row.getString(6);
        if (!its.equals(chat)) {
            chat = its;
            names.values().forEach(Set::clear);
        }
        int column = 7;
        for (Dimension dimension : by) {
            Group group = group(dimension, row.getString(column++), code);
            long[] sum = sums.get(dimension).computeIfAbsent(group, g -> new long[SUMS]);
            sum[0]++;
            sum[1] += names.get(dimension).add(group.name) ? 1 : 0;
            sum[2] += agent ? 1 : 0;
            if (delay >= 0) {
                sum[3 + delay]++;
            }
        }
    }

    private void end() {
        sums.values().forEach(groups -> groups.forEach((group, sum) -> counted.take(day, group, sum)));
        sums.values().forEach(Map::clear);
        names.values().forEach(Set::clear);
        codes.clear();
        chat = null;
    }

    private Group group(Dimension dimension, String name, String code) {
        Group group = new Group(dimension, name, code);
        Map<Group, long[]> known = sums.get(dimension);
        return known.size() < GROUPS || known.containsKey(group) ? group : new Group(dimension, MORE, code);
    }

    private static int delay(long late) {
        int i = 0;
        while (i < CountSql.UP_TO.size() && late > CountSql.UP_TO.get(i)) {
            i++;
        }
        return i;
    }
}
