package org.clickrouter.destination.sql;

import java.time.Duration;
import org.clickrouter.settings.Settings;

/**
 * What is set of the SQL destination, of which there is one.
 *
 * @param table in the database of {@code sql.url}, or in the store
 * @param columns of the engineer's own table, or null for the shipped one
 * @param timeout the longest that a batch may take
 */
public record SqlSettings(SinkTable table, SinkColumns columns, Duration timeout) {

    public static SqlSettings of(Settings settings) {
        return new SqlSettings(
                SinkTable.of(
                        settings.get(settings.isSet("sql.url") ? "sql.url" : "store.url"), settings.get("sql.table")),
                settings.isSet("sql.columns")
                        ? SinkColumns.of(settings.list("sql.columns"), settings.list("sql.key"))
                        : null,
                settings.duration("sql.timeout"));
    }
}
