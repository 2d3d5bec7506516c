package org.clickrouter.store.reports;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/** How long after they were made clicks are found, which tells whether the operation's zone fits. */
public final class Arrivals {

    private static final Duration LOOK = Duration.ofHours(24);
    /** What the first read finds is as old as it may be. */
    private static final Duration FIRST_READ = Duration.ofMinutes(10);

    private static final Duration QUIET = Duration.ofMinutes(50);
    private static final Duration SLACK = Duration.ofMinutes(10);
    private static final int ENOUGH = 20;

    /** Dates of what was found in that time, be the report's clock off by a whole day: an id begins with the date. */
    private static final Duration DATED = LOOK.plusDays(1);

    /** More would tell no more. */
    private static final int CLICKS = 2_000;

    static final String NEWEST = "SELECT first_seen, clicked_at, history FROM click WHERE operation = ? AND id >= ?"
            + " ORDER BY id DESC LIMIT " + CLICKS;

    static final String OLDEST = "SELECT first_seen FROM click WHERE operation = ? AND id >= ? ORDER BY id LIMIT 1";

    private final Database database;
    private final Clock clock;

    public Arrivals(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Goes through the newest clicks of the last two days.
     *
     * @return by how much the report's clock seems to differ from the operation's zone: positive where clicks are dated
     *     ahead of now, negative where none of many was found sooner than that after it was made; empty where all is
     *     well, or too little is known
     */
    public Optional<Duration> difference(String operation) {
        long now = clock.millis();
        UUID oldest = new UUID(now - DATED.toMillis() << 16, 0);
        record Arrival(long seen, Long clicked, boolean history) {}
        List<Arrival> newest = database.query(
                NEWEST, r -> new Arrival(r.getLong(1), (Long) r.getObject(2), r.getInt(3) == 1), operation, oldest);
        // Where many come, the newest are of one read, which need not be the first.
        long oldestSeen = database.query(OLDEST, r -> r.getLong(1), operation, oldest).stream()
                .findFirst()
                .orElse(now);
        long firstRead = Math.min(
                        oldestSeen,
                        newest.stream().mapToLong(Arrival::seen).min().orElse(now))
                + FIRST_READ.toMillis();
        List<Arrival> told = newest.stream()
                .filter(a -> !a.history && a.clicked != null)
                .filter(a -> a.seen >= now - LOOK.toMillis() && a.seen > firstRead)
                .toList();
        return difference(
                told.size(),
                told.stream().mapToLong(a -> a.seen - a.clicked).min().orElse(0),
                told.stream().mapToLong(a -> a.clicked).max().orElse(0),
                now);
    }

    private static Optional<Duration> difference(long clicks, long soonest, long newest, long now) {
        if (clicks > 0 && newest > now + SLACK.toMillis()) {
            return Optional.of(Duration.ofMillis(newest - now));
        }
        return clicks >= ENOUGH && soonest > QUIET.toMillis()
                ? Optional.of(Duration.ofMillis(-soonest))
                : Optional.empty();
    }
}
