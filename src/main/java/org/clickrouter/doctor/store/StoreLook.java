package org.clickrouter.doctor.store;

import java.util.Optional;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.reports.StoreThere;

/** The store as it is, opened once for all checks to look into; none is made. */
public final class StoreLook implements AutoCloseable {

    private final Settings settings;
    private final boolean ours;
    private Database database;
    private StoreException failure;
    private boolean looked;

    public StoreLook(Settings settings) {
        this.settings = settings;
        this.ours = true;
    }

    /** @param open by whoever closes it */
    public StoreLook(Settings settings, Database open) {
        this.settings = settings;
        this.database = open;
        this.looked = true;
        this.ours = false;
    }

    /**
     * @return empty where there is no store yet
     * @throws StoreException where there is one, or should be, and it cannot be opened: why, in words
     */
    public synchronized Optional<Database> database() {
        if (!looked) {
            looked = true;
            String url = settings.get("store.url");
            String user = settings.get("store.user");
            String password = settings.secret("store.password");
            if (StoreThere.at(url, user, password)) {
                try {
                    database = Database.look(url, user, password);
                } catch (StoreException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(database);
    }

    @Override
    public synchronized void close() {
        if (ours && database != null) {
            database.close();
        }
    }
}
