package org.clickrouter.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one JDBC database of the product: a pool, the schema, and transactions as plain functions. What it is asked goes
 * to spring-jdbc; every failure comes back as a {@link StoreException}.
 */
public final class Database implements Queries, AutoCloseable {

    private final HikariDataSource pool;
    private final boolean postgres;
    /** Done once the schema is up to date. */
    private final CompletableFuture<Void> opened;

    private final JdbcTemplate jdbc;
    private final JdbcTemplate each;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoints;
    private final CommitTurn turn = new CommitTurn();

    private Database(HikariDataSource pool, boolean postgres, CompletableFuture<Void> opened) {
        this.pool = pool;
        this.postgres = postgres;
        this.opened = opened;
        this.jdbc = new JdbcTemplate(pool);
        this.each = new JdbcTemplate(pool);
        each.setFetchSize(ROWS);
        // Not JdbcTransactionManager: where a connection is gone, it tells of the rollback that fails and not of why.
        DataSourceTransactionManager manager = new DataSourceTransactionManager(pool);
        this.transactions = new TransactionTemplate(manager);
        this.savepoints = new TransactionTemplate(
                manager, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
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
            if (e.getCause() instanceof NewerSchemaException newer) {
                throw new StoreException(newer.getMessage(), newer);
            }
            throw new StoreException(
                    "The store cannot be opened (store.url, store.user, store.password): "
                            + OpenElsewhere.explain(pool.getJdbcUrl(), e)
                                    .orElseGet(() -> StoreException.rootMessage(e)),
                    e);
        }
    }

    /**
     * Opens a store that is there already and reachable, to look into it; makes and changes nothing.
     *
     * @return empty where there is none
     * @throws StoreException when it is there and another process has it open that cannot be asked from here
     */
    public static Optional<Database> peek(String url, String user, String password) {
        try {
            return Optional.of(look(url, user, password));
        } catch (StoreException none) {
            if (OpenElsewhere.explain(url, none).isPresent()) {
                throw none;
            }
            return Optional.empty();
        }
    }

    /**
     * The same, with the reason where it cannot be opened.
     *
     * @throws StoreException in words for whoever has to mend it
     */
    public static Database look(String url, String user, String password) {
        boolean postgres = url.startsWith("jdbc:postgresql:");
        HikariConfig config =
                Connections.toStore(Connections.url(url) + (postgres ? "" : ";IFEXISTS=TRUE"), user, password, 3);
        config.setConnectionTimeout(3_000);
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            Database database = new Database(pool, postgres, CompletableFuture.completedFuture(null));
            // Flyway makes it in small letters, also where H2 would make capitals of them.
            database.query("SELECT 1 FROM \"" + Schema.HISTORY + "\" WHERE 1 = 0", r -> 1);
            return database;
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw new StoreException(OpenElsewhere.explain(url, e).orElseGet(() -> StoreException.rootMessage(e)), e);
        }
    }

    /**
     * Everything of this store is in another from now on: no process opens it again.
     *
     * @param where the other, in words
     */
    public void shut(String where) {
        Shut.mark(pool, where);
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
        String millis = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
        return postgres ? Optional.of(one(millis, row -> Instant.ofEpochMilli(row.getLong(1)))) : Optional.empty();
    }

    /**
     * Runs work in one transaction: committed when it returns, rolled back when it throws. What the work asks of this
     * database, on its own thread, belongs to it; a transaction within it is the same one.
     *
     * @throws StoreException wrapping what the database said
     */
    public <T> T transaction(Supplier<T> work) {
        return explained(() -> transactions.execute(status -> work.get()));
    }

    /**
     * Runs work up to a savepoint of the transaction that the thread is in: where it throws, what it did is rolled
     * back, and the transaction may go on.
     *
     * @throws StoreException wrapping what the database said
     */
    public <T> T nested(Supplier<T> work) {
        return explained(() -> savepoints.execute(status -> work.get()));
    }

    /** Runs work that commits; on H2 never beside other work that is run in this way. */
    public <T> T inTurn(Supplier<T> work) {
        return postgres ? work.get() : turn.run(work);
    }

    /** Runs one statement; returns the number of rows changed. */
    public int update(String sql, Object... parameters) {
        return explained(() -> jdbc.update(sql, statement -> Parameters.bind(statement, parameters)));
    }

    /**
     * Runs one statement with the parameters of each row, as one batch.
     *
     * @return the numbers of rows changed
     */
    public int[] batch(String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        return explained(() -> jdbc.batchUpdate(sql, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int i) throws SQLException {
                Parameters.bind(statement, rows.get(i));
            }

            @Override
            public int getBatchSize() {
                return rows.size();
            }
        }));
    }

    /** Inserts a row unless its key is there already, whoever put it there. */
    public void insertOnce(String insert, Object... parameters) {
        try {
            // PostgreSQL would write each refusal into its server's log.
            update(postgres ? insert + " ON CONFLICT DO NOTHING" : insert, parameters);
        } catch (StoreException e) {
            if (!(e.getCause() instanceof DuplicateKeyException)) {
                throw e;
            }
        }
    }

    @Override
    public <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        return explained(
                () -> jdbc.query(sql, statement -> Parameters.bind(statement, parameters), (r, number) -> row.from(r)));
    }

    @Override
    public void each(String sql, RowTaker row, Object... parameters) {
        // Outside of a transaction PostgreSQL's driver takes all rows at once, whatever it is told.
        transaction(() -> {
            each.query(sql, statement -> Parameters.bind(statement, parameters), (RowCallbackHandler) row::take);
            return null;
        });
    }

    /**
     * Runs a query of which one row comes.
     *
     * @throws java.util.NoSuchElementException when none comes
     */
    public <T> T one(String sql, Row<T> row, Object... parameters) {
        List<T> rows = query(sql, row, parameters);
        if (rows.isEmpty()) {
            throw new NoSuchElementException("No row for: " + sql);
        }
        return rows.get(0);
    }

    private <T> T explained(Supplier<T> work) {
        ready();
        try {
            return work.get();
        } catch (TransactionSystemException e) {
            // A connection that is gone cannot be rolled back, which says less than why.
            if (e.getApplicationException() instanceof RuntimeException why) {
                why.addSuppressed(e);
                throw why;
            }
            throw StoreException.of(e);
        } catch (DataAccessException | TransactionException e) {
            throw StoreException.of(e);
        }
    }

    @Override
    public void close() {
        // In its midst a schema cannot be given up; a failure was told to whoever waited.
        opened.exceptionally(failed -> null).join();
        pool.close();
    }
}
