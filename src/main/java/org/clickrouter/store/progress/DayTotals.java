package org.clickrouter.store.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/** The vendor's own total of each day, as it was last asked for, beside what the store then held. */
public final class DayTotals {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /**
     * @param theirs null: it tells none
     * @param ours clicks in the store with dates of that day, when it was asked
     * @param askedAt epoch milliseconds
     * @param readAgain whether the day was put up for one more read because of it
     */
    public record Total(LocalDate day, Long theirs, long ours, long askedAt, boolean readAgain) {}

    private final Database database;

    public DayTotals(Database database) {
        this.database = database;
    }

    /** Clicks with dates of a day, counted one by one: what was taken out by hand is missing. */
    public long clicks(String operation, LocalDate day) {
        long at = day.toEpochDay() * DAY;
        return database.one(
                "SELECT COUNT(*) FROM click WHERE operation = ? AND id >= ? AND id <= ?",
                r -> r.getLong(1),
                operation,
                new UUID(at << 16, 0),
                new UUID((at + DAY << 16) - 1, -1));
    }

    public Optional<Total> of(String operation, LocalDate day) {
        return of(operation, day, day).stream().findFirst();
    }

    /** Those of days that follow one another, as far as they were asked for. */
    public List<Total> of(String operation, LocalDate from, LocalDate to) {
        return database.query(
                "SELECT total_day, theirs, ours, asked_at, read_again FROM day_total"
                        + " WHERE operation = ? AND total_day BETWEEN ? AND ?",
                DayTotals::total,
                operation,
                (int) from.toEpochDay(),
                (int) to.toEpochDay());
    }

    /**
     * A day of which the vendor counts another number of clicks.
     *
     * @param clicks that are in the store now
     */
    public record Differing(String operation, LocalDate day, long theirs, long clicks, long askedAt) {}

    /**
     * Days that differ, also after one was read once more, the oldest first. What the chats explain that were forgotten
     * on request is no difference.
     *
     * @param since nothing is told of days before, epoch milliseconds
     */
    public List<Differing> differing(long since) {
        return database
                .query(
                        "SELECT operation, total_day, theirs, asked_at FROM day_total"
                                + " WHERE theirs IS NOT NULL AND theirs <> ours AND total_day >= ? ORDER BY total_day",
                        r -> new Differing(
                                r.getString(1), LocalDate.ofEpochDay(r.getInt(2)), r.getLong(3), 0, r.getLong(4)),
                        (int) (since / DAY))
                .stream()
                .map(day -> new Differing(
                        day.operation(), day.day(), day.theirs(), clicks(day.operation(), day.day()), day.askedAt()))
                .filter(day -> day.theirs() < day.clicks() || day.theirs() - day.clicks() > forgotten(day.operation()))
                .toList();
    }

    private long forgotten(String operation) {
        return database.one("SELECT COUNT(*) FROM forgotten WHERE operation = ?", r -> r.getLong(1), operation);
    }

    /** Keeps what was told, in the place of what was told before. */
    public void put(String operation, Total total) {
        database.transaction(() -> {
            database.update("DELETE FROM day_total WHERE operation = ? AND total_day = ?", operation, (int)
                    total.day().toEpochDay());
            return database.update(
                    "INSERT INTO day_total (operation, total_day, theirs, ours, asked_at, read_again)"
                            + " VALUES (?, ?, CAST(? AS BIGINT), ?, ?, ?)",
                    operation,
                    (int) total.day().toEpochDay(),
                    total.theirs(),
                    total.ours(),
                    total.askedAt(),
                    total.readAgain() ? 1 : 0);
        });
    }

    private static Total total(ResultSet r) throws SQLException {
        return new Total(
                LocalDate.ofEpochDay(r.getInt(1)), (Long) r.getObject(2), r.getLong(3), r.getLong(4), r.getInt(5) == 1);
    }
}
