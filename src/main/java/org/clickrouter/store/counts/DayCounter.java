package org.clickrouter.store.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.clickrouter.store.counts.DaySums.Day;
import org.clickrouter.store.counts.DaySums.Group;
import org.clickrouter.store.jdbc.Database;

/** Counts the clicks of days that have changed, and keeps the counts. */
public final class DayCounter {

    private record Changed(Day day, long changes) {}

    private final Database database;
    private Set<Changed> seen = Set.of();

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
        List<Changed> changed = changed(limit);
        Set<Changed> before = seen;
        seen = Set.copyOf(changed);
        return count(changed.stream().filter(before::contains).toList());
    }

    private List<Changed> changed(int limit) {
        return database.query(
                "SELECT operation, clicked_day, changes FROM click_day WHERE changes <> counted"
                        + " ORDER BY clicked_day DESC LIMIT ?",
                r -> new Changed(new Day(r.getString(1), r.getInt(2)), r.getLong(3)),
                limit);
    }

    private int count(List<Changed> days) {
        int counted = 0;
        for (Changed day : days) {
            counted += count(day) ? 1 : 0;
        }
        return counted;
    }

    private boolean count(Changed changed) {
        Day day = changed.day;
        List<Object[]> rows = new ArrayList<>();
        DaySums.of(
                database,
                List.of(Dimension.values()),
                "d.operation = ? AND d.clicked_day = ?",
                List.of(day.operation(), day.day()),
                (same, group, sums) -> rows.add(row(day, group, sums)));
        // Counted without a lock; kept only where nobody has changed a click of the day since.
        return database.transaction(() -> {
            database.query(
                    "SELECT operation FROM operation_state WHERE operation = ? FOR UPDATE", r -> 1, day.operation());
            int unchanged = database.update(
                    "UPDATE click_day SET counted = ? WHERE operation = ? AND clicked_day = ? AND changes = ?",
                    changed.changes,
                    day.operation(),
                    day.day(),
                    changed.changes);
            if (unchanged == 0) {
                return false;
            }
            for (Dimension dimension : Dimension.values()) {
                database.update(
                        "DELETE FROM click_count WHERE operation = ? AND dimension = ? AND clicked_day = ?",
                        day.operation(),
                        dimension.key(),
                        day.day());
            }
            database.batch(
                    "INSERT INTO click_count (" + CountSql.COLUMNS
                            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
            return true;
        });
    }

    private static Object[] row(Day day, Group group, long[] sums) {
        return Stream.concat(
                        Stream.of(day.operation(), group.dimension().key(), day.day(), group.name(), group.code()),
                        LongStream.of(sums).boxed())
                .toArray();
    }
}
