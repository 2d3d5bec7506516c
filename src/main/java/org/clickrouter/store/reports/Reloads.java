package org.clickrouter.store.reports;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/** What commands ask running processes for through the store: to load routes and settings anew. */
public final class Reloads {

    /** Who asked then has long gone. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * What a process answered.
     *
     * @param loaded whether what was edited is in force
     * @param lines what it said of it, without secrets
     */
    public record Answer(boolean loaded, List<String> lines) {}

    private final Database database;
    private final Clock clock;

    public Reloads(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @return the number under which the process will answer */
    public String ask(String instance) {
        String id = UUID.randomUUID().toString();
        long now = clock.millis();
        database.update("DELETE FROM reload WHERE asked < ?", now - KEPT.toMillis());
        database.update("INSERT INTO reload (id, instance, asked) VALUES (?, ?, ?)", id, instance, now);
        return id;
    }

    /** @return numbers under which a process is asked and has not answered */
    public List<String> asked(String instance) {
        return database.query(
                "SELECT id FROM reload WHERE instance = ? AND loaded IS NULL AND asked > ? ORDER BY asked",
                r -> r.getString(1),
                instance,
                clock.millis() - PATIENCE.toMillis());
    }

    /** The process has done what it was asked for, or refuses. */
    public void answer(String id, Answer answer) {
        database.update(
                "UPDATE reload SET loaded = ?, answer = ? WHERE id = ?",
                answer.loaded(),
                String.join("\n", answer.lines()),
                id);
    }

    /** @return what was answered, once it was */
    public Optional<Answer> answer(String id) {
        return database
                .query(
                        "SELECT loaded, answer FROM reload WHERE id = ? AND loaded IS NOT NULL",
                        r -> new Answer(r.getBoolean(1), r.getString(2).lines().toList()),
                        id)
                .stream()
                .findFirst();
    }
}
