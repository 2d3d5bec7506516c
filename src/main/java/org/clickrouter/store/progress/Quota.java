package org.clickrouter.store.progress;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.clickrouter.store.jdbc.Database;

/**
 * Calls made on a day, counted before each call, over restarts and instances. A day is one of the operation's own zone.
 */
public final class Quota {

    private final Database database;
    private final Clock clock;

    public Quota(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Counts one call if the day's limit allows it.
     *
     * @param limit calls a day
     * @return whether the call may be made
     */
    public boolean take(String operation, ZoneId zone, int limit) {
        String day = today(zone);
        String count = "UPDATE quota SET used = used + 1 WHERE operation = ? AND quota_day = ? AND used < ?";
        if (database.update(count, operation, day, limit) == 1) {
            return true;
        }
        database.insertOnce("INSERT INTO quota (operation, quota_day, used) VALUES (?, ?, 0)", operation, day);
        return database.update(count, operation, day, limit) == 1;
    }

    /** Calls made today. */
    public int used(String operation, ZoneId zone) {
        List<Integer> used = database.query(
                "SELECT used FROM quota WHERE operation = ? AND quota_day = ?",
                r -> r.getInt(1),
                operation,
                today(zone));
        return used.isEmpty() ? 0 : used.get(0);
    }

    /** When the next day begins, epoch milliseconds. */
    public long resetsAt(ZoneId zone) {
        return LocalDate.now(clock.withZone(zone))
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
    }

    private String today(ZoneId zone) {
        return LocalDate.now(clock.withZone(zone)).toString();
    }
}
