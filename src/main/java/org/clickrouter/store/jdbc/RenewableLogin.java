package org.clickrouter.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to a database whose password may change while they are in use. A new password is often known to one side
 * earlier than to the other: as long as the database refuses it, the one that was taken last is tried as well.
 */
public final class RenewableLogin extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(RenewableLogin.class);

    /** SQL Server and Oracle have no state of SQL's own for it. */
    private static final Set<Integer> REFUSED = Set.of(18456, 1017);

    private final String name;
    private volatile Credentials taken;
    private volatile boolean told;

    private RenewableLogin(HikariConfig config) {
        super(new DriverDataSource(
                config.getJdbcUrl(),
                config.getDriverClassName(),
                config.getDataSourceProperties(),
                config.getUsername(),
                config.getPassword()));
        this.name = config.getPoolName();
    }

    /** Lets a pool connect this way. To be called once all else of the configuration stands. */
    public static HikariConfig of(HikariConfig config) {
        config.setDataSource(new RenewableLogin(config));
        return config;
    }

    /** From now on a pool logs in by these. Connections that are in use are closed once they are given back. */
    public static void renew(DataSource source, String user, String password) {
        HikariDataSource pool = (HikariDataSource) source;
        Credentials present = pool.getCredentials();
        if (user.equals(present.getUsername()) && password.equals(present.getPassword())) {
            return;
        }
        pool.setCredentials(Credentials.of(user, password));
        if (pool.getHikariPoolMXBean() != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Credentials before = taken;
        try {
            Connection connection = super.getConnection(user, password);
            if (before == null || told || !isSame(before, user, password)) {
                taken = Credentials.of(user, password);
                told = false;
            }
            return connection;
        } catch (SQLException e) {
            if (before == null || isSame(before, user, password) || !isRefusal(e)) {
                throw e;
            }
            Connection connection = super.getConnection(before.getUsername(), before.getPassword());
            if (!told) {
                told = true;
                LOG.warn("{}: the new log-in is refused ({}); the one before still works", name, e.getMessage());
            }
            return connection;
        }
    }

    private static boolean isSame(Credentials one, String user, String password) {
        return one.getUsername().equals(user) && one.getPassword().equals(password);
    }

    private static boolean isRefusal(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith("28") || REFUSED.contains(failure.getErrorCode());
    }
}
