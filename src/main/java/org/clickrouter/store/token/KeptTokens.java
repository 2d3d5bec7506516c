package org.clickrouter.store.token;

import java.util.Optional;
import org.clickrouter.store.jdbc.Database;

/**
 * What token servers gave, by the name of the destination that it is for: one row for all instances, and one of them at
 * a time may ask for something new.
 */
public final class KeptTokens {

    private final Database database;

    public KeptTokens(Database database) {
        this.database = database;
    }

    /** What is kept under a name; empty where nothing is. */
    public Optional<String> find(String name) {
        return database.query("SELECT tokens FROM kept_token WHERE name = ?", row -> row.getString(1), name).stream()
                .filter(text -> text != null)
                .findFirst();
    }

    /**
     * Takes the turn to ask for something new.
     *
     * @param by whose turn it is to be, a name that nobody else has
     * @param now epoch milliseconds
     * @param until when the turn ends by itself, epoch milliseconds
     * @return false where it is somebody else's turn
     */
    public boolean take(String name, String by, long now, long until) {
        database.insertOnce("INSERT INTO kept_token (name, turn_ends) VALUES (?, 0)", name);
        return database.update(
                        "UPDATE kept_token SET turn_of = ?, turn_ends = ? WHERE name = ? AND turn_ends <= ?",
                        by,
                        until,
                        name,
                        now)
                == 1;
    }

    /** Keeps this in the place of what was, unless the turn is somebody else's by now; and ends the turn. */
    public void keep(String name, String by, String tokens) {
        database.update(
                "UPDATE kept_token SET tokens = ?, turn_of = NULL, turn_ends = 0 WHERE name = ? AND turn_of = ?",
                tokens,
                name,
                by);
    }

    /** Ends the turn, and leaves what is kept as it is. */
    public void release(String name, String by) {
        database.update("UPDATE kept_token SET turn_of = NULL, turn_ends = 0 WHERE name = ? AND turn_of = ?", name, by);
    }
}
