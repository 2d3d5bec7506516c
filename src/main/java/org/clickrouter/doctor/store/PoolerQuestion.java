package org.clickrouter.doctor.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.postgresql.PGConnection;

/**
 * Whether a pooler stands before PostgreSQL: then the process that answers is not the one that was connected to. In its
 * transaction mode prepared statements meet those of others.
 */
public final class PoolerQuestion implements StoreQuestion {

    @Override
    public Topic topic() {
        return Topic.STORE_POOLER;
    }

    @Override
    public void ask(Database database, Consumer<Finding> say) {
        if (!database.isPostgres()) {
            return;
        }
        try (Connection connection = database.dataSource().getConnection()) {
            PGConnection driver = connection.unwrap(PGConnection.class);
            boolean pooled = driver.getBackendPID() != answering(connection);
            say.accept(
                    pooled && driver.getPrepareThreshold() > 0
                            ? Finding.warning(
                                    topic(),
                                    "",
                                    "a pooler stands before PostgreSQL, and the driver prepares statements: in"
                                            + " transaction mode they meet those of others",
                                    "Add prepareThreshold=0 to store.url and sql.url, or use session mode.")
                            : Finding.good(
                                    topic(),
                                    "",
                                    pooled
                                            ? "a pooler stands before PostgreSQL, and no statement is prepared there"
                                            : "no pooler stands before PostgreSQL"));
        } catch (SQLException e) {
            throw new StoreException(e.getMessage(), e);
        }
    }

    private static int answering(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
