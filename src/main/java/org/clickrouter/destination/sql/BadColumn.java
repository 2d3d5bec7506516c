package org.clickrouter.destination.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the column whose value a database refused: its error names the value, which must not be shown, but no column.
 */
final class BadColumn {

    private static final int DEEPEST = 10;
    /** The last name of one or more, in whichever quotes. */
    private static final Pattern OF_MYSQL = Pattern.compile(" for column (?:`[^`]*`\\.)*[`']([^`']*)[`'] at row ");

    private BadColumn() {}

    /**
     * Asks the database about each value by itself.
     *
     * @param connection in auto-commit, so that one refusal does not end what follows
     * @param row the values by column
     * @return the column and what is wrong, in words without the value
     */
    static Optional<String> find(SinkTable table, Connection connection, Map<String, Object> row) throws SQLException {
        Map<String, Object> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(row);
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table.sql() + " WHERE 1 = 0")) {
            ResultSetMetaData columns = none.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (values.get(columns.getColumnName(i)) instanceof String text) {
                    Optional<String> wrong = wrong(table.dialect(), connection, columns, i, text);
                    if (wrong.isPresent()) {
                        return Optional.of("column " + columns.getColumnName(i) + " " + wrong.get());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What MySQL and MariaDB say themselves: the column, and of some errors the value, which is left out.
     *
     * @param caught with what the database said among its causes
     */
    static Optional<String> named(Throwable caught, Map<String, Object> row) {
        Throwable link = caught;
        for (int i = 0; link != null && i < DEEPEST; i++, link = link.getCause()) {
            Matcher column = OF_MYSQL.matcher(String.valueOf(link.getMessage()));
            if (link instanceof SQLException sql
                    && column.find()
                    && row.keySet().stream().anyMatch(column.group(1)::equalsIgnoreCase)) {
                return Optional.of("column " + column.group(1) + " does not take its value: SQL state "
                        + sql.getSQLState() + ", error " + sql.getErrorCode());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(
            SinkDialect dialect, Connection connection, ResultSetMetaData columns, int i, String text)
            throws SQLException {
        String type = columns.getColumnTypeName(i);
        boolean isText = ColumnType.of(dialect, columns.getColumnType(i), type) == ColumnType.TEXT;
        int most = columns.getPrecision(i);
        if (text.isEmpty()) {
            return isText || columns.isNullable(i) != ResultSetMetaData.columnNoNulls
                    ? Optional.empty()
                    : Optional.of("is of type " + type + " and not null, and its value is empty");
        }
        if (isText && most > 0 && text.codePointCount(0, text.length()) > most) {
            return Optional.of("takes " + most + " characters, and its value has more");
        }
        if (dialect == SinkDialect.MYSQL) {
            return Optional.empty();
        }
        if (dialect == SinkDialect.SQLSERVER) {
            return wrongInSqlServer(connection, isText, type, text);
        }
        String cast = isText ? "CAST(? AS VARCHAR)" : "CAST(CAST(? AS VARCHAR) AS " + exact(dialect, columns, i) + ")";
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + cast)) {
            statement.setString(1, text);
            statement.executeQuery().close();
            return Optional.empty();
        } catch (SQLException refused) {
            String state = String.valueOf(refused.getSQLState());
            return switch (state) {
                case "22P05" ->
                    Optional.of("has a character that the database's encoding or type lacks: SQL state " + state);
                default ->
                    state.startsWith("22")
                            ? Optional.of("is of type " + type + ", which its value does not fit: SQL state " + state)
                            : Optional.empty();
            };
        }
    }

    /** A number with its digits, which are what too large a one does not fit. */
    private static String exact(SinkDialect dialect, ResultSetMetaData columns, int i) throws SQLException {
        String type = dialect.castable(columns.getColumnTypeName(i));
        int digits = columns.getPrecision(i);
        return columns.getColumnType(i) == Types.NUMERIC && digits > 0
                ? type + "(" + digits + ", " + columns.getScale(i) + ")"
                : type;
    }

    /** Its states say little; TRY_CAST says the same without an error. */
    private static Optional<String> wrongInSqlServer(Connection connection, boolean isText, String type, String text)
            throws SQLException {
        if (isText) {
            return Optional.empty();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT TRY_CAST(CAST(? AS NVARCHAR(MAX)) AS " + type + ")")) {
            statement.setString(1, text);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getObject(1) == null
                        ? Optional.of("is of type " + type + ", which its value does not fit")
                        : Optional.empty();
            }
        }
    }
}
