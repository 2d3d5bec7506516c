package org.clickrouter.bench;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Outbox;

/**
 * How PostgreSQL goes about the statements whose time could grow with the store; here, since these are no one else's to
 * see.
 */
public final class Plans {

    private Plans() {}

    /** Looks 1,000 clicks up, as a chunk does. */
    public static List<String> lookup(Database database) {
        UUID[] ids = IntStream.range(0, 1_000).mapToObj(n -> new UUID(n, n)).toArray(UUID[]::new);
        return database.query(
                "EXPLAIN (COSTS OFF) " + ClickStore.BY_LIST, r -> shortened(r.getString(1)), (Object) ids);
    }

    /** Takes the first 32 deliveries that are due. */
    public static List<String> claim(Database database) {
        return database.query(
                "EXPLAIN (COSTS OFF) " + Outbox.CLAIMABLE,
                r -> shortened(r.getString(1)),
                "webhook",
                System.currentTimeMillis(),
                System.currentTimeMillis(),
                32);
    }

    private static String shortened(String line) {
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }
}
