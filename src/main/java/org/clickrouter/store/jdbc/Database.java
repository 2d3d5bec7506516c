package org.clickrouter.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;

/** The one JDBC database of the product: a pool, the schema, and transactions as plain functions. */
public final class Database implements AutoCloseable {

    private static final String UNIQUE_VIOLATION = "23505";

    private final HikariDataSource pool;
    private final boolean postgres;
    /** Done once the schema is up to date. */
    private final CompletableFuture<Void> opened;

    private Database(HikariDataSource pool, boolean postgres, CompletableFuture<Void> opened) {
        this.pool = pool;
        this.postgres = postgres;
        this.opened = opened;
    }

    /**
     * Opens the store and brings its schema up to date.
     *
     * @param url JDBC URL of H2 or PostgreSQL
     * @param user may be empty
     * @param password may be empty
     * @param poolSize connections at most
     * @return the open store
     * @throws StoreException when the database cannot be reached, or is of another kind
     */
    public static Database open(String url, String user, String password, int poolSize) {
        Database database = opening(url, user, password, poolSize);
        try {
            database.ready();
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    /**
     * The same behind the caller's back, who has other things to start meanwhile; whoever needs the store waits until
     * it is open.
     *
     * @throws StoreException when the database is of another kind; what else is wrong is said by {@link #ready}
     */
    public static Database opening(String url, String user, String password, int poolSize) {
        boolean postgres = url.startsWith("jdbc:postgresql:");
        HikariConfig config = Connections.toStore(Connections.url(url), user, password, poolSize);
        config.setConnectionTimeout(15_000);
        // Made this way it connects when it is first asked.
        HikariDataSource pool = new HikariDataSource();
        config.copyStateTo(pool);
        return new Database(
                pool,
                postgres,
                CompletableFuture.runAsync(
                        () -> Schema.migrate(pool, config, postgres), task -> new Thread(task, "store").start()));
    }

    /**
     * Waits until the store is open and its schema up to date.
     *
     * @throws StoreException when the database cannot be reached, or its schema cannot be made
     */
    public void ready() {
        try {
            opened.join();
        } catch (CompletionException e) {
            throw new StoreException(
                    "The store cannot be opened (store.url, store.user, store.password): " + rootMessage(e), e);
        }
    }

    /**
     * Opens a store that is there already and reachable, to look into it; makes and changes nothing.
     *
     * @return empty where there is none
     */
    public static Optional<Database> peek(String url, String user, String password) {
        boolean postgres = url.startsWith("jdbc:postgresql:");
        HikariConfig config =
                Connections.toStore(Connections.url(url) + (postgres ? "" : ";IFEXISTS=TRUE"), user, password, 1);
        config.setConnectionTimeout(3_000);
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            Database database = new Database(pool, postgres, CompletableFuture.completedFuture(null));
            // Flyway makes it in small letters, also where H2 would make capitals of them.
            database.query("SELECT 1 FROM \"schema_history\" WHERE 1 = 0", r -> 1);
            return Optional.of(database);
        } catch (RuntimeException none) {
            if (pool != null) {
                pool.close();
            }
            return Optional.empty();
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage())
                .lines()
                .findFirst()
                .orElse(root.getClass().getSimpleName());
    }

    /** @return the pool, for Camel's own components */
    public DataSource dataSource() {
        return pool;
    }

    /** @return whether this is PostgreSQL; H2 otherwise */
    public boolean isPostgres() {
        return postgres;
    }

    /** What the clock of PostgreSQL says; empty for H2, which has none of its own. */
    public Optional<Instant> time() {
        return postgres
                ? query(
                                "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
                                row -> Instant.ofEpochMilli(row.getLong(1)))
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    /** Work on a connection that may fail with SQL. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Runs work in one transaction: committed when it returns, rolled back when it throws.
     *
     * @throws StoreException wrapping what the database said
     */
    public <T> T transaction(Work<T> work) {
        ready();
        try (Connection connection = pool.getConnection()) {
            // The pool sets it back.
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("The store failed: " + rootMessage(e), e);
        }
    }

    /** A connection that is gone cannot be rolled back, which says less than why. */
    private static void rollback(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            why.addSuppressed(gone);
        }
    }

    /**
     * Runs one statement, or several queries that need not see the same: without the round trips of a transaction
     * around them.
     *
     * @throws StoreException wrapping what the database said
     */
    public <T> T alone(Work<T> statement) {
        ready();
        try (Connection connection = pool.getConnection()) {
            return statement.on(connection);
        } catch (SQLException e) {
            throw new StoreException("The store failed: " + rootMessage(e), e);
        }
    }

    /** One statement on its own; returns the number of rows changed. */
    public int update(String sql, Object... parameters) {
        return transaction(c -> update(c, sql, parameters));
    }

    /** Inserts a row unless its key is there already, whoever put it there. */
    public void insertOnce(String insert, Object... parameters) {
        try {
            // PostgreSQL would write each refusal into its server's log.
            update(postgres ? insert + " ON CONFLICT DO NOTHING" : insert, parameters);
        } catch (StoreException e) {
            if (!(e.getCause() instanceof SQLException sql) || !UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                throw e;
            }
        }
    }

    /** One statement in a transaction under way; returns the number of rows changed. */
    public static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    /** A query on its own. */
    public <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        return transaction(c -> query(c, sql, row, parameters));
    }

    /** A query in a transaction under way. */
    public static <T> List<T> query(Connection connection, String sql, Row<T> row, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(row.from(rows));
                }
                return result;
            }
        }
    }

    /**
     * Sets all parameters in order; null is SQL's null. The NUL character is left out: PostgreSQL refuses it in any
     * text.
     */
    public static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(
                    i + 1, value instanceof String text && text.indexOf('\0') >= 0 ? text.replace("\0", "") : value);
        }
    }

    @Override
    public void close() {
        // In its midst a schema cannot be given up; a failure was told to whoever waited.
        opened.exceptionally(failed -> null).join();
        pool.close();
    }
}
