package org.clickrouter.store.reports;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.clickrouter.store.jdbc.Database;

/** The processes that run the main job on this store, as they say of themselves. Nothing but reports relies on it. */
public final class Instances {

    /** How often one says that it runs. */
    public static final Duration EVERY = Duration.ofSeconds(10);

    private static final Duration SILENT = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    /**
     * One process. Times are epoch milliseconds.
     *
     * @param name host/process number/random
     * @param ended when it was told to end; null where it runs or was killed
     * @param consumed destinations from whose queues its routes take
     * @param withoutRoute destinations that its routing file names and no route takes from
     */
    public record Instance(
            String name,
            String version,
            long started,
            long seen,
            Long ended,
            List<String> consumed,
            List<String> withoutRoute) {

        /** Whether it has said within a minute that it runs. */
        public boolean runs(long now) {
            return ended == null && now - seen < SILENT.toMillis();
        }

        /** How long it must still be silent to count as gone. */
        public Duration silence(long now) {
            return Duration.ofMillis(Math.max(0, SILENT.toMillis() - (now - seen)));
        }
    }

    private final Database database;
    private final Clock clock;

    public Instances(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** It has started. Forgets those that ended long ago. */
    public void began(String name, String version) {
        long now = clock.millis();
        database.update("DELETE FROM instance WHERE seen < ? OR name = ?", now - FORGOTTEN.toMillis(), name);
        database.update(
                "INSERT INTO instance (name, version, started, seen) VALUES (?, ?, ?, ?)", name, version, now, now);
    }

    /** It runs, with these destinations. */
    public void runs(String name, List<String> consumed, List<String> withoutRoute) {
        database.update(
                "UPDATE instance SET seen = ?, consumed = ?, without_route = ? WHERE name = ?",
                clock.millis(),
                String.join(",", consumed),
                String.join(",", withoutRoute),
                name);
    }

    /** It ends in order. */
    public void ended(String name) {
        long now = clock.millis();
        database.update("UPDATE instance SET seen = ?, ended = ? WHERE name = ?", now, now, name);
    }

    /** Those of the last week, the one that was seen last first. */
    public List<Instance> all() {
        return database.query(
                "SELECT name, version, started, seen, ended, consumed, without_route FROM instance ORDER BY seen DESC",
                r -> new Instance(
                        r.getString(1),
                        r.getString(2),
                        r.getLong(3),
                        r.getLong(4),
                        (Long) r.getObject(5),
                        names(r.getString(6)),
                        names(r.getString(7))));
    }

    private static List<String> names(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(","));
    }
}
