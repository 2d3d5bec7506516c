package org.clickrouter.console.view;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.clickrouter.store.jdbc.Connections;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads the store for people: through two connections of its own, and never for longer than two seconds, so that a page
 * costs the main job nothing.
 */
public final class Reader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;

    /** Connects when it is first asked. */
    public Reader(String url, String user, String password) {
        HikariConfig config = Connections.toReadStore(url, user, password, 2);
        config.setConnectionTimeout(PATIENCE.toMillis());
        this.pool = new HikariDataSource();
        config.copyStateTo(pool);
        this.jdbc = new JdbcTemplate(pool);
        jdbc.setLazyInit(true);
        jdbc.setQueryTimeout((int) PATIENCE.toSeconds());
    }

    /** @throws org.springframework.dao.DataAccessException when the store does not answer in time */
    public <T> List<T> query(String sql, RowMapper<T> row, Object... parameters) {
        return jdbc.query(sql, row, parameters);
    }

    @Override
    public void close() {
        pool.close();
    }
}
