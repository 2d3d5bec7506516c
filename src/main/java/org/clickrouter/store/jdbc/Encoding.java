package org.clickrouter.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What PostgreSQL can hold of a text: in LATIN1, for one, the first emoji of an agent's name would end all reading. */
final class Encoding {

    private Encoding() {}

    /** @throws StoreException for any other than UTF8 */
    static void check(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW server_encoding")) {
            row.next();
            String encoding = row.getString(1);
            if (!encoding.equals("UTF8")) {
                throw new StoreException("the database has server_encoding " + encoding
                        + ", the store needs UTF8 (CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0)");
            }
        }
    }
}
