package org.clickrouter.destination.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.clickrouter.net.Deadline;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections under the {@link Deadline} of the thread that takes them: drivers' own time-outs begin anew with each
 * byte, if they have any.
 */
public final class TimedDataSource extends DelegatingDataSource {

    public TimedDataSource(DataSource connections) {
        super(connections);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        // In a thread of its own: a driver may wait for what hangs (MariaDB's does), and the time-outs of all else wait
        // behind it.
        Deadline.watch(() -> {
            Thread aborting = new Thread(() -> abort(connection), "sql-abort");
            aborting.setDaemon(true);
            aborting.start();
        });
        return connection;
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyGone) {
            // What the deadline wanted has happened.
            return;
        }
    }
}
