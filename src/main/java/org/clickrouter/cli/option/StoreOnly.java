package org.clickrouter.cli.option;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.clickrouter.cli.output.SimpleLog;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.console.view.Reader;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.reports.StoreThere;

/** What the commands that look into the store share; the product may run meanwhile. */
public final class StoreOnly implements AutoCloseable {

    public final Settings settings;
    public final StoreHandles stores;
    public final Clock clock = Clock.systemUTC();
    private Reader reader;

    /** @throws NoStoreException where there is no store yet; none is made */
    public StoreOnly(Path home) {
        SimpleLog.choose();
        this.settings = Terminal.settings(home, Map.of(), "SYSTEM_ERR", "WARN");
        String url = settings.get("store.url");
        if (!StoreThere.at(url, settings.get("store.user"), settings.secret("store.password"))) {
            throw new NoStoreException(settings.mask(url), home);
        }
        this.stores = new StoreHandles(settings, clock, InstanceId.here().toString());
    }

    /** Reads for as long as a command may take. */
    public Reader reader() {
        if (reader == null) {
            // It hands on what the driver says; the store's own says what that means.
            stores.database.ready();
            reader = new Reader(stores.database);
        }
        return reader;
    }

    /** The zones of the operations, by their names. */
    public Map<String, ZoneId> zones() {
        return settings.operations().stream()
                .collect(Collectors.toMap(OperationSettings::name, OperationSettings::zone));
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
        stores.close();
    }
}
