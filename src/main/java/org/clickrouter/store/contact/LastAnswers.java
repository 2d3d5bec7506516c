package org.clickrouter.store.contact;

import java.util.Optional;
import org.clickrouter.store.jdbc.Database;

/** What chat_1 answered last, of each operation. */
public final class LastAnswers {

    private final Database database;

    public LastAnswers(Database database) {
        this.database = database;
    }

    /**
     * An answer, or why there was none.
     *
     * @param at when it was asked for, epoch milliseconds
     * @param span how long a window may be, seconds
     * @param wanted chats that were looked for
     * @param found how many of them were there
     * @param records of the answer
     * @param outside records with a date before or after the window
     * @param failure in one line, or null
     */
    public record Answer(long at, long span, int wanted, int found, long records, long outside, String failure) {}

    public Optional<Answer> of(String operation) {
        return database
                .query(
                        "SELECT asked_at, span_seconds, wanted, found, records, outside, failure FROM enrichment"
                                + " WHERE operation = ?",
                        r -> new Answer(
                                r.getLong(1),
                                r.getLong(2),
                                r.getInt(3),
                                r.getInt(4),
                                r.getLong(5),
                                r.getLong(6),
                                r.getString(7)),
                        operation)
                .stream()
                .findFirst();
    }

    /** Keeps it in the place of the one before. */
    public void put(String operation, Answer answer) {
        database.transaction(() -> {
            database.update("DELETE FROM enrichment WHERE operation = ?", operation);
            return database.update(
                    "INSERT INTO enrichment (operation, asked_at, span_seconds, wanted, found, records, outside, failure)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS VARCHAR))",
                    operation,
                    answer.at(),
                    answer.span(),
                    answer.wanted(),
                    answer.found(),
                    answer.records(),
                    answer.outside(),
                    answer.failure());
        });
    }
}
