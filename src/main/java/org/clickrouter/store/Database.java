package org.clickrouter.store;

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
    /** Far longer than the product ever takes from one statement to the next. */
    private static final String STANDS_STILL = "10s";
    /** No statement of the product takes as long. */
    private static final int SILENT_SERVER_SECONDS = 300;

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
     * @param url      JDBC URL of H2 or PostgreSQL
     * @param user     may be empty
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
     * The same behind the caller's back, who has other things to start meanwhile; whoever needs the store waits until it is open.
     *
     * @throws StoreException when the database is of another kind; what else is wrong is said by {@link #ready}
     */
    public static Database opening(String url, String user, String password, int poolSize) {
        boolean postgres = url.startsWith("jdbc:postgresql:");
        HikariConfig config = config(postgres ? postgresUrl(url) : h2Url(url), user, password, poolSize);
        config.setConnectionTimeout(15_000);
        // Made this way it connects when it is first asked.
        HikariDataSource pool = new HikariDataSource();
        config.copyStateTo(pool);
        return new Database(pool, postgres, CompletableFuture.runAsync(() -> Schema.migrate(pool, config, postgres), task -> new Thread(task, "store").start()));
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
            throw new StoreException("The store cannot be opened (store.url, store.user, store.password): " + rootMessage(e), e);
        }
    }

    /**
     * Opens a store that is there already and reachable, to look into it; makes and changes nothing.
     *
     * @return empty where there is none
     */
    public static Optional<Database> peek(String url, String user, String password) {
        boolean postgres = url.startsWith("jdbc:postgresql:");
        HikariConfig config = config(postgres ? postgresUrl(url) : h2Url(url) + ";IFEXISTS=TRUE", user, password, 1);
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

    private static HikariConfig config(String url, String user, String password, int poolSize) {
        if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
            throw new StoreException("store.url must begin with jdbc:h2: or jdbc:postgresql:");
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(url);
        config.setUsername(user.isEmpty() && url.startsWith("jdbc:h2:") ? "sa" : user);
        config.setPassword(password);
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.setExceptionOverrideClassName(UselessConnections.class.getName());
        if (url.startsWith("jdbc:postgresql:")) {
            // Without it a thread waits for ever for a server that has lost its power or its network: what the answer could be is never sent again.
            config.addDataSourceProperty("socketTimeout", String.valueOf(SILENT_SERVER_SECONDS));
            letOthersOn(config);
        }
        return config;
    }

    /**
     * PostgreSQL keeps the locks of a process that stands still in the midst of a transaction (its virtual machine is paused, its host lost its
     * power) until it wakes, or TCP notices hours later; whoever needs them waits. From now on such a transaction is rolled back. A time of the
     * engineer's own (in the URL, of the role, of the server) is kept.
     */
    public static void letOthersOn(HikariConfig config) {
        config.setConnectionInitSql("SELECT set_config('idle_in_transaction_session_timeout', '" + STANDS_STILL + "', false)"
            + " WHERE current_setting('idle_in_transaction_session_timeout') = '0'");
    }

    /** Statements of one batch travel as one: without it a chunk of 1,000 clicks makes 1,000 round trips. */
    private static String postgresUrl(String url) {
        return url.contains("reWriteBatchedInserts") ? url : url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
    }

    /**
     * H2 otherwise writes a commit up to 500 ms late, and a killed process forgets what it had taken for stored.
     *
     * @param url of any database
     * @return with WRITE_DELAY=0 for H2, unless it says something of its own
     */
    public static String durable(String url) {
        String settings = url.toUpperCase(java.util.Locale.ROOT);
        return settings.startsWith("JDBC:H2:") && !settings.contains(";WRITE_DELAY=") ? url + ";WRITE_DELAY=0" : url;
    }

    /**
     * AUTO_SERVER: `status` and its like can look into the store of a running instance.
     */
    private static String h2Url(String url) {
        String settings = url.toUpperCase(java.util.Locale.ROOT);
        String result = durable(url);
        if (!settings.contains(";AUTO_SERVER=") && settings.startsWith("JDBC:H2:") && !settings.startsWith("JDBC:H2:MEM:")
            && !settings.startsWith("JDBC:H2:TCP:") && !settings.startsWith("JDBC:H2:SSL:")) {
            System.setProperty("h2.bindAddress", System.getProperty("h2.bindAddress", "127.0.0.1"));
            result += ";AUTO_SERVER=TRUE";
        }
        // What fails is told in the log; H2 would write it once more beside the database, up to 16 MB of a disk that may just be full.
        return settings.contains(";TRACE_LEVEL_FILE=") ? result : result + ";TRACE_LEVEL_FILE=0";
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.getClass().getSimpleName());
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
        return postgres ? query("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", row -> Instant.ofEpochMilli(row.getLong(1))).stream().findFirst()
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
     * Runs one statement, or several queries that need not see the same: without the round trips of a transaction around them.
     *
     * @throws StoreException wrapping what the database said
     */
    <T> T alone(Work<T> statement) {
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
    public static <T> List<T> query(Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
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

    /** Sets all parameters in order; null is SQL's null. The NUL character is left out: PostgreSQL refuses it in any text. */
    static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof String text && text.indexOf('\0') >= 0 ? text.replace("\0", "") : value);
        }
    }

    @Override
    public void close() {
        // In its midst a schema cannot be given up; a failure was told to whoever waited.
        opened.exceptionally(failed -> null).join();
        pool.close();
    }
}
