package org.clickrouter.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** An H2 store whose rows were moved elsewhere: whoever went on with it would send everything a second time. */
final class Shut {

    private Shut() {}

    static void mark(Database store, String where) {
        store.update("CREATE TABLE moved_to (place VARCHAR NOT NULL)");
        store.update("INSERT INTO moved_to (place) VALUES (?)", where);
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
