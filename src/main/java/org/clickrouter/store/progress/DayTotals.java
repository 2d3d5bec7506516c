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
