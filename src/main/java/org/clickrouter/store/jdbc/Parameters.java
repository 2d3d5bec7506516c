package org.clickrouter.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** The parameters of a statement. */
final class Parameters {

    private Parameters() {}

    /**
     * Sets all parameters in order: null is SQL's null, an array of Long, String or UUID is one of SQL. The NUL
     * character is left out: PostgreSQL refuses it in any text.
     */
    static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof String text && text.indexOf('\0') >= 0) {
                value = text.replace("\0", "");
            } else if (value instanceof Object[] elements) {
                value = statement.getConnection().createArrayOf(type(elements), elements);
            }
            statement.setObject(i + 1, value);
        }
    }

    private static String type(Object[] elements) {
        return elements instanceof Long[] ? "bigint" : elements instanceof UUID[] ? "uuid" : "varchar";
    }
}
