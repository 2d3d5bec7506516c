package org.clickrouter.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.reports.StoreThere;

/** What the commands that look into the store share; the product may run meanwhile. */
final class StoreOnly implements AutoCloseable {

    final Settings settings;
    final StoreHandles stores;
    final Clock clock = Clock.systemUTC();

    /** @throws NoStoreException where there is no store yet; none is made */
    StoreOnly(Path home) {
        this.settings = Terminal.settings(home, Map.of(), "SYSTEM_ERR", "WARN");
        String url = settings.get("store.url");
        if (!StoreThere.at(url, settings.get("store.user"), settings.secret("store.password"))) {
            throw new NoStoreException(settings.mask(url), home);
        }
        this.stores = new StoreHandles(settings, clock, InstanceId.here().toString());
    }

    @Override
    public void close() {
        stores.close();
    }
}
