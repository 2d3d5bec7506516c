package org.clickrouter.cli.option;

import java.time.Clock;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.text.Words;

/** A store that nobody else works on: of H2 nobody can, of PostgreSQL no process may say that it does. */
public final class OwnStore {

    private static final int POOL = 4;

    private OwnStore() {}

    /** @throws StoreException where a process works on it */
    public static Database open(String url, String user, String password) {
        boolean h2 = url.startsWith("jdbc:h2:");
        Database store = Database.open(
                h2 ? url.replaceAll("(?i);AUTO_SERVER=[^;]*", "") + ";AUTO_SERVER=FALSE" : url, user, password, POOL);
        if (!h2) {
            try {
                alone(store, Clock.systemUTC().millis(), InstanceId.here());
            } catch (StoreException e) {
                store.close();
                throw e;
            }
        }
        return store;
    }

    /** Of this machine it is known which processes have ended; one of another may only be silent. */
    private static void alone(Database store, long now, InstanceId here) {
        for (Instances.Instance other : new Instances(store, Clock.systemUTC()).all()) {
            if (other.runs(now) && !here.hasEnded(other.name())) {
                throw new StoreException("Process " + other.name() + " works on the store: stop it first. If it was"
                        + " killed, run this again in "
                        + Words.count(other.silence(now).toSeconds() + 1, "second")
                        + ", when it has been silent for a minute");
            }
        }
    }
}
