package org.clickrouter.console.view;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Connections;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.Queries;
import org.clickrouter.store.jdbc.RenewableLogin;
import org.clickrouter.store.outbox.Undone;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the store for people, and for so long at most. Pages have two connections of their own: they must cost the main
 * job nothing.
 */
public final class Reader implements Queries, AutoCloseable {

    /** How long a page may take. */
    private static final Duration PAGE = Duration.ofSeconds(2);

    /** How long a command may take. */
    private static final Duration COMMAND = Duration.ofMinutes(5);

    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final boolean postgres;

    /** For pages; connects when it is first asked. */
    public Reader(Settings settings) {
        HikariConfig config = Connections.toReadStore(
                settings.get("store.url"), settings.get("store.user"), settings.secret("store.password"), 2);
        config.setConnectionTimeout(PAGE.toMillis());
        this.pool = new HikariDataSource();
        config.copyStateTo(pool);
        this.jdbc = template(pool, PAGE);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        this.postgres = settings.get("store.url").startsWith("jdbc:postgresql:");
    }

    /** For a command, through the connections that it has. */
    public Reader(Database database) {
        this.pool = null;
        this.jdbc = template(database.dataSource(), COMMAND);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        this.postgres = database.isPostgres();
    }

    private static JdbcTemplate template(DataSource source, Duration patience) {
        JdbcTemplate template = new JdbcTemplate(source);
        template.setQueryTimeout((int) patience.toSeconds());
        template.setFetchSize(ROWS);
        return template;
    }

    /** From now on these log in to the store. */
    public void logInBy(Settings settings) {
        RenewableLogin.renew(
                pool,
                Connections.user(pool.getJdbcUrl(), settings.get("store.user")),
                settings.secret("store.password"));
    }

    /** @throws org.springframework.dao.DataAccessException when the store does not answer in time */
    public <T> List<T> query(String sql, RowMapper<T> row, Object... parameters) {
        return jdbc.query(sql, row, parameters);
    }

    /** Destinations for which something waits, was given up or dropped; on H2 all that ever had anything. */
    List<String> destinations() {
        String sql = postgres ? Undone.NEXT_UNDONE : Undone.NEXT;
        return Undone.destinations(after ->
                query(sql, (row, n) -> row.getString(1), after).stream().findFirst());
    }

    @Override
    public <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        return query(sql, (r, n) -> row.from(r), parameters);
    }

    @Override
    public void each(String sql, RowTaker row, Object... parameters) {
        // Outside of a transaction PostgreSQL's driver takes all rows at once, whatever it is told.
        transaction.executeWithoutResult(status -> jdbc.query(sql, (RowCallbackHandler) row::take, parameters));
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
