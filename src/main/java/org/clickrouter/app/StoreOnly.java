package org.clickrouter.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.clickrouter.settings.Settings;

/** What the commands that look into the store share; the product may run meanwhile. */
final class StoreOnly implements AutoCloseable {

    final Settings settings;
    final Stores stores;
    final Clock clock = Clock.systemUTC();

    StoreOnly(Path home) {
        this.settings = Console.settings(home, Map.of(), "SYSTEM_ERR", "WARN");
        this.stores = new Stores(settings, clock, Instance.here().toString());
    }

    @Override
    public void close() {
        stores.close();
    }
}
