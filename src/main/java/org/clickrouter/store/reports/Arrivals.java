package org.clickrouter.store.reports;

import java.time.Clock;
import java.time.Duration;
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

    static final String NEWEST =
            "SELECT COUNT(*), MIN(first_seen - clicked_at), MAX(clicked_at) FROM click WHERE operation = ? AND id >= ?"
                    + " AND history = 0 AND clicked_at IS NOT NULL AND first_seen >= ? AND first_seen >"
                    + " (SELECT MIN(first_seen) FROM click WHERE operation = ? AND id >= ?) + ?";

    private final Database database;
    private final Clock clock;

    public Arrivals(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Goes through the clicks of the last two days.
     *
     * @return by how much the report's clock seems to differ from the operation's zone: positive where clicks are dated
     *     ahead of now, negative where none of many was found sooner than that after it was made; empty where all is
     *     well, or too little is known
     */
    public Optional<Duration> difference(String operation) {
        long now = clock.millis();
        UUID oldest = new UUID(now - DATED.toMillis() << 16, 0);
        return database.one(
                NEWEST,
                r -> difference(r.getLong(1), r.getLong(2), r.getLong(3), now),
                operation,
                oldest,
                now - LOOK.toMillis(),
                operation,
                oldest,
                FIRST_READ.toMillis());
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
