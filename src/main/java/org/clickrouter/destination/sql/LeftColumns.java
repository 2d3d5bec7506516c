package org.clickrouter.destination.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.clickrouter.settings.value.TableName;

/**
 * Columns of an engineer's own table that must have a value, have no default, and get none: every row fails by them.
 */
final class LeftColumns {

    private LeftColumns() {}

    /** @param written the columns that a row has */
    static List<String> of(SinkTable table, Connection connection, Set<String> written) throws SQLException {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(written);
        List<TableName.Part> parts = table.parsed().parts();
        String last = parts.get(parts.size() - 1).text();
        List<String> left = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table.sql() + " WHERE 1 = 0")) {
            ResultSetMetaData columns = none.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String column = columns.getColumnName(i);
                if (!known.contains(column)
                        && columns.isNullable(i) == ResultSetMetaData.columnNoNulls
                        && !columns.isAutoIncrement(i)
                        && !hasDefault(connection, last, column)) {
                    left.add(column);
                }
            }
        }
        return left;
    }

    private static boolean hasDefault(Connection connection, String table, String column) throws SQLException {
        try (ResultSet found = connection.getMetaData().getColumns(null, null, "%", column)) {
            while (found.next()) {
                if (found.getString("TABLE_NAME").equalsIgnoreCase(table)
                        && (found.getString("COLUMN_DEF") != null
                                || "YES".equals(found.getString("IS_GENERATEDCOLUMN")))) {
                    return true;
                }
            }
        }
        return false;
    }
}
