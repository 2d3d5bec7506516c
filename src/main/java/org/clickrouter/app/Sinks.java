package org.clickrouter.app;

import org.clickrouter.deliver.SinkColumns;
import org.clickrouter.deliver.SinkTable;
import org.clickrouter.settings.Settings;

/** The table of the SQL destination, as the settings have it. */
final class Sinks {

    private Sinks() {}

    /** @return the table in the database of sql.url, or in the store */
    static SinkTable table(Settings settings) {
        return SinkTable.of(
                settings.get(settings.isSet("sql.url") ? "sql.url" : "store.url"), settings.get("sql.table"));
    }

    /** @return the columns of the engineer's own table, or null for the shipped one */
    static SinkColumns columns(Settings settings) {
        return settings.isSet("sql.columns")
                ? SinkColumns.of(settings.list("sql.columns"), settings.list("sql.key"))
                : null;
    }
}
