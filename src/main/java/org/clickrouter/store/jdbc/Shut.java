package org.clickrouter.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** An H2 store whose rows were moved elsewhere: whoever went on with it would send everything a second time. */
final class Shut {

    private Shut() {}

    static void mark(DataSource store, String where) {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE moved_to (place VARCHAR NOT NULL)");
            statement.execute("INSERT INTO moved_to (place) VALUES ('" + where.replace("'", "''") + "')");
        } catch (SQLException e) {
            throw new StoreException("the old store cannot be shut: " + e.getMessage(), e);
        }
    }

    /** @throws StoreException where it was moved */
    static void check(DataSource store) throws SQLException {
        try (Connection connection = store.getConnection()) {
            try (ResultSet table = connection.getMetaData().getTables(null, null, "MOVED_TO", null)) {
                if (!table.next()) {
                    return;
                }
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT place FROM moved_to")) {
                throw new StoreException("this store was moved" + (row.next() ? " to " + row.getString(1) : "")
                        + ": set store.url to it");
            }
        }
    }
}
