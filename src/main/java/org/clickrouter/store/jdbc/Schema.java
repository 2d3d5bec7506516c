package org.clickrouter.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the store's tables up to date, by Flyway. */
final class Schema {

    /** Names the lock on its making among those of a PostgreSQL database; any number that nobody else takes. */
    private static final long MIGRATION_LOCK = 0x436C69636B52L;

    private Schema() {}

    /**
     * One at a time: of two instances that start on an empty database, one would find the other's half-made schema and
     * give up.
     */
    static synchronized void migrate(HikariDataSource pool, HikariConfig config, boolean postgres) {
        Optional<Map<String, Integer>> made = made(pool);
        if (made.isPresent()
                && made.get().entrySet().containsAll(Scripts.checksums().entrySet())) {
            // Flyway would find nothing to do, as at nearly every start: to load it takes longer than all else that the
            // store does then.
            return;
        }
        // A connection of its own, since Flyway may need all of a small pool; the lock ends with it.
        try (Connection lock = postgres
                ? DriverManager.getConnection(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                : null) {
            if (lock != null) {
                Database.query(lock, "SELECT CAST(pg_advisory_lock(?) AS VARCHAR)", r -> 1, MIGRATION_LOCK);
            }
            FluentConfiguration flyway = postgres
                    // One of its connections stands idle in a transaction while another makes the tables; those of the
                    // pool may not, for long.
                    ? Flyway.configure().dataSource(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                    : Flyway.configure().dataSource(pool);
            flyway.resourceProvider(new Scripts())
                    .javaMigrationClassProvider(List::of)
                    .table("schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(placeholders(postgres, made.isPresent()))
                    .load()
                    .migrate();
        } catch (SQLException e) {
            throw new StoreException("The schema cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * What the scripts differ in.
     *
     * @param begun whether they were run before, to whatever end
     */
    static Map<String, String> placeholders(boolean postgres, boolean begun) {
        return Map.of(
                // What is done needs no index entry where the database lets one be left out.
                "unless_done", postgres ? " WHERE state <> 'done'" : "",
                // H2 commits each statement: of a script in the midst of which the process was killed, the beginning is
                // there. A first run takes no table for ours.
                "if_cut_off", !postgres && begun ? "IF NOT EXISTS " : "");
    }

    /**
     * @return checksums by the versions that are made; empty where there is none yet, or one that failed, of which
     *     Flyway says better what is wrong
     */
    private static Optional<Map<String, Integer>> made(HikariDataSource pool) {
        Map<String, Integer> made = new HashMap<>();
        try (Connection connection = pool.getConnection()) {
            List<Boolean> successes = Database.query(
                    connection, "SELECT \"version\", \"checksum\", \"success\" FROM \"schema_history\"", row -> {
                        made.put(row.getString(1), row.getInt(2));
                        return row.getBoolean(3);
                    });
            return successes.contains(false) ? Optional.empty() : Optional.of(made);
        } catch (SQLException none) {
            return Optional.empty();
        }
    }
}
