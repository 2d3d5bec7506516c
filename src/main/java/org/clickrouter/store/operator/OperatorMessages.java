package org.clickrouter.store.operator;

import java.util.List;
import org.clickrouter.store.jdbc.Database;

/** Messages to the operator that are not with him yet. */
public final class OperatorMessages {

    /**
     * One message by one way.
     *
     * @param id the same through all attempts
     * @param way such as {@code email}
     * @param created epoch milliseconds
     * @param subject one line
     * @param body as it goes that way
     * @param attempts how often it was tried
     * @param due when it is tried next, epoch milliseconds
     */
    public record Message(String id, String way, long created, String subject, String body, int attempts, long due) {}

    private final Database database;

    public OperatorMessages(Database database) {
        this.database = database;
    }

    public void add(Message message) {
        database.update(
                "INSERT INTO operator_message (id, way, created, subject, body, attempts, due)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                message.id(),
                message.way(),
                message.created(),
                message.subject(),
                message.body(),
                message.attempts(),
                message.due());
    }

    /** @return those whose time has come, the oldest first */
    public List<Message> due(long now) {
        return database.query(
                "SELECT id, way, created, subject, body, attempts, due FROM operator_message WHERE due <= ?"
                        + " ORDER BY created, id, way",
                row -> new Message(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getLong(7)),
                now);
    }

    /**
     * Takes a message for one attempt.
     *
     * @param next when it is tried again, be it after a failure or because this process was killed
     * @return false where another instance has taken it
     */
    public boolean take(Message message, long next) {
        return database.update(
                        "UPDATE operator_message SET attempts = attempts + 1, due = ? WHERE id = ? AND way = ? AND due = ?",
                        next,
                        message.id(),
                        message.way(),
                        message.due())
                == 1;
    }

    /** It has arrived, or is given up. */
    public void remove(Message message) {
        database.update("DELETE FROM operator_message WHERE id = ? AND way = ?", message.id(), message.way());
    }
}
