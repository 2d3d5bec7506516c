package org.clickrouter.settings.catalog;

import static org.clickrouter.settings.value.AddressKinds.storeUrl;
import static org.clickrouter.settings.value.Kinds.duration;
import static org.clickrouter.settings.value.Kinds.durationOrNothing;
import static org.clickrouter.settings.value.Kinds.integer;
import static org.clickrouter.settings.value.Kinds.retries;
import static org.clickrouter.settings.value.Kinds.secret;
import static org.clickrouter.settings.value.Kinds.text;

import java.util.List;

/** The settings of the store, and of delivery from it. */
final class StoreSettings {

    private StoreSettings() {}

    static List<SettingsGroup> groups() {
        return List.of(store(), delivery());
    }

    private static SettingsGroup store() {
        SettingsGroup group = new SettingsGroup("The store: clicks, progress and what is still to be sent");
        group.add(
                "store.url",
                storeUrl(),
                "jdbc:h2:file:./data/click-router",
                "",
                "The database: H2 in a file, or jdbc:postgresql://host/database.");
        group.add("store.user", text(), "", "", "The database user.");
        group.add("store.password", secret(), "", "", "The password of the database user.");
        group.add("store.pool", integer(2, 200), "10", "connections", "Connections to the database at most.");
        group.add(
                "store.keep",
                durationOrNothing("1d", "36500d", "for ever"),
                "400d",
                "duration",
                "How long delivered rows and old clicks are kept, never less than pending or dead ones need; 0: for ever. See docs/retention.md.");
        return group;
    }

    private static SettingsGroup delivery() {
        SettingsGroup group = new SettingsGroup("Delivery, for every destination");
        group.add(
                "retry.schedule",
                retries(),
                "5s,5m,30m,2h,5h,10h,14h,20h,24h",
                "durations",
                "The waits between the attempts of a failing delivery; after the last one it is dead.");
        group.add(
                "delivery.lease",
                duration("1s", "1h"),
                "60s",
                "duration",
                "How long a delivery belongs to who took it; at least 5s longer than each destination's time-out.");
        return group;
    }
}
