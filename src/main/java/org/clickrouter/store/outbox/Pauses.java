package org.clickrouter.store.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.text.OneLine;

/** Destinations that get nothing for now, known to every instance that shares the store. Their queues are kept. */
public final class Pauses {

    /** How long after a refused log-in, and after each try that is refused again, the next delivery is tried. */
    public static final Duration BETWEEN_TRIES = Duration.ofMinutes(15);

    /** How long after a mistake of our own was found the next delivery is tried: it may have been mended meanwhile. */
    public static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private static final int LONGEST_REASON = 300;

    /** Why a destination is paused. */
    public enum Kind {
        /** It answered 410: nothing is sent until someone resumes it. */
        GONE,
        /**
         * It refused us again and again: one delivery is tried from time to time, so that a mended receiver heals it.
         */
        REFUSED,
        /**
         * Our own settings, routes or templates are wrong, so that nothing can be sent: one delivery is tried from time
         * to time.
         */
        MISCONFIGURED,
        /** An engineer wants it left alone. */
        MANUAL
    }

    /**
     * One of them.
     *
     * @param since epoch milliseconds
     * @param nextTry when one delivery may be tried, epoch milliseconds, or null where none may
     * @param until when it ends by itself, epoch milliseconds, or null where it does not
     */
    public record Pause(String destination, Kind kind, long since, String reason, Long nextTry, Long until) {}

    private final Database database;
    private final Clock clock;

    public Pauses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those that last, by the destination's name. */
    public List<Pause> all() {
        return database.query("""
                SELECT destination, kind, since, reason, next_try, until
                FROM pause
                WHERE until IS NULL OR until > ?
                ORDER BY destination""", Pauses::row, clock.millis());
    }

    /** That of one destination. */
    public Optional<Pause> of(String destination) {
        return all().stream().filter(p -> p.destination().equals(destination)).findFirst();
    }

    /** Pauses a destination because of what it answered; one that is paused already stays as it is. */
    public void pause(String destination, Kind kind, String reason) {
        end(destination);
        long now = clock.millis();
        Long nextTry =
                switch (kind) {
                    case REFUSED -> now + BETWEEN_TRIES.toMillis();
                    case MISCONFIGURED -> now + BETWEEN_LOOKS.toMillis();
                    default -> null;
                };
        insert(destination, kind, now, reason, nextTry, null);
    }

    /**
     * Pauses a destination by hand, also one that is paused for another reason.
     *
     * @param time after which it ends, or null
     */
    public void pauseByHand(String destination, String reason, Duration time) {
        long now = clock.millis();
        database.transaction(() -> database.update("DELETE FROM pause WHERE destination = ?", destination));
        insert(destination, Kind.MANUAL, now, reason, null, time == null ? null : now + time.toMillis());
    }

    private void insert(String destination, Kind kind, long since, String reason, Long nextTry, Long until) {
        database.insertOnce(
                "INSERT INTO pause (destination, kind, since, reason, next_try, until) VALUES (?, ?, ?, ?, ?, ?)",
                destination,
                kind.name().toLowerCase(Locale.ROOT),
                since,
                OneLine.of(reason, LONGEST_REASON),
                nextTry,
                until);
    }

    /** A pause whose time is over would be in the way of the next one. */
    private void end(String destination) {
        database.update("DELETE FROM pause WHERE destination = ? AND until <= ?", destination, clock.millis());
    }

    /**
     * Takes the try of a refused or misconfigured destination, for this instance alone; the next one is due after
     * {@link #BETWEEN_TRIES} or {@link #BETWEEN_LOOKS}.
     *
     * @return whether one delivery may be tried now
     */
    public boolean takeTry(String destination) {
        long now = clock.millis();
        return database.update(
                        "UPDATE pause SET next_try = CAST(? AS BIGINT) + CASE kind WHEN 'misconfigured' THEN "
                                + BETWEEN_LOOKS.toMillis() + " ELSE " + BETWEEN_TRIES.toMillis()
                                + " END WHERE destination = ? AND next_try <= ?",
                        now,
                        destination,
                        now)
                == 1;
    }

    /**
     * Ends a pause, whatever its reason.
     *
     * @return whether there was one
     */
    public boolean resume(String destination) {
        boolean lasted = of(destination).isPresent();
        database.update("DELETE FROM pause WHERE destination = ?", destination);
        return lasted;
    }

    /** A delivery was taken: ends the pause of a destination that had refused us, or was misconfigured. */
    public void accepted(String destination) {
        database.update(
                "DELETE FROM pause WHERE destination = ? AND kind IN ('refused', 'misconfigured')", destination);
    }

    /**
     * The destination's route starts anew, perhaps with the mistake mended: ends the pause of a misconfigured one.
     *
     * @return whether it was
     */
    public boolean mended(String destination) {
        return database.update("DELETE FROM pause WHERE destination = ? AND kind = 'misconfigured'", destination) > 0;
    }

    /**
     * The product starts, perhaps with a mended address or secret: ends every pause but those made by hand.
     *
     * @return the destinations that were paused
     */
    public List<String> begin() {
        return database.transaction(() -> {
            List<String> ended =
                    database.query("SELECT destination FROM pause WHERE kind <> 'manual'", r -> r.getString(1));
            database.update("DELETE FROM pause WHERE kind <> 'manual'");
            return ended;
        });
    }

    private static Pause row(ResultSet r) throws SQLException {
        return new Pause(
                r.getString(1),
                Kind.valueOf(r.getString(2).toUpperCase(Locale.ROOT)),
                r.getLong(3),
                r.getString(4),
                (Long) r.getObject(5),
                (Long) r.getObject(6));
    }
}
