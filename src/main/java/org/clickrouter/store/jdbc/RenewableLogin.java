package org.clickrouter.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import com.zaxxer.hikari.util.DriverDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * Connections to a database whose password may change while they are in use. A new password is often known to one side
 * earlier than to the other: as long as the database refuses it, the one that was taken last is tried as well.
 */
public final class RenewableLogin implements DataSource {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(RenewableLogin.class);

    /** SQL Server and Oracle have no state of SQL's own for it. */
    private static final Set<Integer> REFUSED = Set.of(18456, 1017);

    private final String name;
    private final DriverDataSource driver;
    private volatile Credentials taken;
    private volatile boolean told;

    private RenewableLogin(HikariConfig config) {
        this.name = config.getPoolName();
        this.driver = new DriverDataSource(
                config.getJdbcUrl(),
                config.getDriverClassName(),
                config.getDataSourceProperties(),
                config.getUsername(),
                config.getPassword());
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
    public Connection getConnection() throws SQLException {
        return driver.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Credentials before = taken;
        try {
            Connection connection = driver.getConnection(user, password);
            if (before == null || told || !isSame(before, user, password)) {
                taken = Credentials.of(user, password);
                told = false;
            }
            return connection;
        } catch (SQLException e) {
            if (before == null || isSame(before, user, password) || !isRefusal(e)) {
                throw e;
            }
            Connection connection = driver.getConnection(before.getUsername(), before.getPassword());
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

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        driver.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return driver.getLoginTimeout();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return driver.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) throws SQLException {
        driver.setLogWriter(writer);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return driver.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return driver.isWrapperFor(type);
    }
}
