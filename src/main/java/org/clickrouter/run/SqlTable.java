package org.clickrouter.run;

import org.clickrouter.destination.sql.SinkColumns;
import org.clickrouter.destination.sql.SinkTable;
import org.clickrouter.settings.Settings;

/** The table of the SQL destination, as the settings have it. */
public final class SqlTable {

    private SqlTable() {}

    /** @return the table in the database of sql.url, or in the store */
    public static SinkTable table(Settings settings) {
        return SinkTable.of(
                settings.get(settings.isSet("sql.url") ? "sql.url" : "store.url"), settings.get("sql.table"));
    }

    /** @return the columns of the engineer's own table, or null for the shipped one */
    public static SinkColumns columns(Settings settings) {
        return settings.isSet("sql.columns")
                ? SinkColumns.of(settings.list("sql.columns"), settings.list("sql.key"))
                : null;
    }
}
