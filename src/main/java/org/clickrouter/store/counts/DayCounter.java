package org.clickrouter.store.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.clickrouter.store.jdbc.Database;

/** Counts the clicks of days that have changed, and keeps the counts. */
public final class DayCounter {

    private record Day(String operation, int day, long changes) {}

    private final Database database;
    private Set<Day> seen = Set.of();

    public DayCounter(Database database) {
        this.database = database;
    }

    /**
     * Counts changed days anew, each in a transaction of its own; the youngest first, which are asked for most.
     *
     * @param limit days at most
     * @return how many were counted; one that changed meanwhile is not, and waits for the next time
     */
    public int count(int limit) {
        return count(changed(limit));
    }

    /**
     * As {@link #count(int)}, but only those days that have not changed since this was called before: a day that is
     * being read would be counted over and over, for nothing.
     */
    public int countSettled(int limit) {
        List<Day> changed = changed(limit);
        Set<Day> before = seen;
        seen = Set.copyOf(changed);
        return count(changed.stream().filter(before::contains).toList());
    }

    private List<Day> changed(int limit) {
        return database.query(
                "SELECT operation, clicked_day, changes FROM click_day WHERE changes <> counted"
                        + " ORDER BY clicked_day DESC LIMIT ?",
                r -> new Day(r.getString(1), r.getInt(2), r.getLong(3)),
                limit);
    }

    private int count(List<Day> days) {
        int counted = 0;
        for (Day day : days) {
            counted += count(day) ? 1 : 0;
        }
        return counted;
    }

    private boolean count(Day day) {
        List<Object[]> rows = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            rows.addAll(database.query(
                    CountSql.counted(dimension, "d.operation = ? AND d.clicked_day = ?"),
                    r -> {
                        Object[] row = new Object[r.getMetaData().getColumnCount()];
                        for (int i = 0; i < row.length; i++) {
                            row[i] = i == 2
                                    ? (Object) r.getInt(3)
                                    : i > 4 ? (Object) r.getLong(i + 1) : r.getString(i + 1);
                        }
                        return row;
                    },
                    day.operation,
                    day.day));
        }
        // Counted without a lock; kept only where nobody has changed a click of the day since.
        return database.transaction(() -> {
            database.query(
                    "SELECT operation FROM operation_state WHERE operation = ? FOR UPDATE", r -> 1, day.operation);
            int unchanged = database.update(
                    "UPDATE click_day SET counted = ? WHERE operation = ? AND clicked_day = ? AND changes = ?",
                    day.changes,
                    day.operation,
                    day.day,
                    day.changes);
            if (unchanged == 0) {
                return false;
            }
            for (Dimension dimension : Dimension.values()) {
                database.update(
                        "DELETE FROM click_count WHERE operation = ? AND dimension = ? AND clicked_day = ?",
                        day.operation,
                        dimension.key(),
                        day.day);
            }
            database.batch(
                    "INSERT INTO click_count (" + CountSql.COLUMNS
                            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
            return true;
        });
    }
}
