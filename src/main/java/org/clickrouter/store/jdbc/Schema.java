package org.clickrouter.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the store's tables up to date, by Flyway. */
final class Schema {

    /** Not where Flyway looks by itself: an application around us may have scripts of its own there. */
    static final String FOLDER = "org/clickrouter/store/schema";

    static final String HISTORY = "schema_history";

    /** Names the lock on its making among those of a PostgreSQL database; any number that nobody else takes. */
    private static final long MIGRATION_LOCK = 0x436C69636B52L;

    private Schema() {}

    /**
     * One at a time: of two instances that start on an empty database, one would find the other's half-made schema and
     * give up.
     */
    static synchronized void migrate(HikariDataSource pool, HikariConfig config, boolean postgres) {
        try {
            if (postgres) {
                migratePostgres(config);
            } else {
                migrateH2(pool);
            }
        } catch (SQLException e) {
            throw new StoreException("The schema cannot be made: " + e.getMessage(), e);
        }
    }

    private static void migrateH2(HikariDataSource pool) throws SQLException {
        Shut.check(pool);
        boolean begun;
        try (Connection connection = pool.getConnection()) {
            if (SchemaHistory.isWhole(connection)) {
                return;
            }
            begun = SchemaHistory.isThere(connection);
        }
        migrate(Flyway.configure().dataSource(pool).configuration(settings("", begun ? "IF NOT EXISTS " : "")));
    }

    /**
     * On connections of its own: one of Flyway's stands idle in a transaction while another makes the tables, and those
     * of the pool may not, for long.
     */
    private static void migratePostgres(HikariConfig config) throws SQLException {
        try (Connection lock =
                        DriverManager.getConnection(config.getJdbcUrl(), config.getUsername(), config.getPassword());
                Statement statement = lock.createStatement()) {
            Encoding.check(statement);
            if (SchemaHistory.isWhole(lock)) {
                return;
            }
            // Of the transaction and not of the session, which behind PgBouncer would keep it. It ends with this block.
            lock.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
            migrate(Flyway.configure()
                    .dataSource(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                    .configuration(settings(" WHERE state <> 'done'", "")));
        }
    }

    /**
     * @throws NewerSchemaException where a newer version made the tables: this one may not know what their columns mean
     */
    private static void migrate(FluentConfiguration configuration) {
        // Flyway would let pass what it does not know.
        Flyway flyway = configuration.ignoreMigrationPatterns(new String[0]).load();
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            MigrationInfo current = flyway.info().current();
            if (current != null && current.getState().name().startsWith("FUTURE")) {
                throw new NewerSchemaException(current.getVersion().toString());
            }
            throw e;
        }
    }

    /**
     * @param unlessDone what is done needs no index entry, where the database lets one be left out
     * @param ifNotExists H2 commits each statement: of a script in whose midst the process was killed, the beginning is
     *     there. A first run takes no table for ours.
     */
    static Map<String, String> settings(String unlessDone, String ifNotExists) {
        return Map.of(
                "flyway.locations",
                "classpath:" + FOLDER,
                "flyway.failOnMissingLocations",
                "true",
                "flyway.table",
                HISTORY,
                "flyway.baselineOnMigrate",
                "true",
                "flyway.baselineVersion",
                "0",
                "flyway.placeholders.unless_done",
                unlessDone,
                "flyway.placeholders.if_not_exists",
                ifNotExists);
    }
}
