package org.clickrouter.store.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.clickrouter.store.jdbc.Database;

/**
 * What waits or was given up, by queue. PostgreSQL's index on the queues has nothing else in it; that of H2 has all
 * that was ever done, so there each queue is looked at by itself.
 */
public final class Undone {

    /**
     * For H2: the next destination, by one look into the index. With "greater than" H2 begins at the first entry of the
     * one before and goes through all that was ever sent there; no name has such a character.
     */
    public static final String NEXT =
            "SELECT destination FROM delivery WHERE destination >= ? || CHAR(1) ORDER BY destination LIMIT 1";

    /** For PostgreSQL: the next one that has anything in the index, which is what is not done. */
    public static final String NEXT_UNDONE = "SELECT destination FROM delivery WHERE destination > ?"
            + " AND state IN ('pending', 'dead', 'dropped') ORDER BY destination LIMIT 1";

    private Undone() {}

    /**
     * What waits.
     *
     * @param columns what is told of each destination that has any
     */
    public static <T> List<T> pending(Database database, String columns, Database.Row<T> row) {
        return ask(database, "pending", columns, row);
    }

    /**
     * What was given up.
     *
     * @param columns what is told of each destination that has any: of those in the index on queues alone, since each
     *     other one is a look at a row, and the rows lie far apart
     */
    public static <T> List<T> dead(Database database, String columns, Database.Row<T> row) {
        return ask(database, "dead", columns, row);
    }

    private static <T> List<T> ask(Database database, String state, String columns, Database.Row<T> row) {
        String select = "SELECT " + columns + " FROM delivery WHERE ";
        String each = "state = ? GROUP BY destination";
        if (database.isPostgres()) {
            return database.query(select + each, row, state);
        }
        List<T> all = new ArrayList<>();
        for (String destination : queues(database)) {
            all.addAll(database.query(select + "destination = ? AND " + each, row, destination, state));
        }
        return all;
    }

    /** Destinations for which anything waits, was given up or dropped; on H2 all that ever had anything. */
    static List<String> queues(Database database) {
        String next = database.isPostgres() ? NEXT_UNDONE : NEXT;
        return destinations(after ->
                database.query(next, r -> r.getString(1), after).stream().findFirst());
    }

    /**
     * All destinations that anything was ever queued for.
     *
     * @param next the first one behind another, as {@link #NEXT} finds it
     */
    public static List<String> destinations(Function<String, Optional<String>> next) {
        List<String> names = new ArrayList<>();
        for (Optional<String> name = next.apply(""); name.isPresent(); name = next.apply(name.get())) {
            names.add(name.get());
        }
        return names;
    }
}
