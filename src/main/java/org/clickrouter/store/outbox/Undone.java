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

    /** For H2: the next destination, by one look into the index. */
    public static final String NEXT =
            "SELECT destination FROM delivery WHERE destination > ? ORDER BY destination LIMIT 1";

    private static final List<String> STATES = List.of("pending", "dead");

    private Undone() {}

    /**
     * @param columns {@code destination}, {@code state}, and what is told of all deliveries of both
     * @return one for each destination and state that has any
     */
    public static <T> List<T> ask(Database database, String columns, Database.Row<T> row) {
        String select = "SELECT " + columns + " FROM delivery WHERE ";
        String each = " GROUP BY destination, state";
        if (database.isPostgres()) {
            return database.query(select + "state IN ('pending', 'dead')" + each, row);
        }
        List<T> all = new ArrayList<>();
        for (String destination : destinations(after ->
                database.query(NEXT, r -> r.getString(1), after).stream().findFirst())) {
            for (String state : STATES) {
                all.addAll(database.query(select + "destination = ? AND state = ?" + each, row, destination, state));
            }
        }
        return all;
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
