package org.clickrouter.settings.catalog;

import java.util.ArrayList;
import java.util.List;
import org.clickrouter.settings.value.Kind;

/** Settings that stand under one heading of application.properties. */
final class SettingsGroup {

    private final String heading;
    private final List<Setting> settings = new ArrayList<>();

    public SettingsGroup(String heading) {
        this.heading = heading;
    }

    /** Adds a setting; see {@link Setting} for what it is told. */
    void add(String key, Kind kind, String defaultValue, String unit, String description) {
        settings.add(new Setting(key, heading, kind, defaultValue, unit, description));
    }

    /** @return in the order in which they were added */
    List<Setting> settings() {
        return List.copyOf(settings);
    }
}
