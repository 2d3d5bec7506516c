package org.clickrouter.cli.option;

import java.time.Clock;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.reports.Instances;

/** A store that nobody else works on: of H2 nobody can, of PostgreSQL no process may say that it does. */
public final class OwnStore {

    private static final int POOL = 4;

    private OwnStore() {}

    /** @throws StoreException where a process works on it */
    public static Database open(String url, String user, String password) {
        boolean h2 = url.startsWith("jdbc:h2:");
        Database store = Database.open(
                h2 ? url.replaceAll("(?i);AUTO_SERVER=[^;]*", "") + ";AUTO_SERVER=FALSE" : url, user, password, POOL);
        long now = Clock.systemUTC().millis();
        boolean runs =
                !h2 && new Instances(store, Clock.systemUTC()).all().stream().anyMatch(instance -> instance.runs(now));
        if (runs) {
            store.close();
            throw new StoreException("A process runs on the store: stop it first (click-router status names it)");
        }
        return store;
    }
}
