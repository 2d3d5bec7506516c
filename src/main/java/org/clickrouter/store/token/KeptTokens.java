package org.clickrouter.store.token;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What token servers gave, by the name of the destination that it is for: one row for all instances, and one of them at
 * a time may ask for something new. What the store does not take is held here until it does, since nobody gives it a
 * second time.
 */
public final class KeptTokens implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptTokens.class);

    private final Database database;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** What is to be kept, by whom, and in the place of what. */
    private record Held(String by, String before, String tokens) {}

    public KeptTokens(Database database) {
        this.database = database;
    }

    /**
     * What is kept under a name; empty where nothing is. What the store has not taken so far goes there first.
     *
     * @throws StoreException where the store is away
     */
    public Optional<String> find(String name) {
        keepHeld(name);
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

    /**
     * Keeps this in the place of what was, unless somebody else whose turn it was has done so since; and ends the turn.
     *
     * @param before what it takes the place of; empty for nothing
     * @throws StoreException where the store does not take it: then it is held, and goes there before anything else is
     *     found under this name
     */
    public void keep(String name, String by, Optional<String> before, String tokens) {
        held.put(name, new Held(by, before.orElse(""), tokens));
        keepHeld(name);
    }

    /** One at a time, so that none writes what another has replaced meanwhile. */
    private void keepHeld(String name) {
        if (!held.containsKey(name)) {
            return;
        }
        synchronized (this) {
            Held late = held.get(name);
            if (late == null) {
                return;
            }
            database.transaction(() -> {
                database.update(
                        "UPDATE kept_token SET tokens = ?"
                                + " WHERE name = ? AND (turn_of = ? OR COALESCE(tokens, '') = ?)",
                        late.tokens(),
                        name,
                        late.by(),
                        late.before());
                release(name, late.by());
                return null;
            });
            held.remove(name, late);
        }
    }

    /** Ends the turn, and leaves what is kept as it is. */
    public void release(String name, String by) {
        database.update("UPDATE kept_token SET turn_of = NULL, turn_ends = 0 WHERE name = ? AND turn_of = ?", name, by);
    }

    /** Tries a last time to keep what the store has not taken so far. */
    @Override
    public void close() {
        for (String name : held.keySet()) {
            try {
                keepHeld(name);
            } catch (StoreException away) {
                LOG.error(
                        "{}: the store does not take the new refresh token ({}), and this process ends; where its"
                                + " server refuses the one before, {}.oauth2.refresh-token must be had anew",
                        name,
                        away.getMessage(),
                        name);
            }
        }
    }
}
