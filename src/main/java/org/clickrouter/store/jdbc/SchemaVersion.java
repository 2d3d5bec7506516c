package org.clickrouter.store.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/**
 * Which tables a store has, compared with those that this version knows. Looks and changes nothing.
 *
 * @param version of the tables
 * @param pending how many steps the next start makes
 * @param newer whether a newer version of the product made them
 */
public record SchemaVersion(String version, int pending, boolean newer) {

    /** @throws StoreException where it cannot be told */
    public static SchemaVersion of(DataSource store) {
        try {
            MigrationInfoService info = Flyway.configure()
                    .dataSource(store)
                    .configuration(Schema.settings("", ""))
                    .load()
                    .info();
            MigrationInfo current = info.current();
            boolean newer = false;
            for (MigrationInfo applied : info.applied()) {
                newer |= applied.getState().name().startsWith("FUTURE");
            }
            return new SchemaVersion(
                    current == null || current.getVersion() == null
                            ? "0"
                            : current.getVersion().toString(),
                    info.pending().length,
                    newer);
        } catch (org.flywaydb.core.api.FlywayException e) {
            throw new StoreException("The version of the store's tables cannot be told: " + e.getMessage(), e);
        }
    }
}
