package org.clickrouter.store.counts;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.clickrouter.report.Click;
import org.clickrouter.store.jdbc.Database;

/** Notes on which days clicks have changed. An id begins with the click's date, so it tells the day. */
public final class ClickDays {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Days {@code d} with their clicks {@code c}; no click where a day has none. */
    static final String WITH_CLICKS =
            "click_day d LEFT JOIN click c" + " ON c.operation = d.operation AND c.id >= d.from_id AND c.id <= d.to_id";

    /**
     * Clicks {@code c} of days {@code d}; a condition on the days follows with AND. An outer join, since H2 otherwise
     * takes the clicks first, all of them, and looks for the days of each.
     */
    public static final String CLICKS = WITH_CLICKS + " WHERE c.id IS NOT NULL";

    private final Database database;

    public ClickDays(Database database) {
        this.database = database;
    }

    /**
     * In the transaction that inserts, changes or deletes clicks, which holds the operation's row: whoever else writes
     * a click of the operation waits for it.
     */
    public void changed(String operation, Collection<UUID> clicks) {
        Set<Integer> days = clicks.stream().map(ClickDays::day).collect(Collectors.toCollection(TreeSet::new));
        for (int day : days) {
            int known = database.update(
                    "UPDATE click_day SET changes = changes + 1 WHERE operation = ? AND clicked_day = ?",
                    operation,
                    day);
            if (known == 0) {
                database.update(
                        "INSERT INTO click_day (operation, clicked_day, from_id, to_id, changes, counted)"
                                + " VALUES (?, ?, ?, ?, 1, 0)",
                        operation,
                        day,
                        new UUID(day * DAY << 16, 0),
                        new UUID(((day + 1) * DAY << 16) - 1, -1));
            }
        }
    }

    /** @return the day of a click, in days since 1970-01-01; 0 where its date could not be read */
    public static int day(UUID click) {
        return (int) (Click.localMillis(click) / DAY);
    }
}
