package org.clickrouter.destination.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;

/**
 * An engineer's own table, which is never made or altered: its columns are looked up once, and the upsert is made for
 * their types. Names come from the settings and the database, are checked and quoted; values are always parameters.
 */
public final class OwnTable {
    private final SinkTable table;
    private final SinkColumns columns;
    private final String upsert;
    private final List<Actual> actual;
    private final Comparator<Map<String, Object>> order;

    /** A column as the database has it. */
    private record Actual(SinkColumns.Column wanted, String quoted, String type, ColumnType kind, String parameter) {
        String value() {
            return wanted.value();
        }
    }

    private OwnTable(SinkTable table, SinkColumns columns, List<Actual> actual) {
        this.table = table;
        this.columns = columns;
        this.actual = List.copyOf(actual);
        this.upsert = upsert(table, columns, actual);
        this.order = SinkTable.order(actual.stream()
                .filter(column -> columns.isKey(column.wanted()))
                .map(Actual::parameter)
                .toList());
    }

    /**
     * Looks the columns up.
     *
     * @throws SQLException when the database or the table is not there; it says which other may have been meant
     * @throws DeliveryException MISCONFIGURED naming the columns that the table has not
     */
    public static OwnTable read(SinkTable table, SinkColumns columns, Connection connection) throws SQLException {
        SinkTable found = new TableLookup(table, connection).find();
        try (Statement statement = connection.createStatement();
                ResultSet none = query(statement, found)) {
            ResultSetMetaData there = none.getMetaData();
            List<Actual> actual = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            for (SinkColumns.Column wanted : columns.columns()) {
                int index = index(there, wanted.name());
                if (index == 0) {
                    missing.add(wanted.name());
                } else {
                    String quoted = table.dialect().quote(there.getColumnName(index));
                    String type = table.dialect().typeOf(connection, there, index);
                    actual.add(new Actual(
                            wanted,
                            quoted,
                            table.dialect().castable(type),
                            ColumnType.of(table.dialect(), there.getColumnType(index), type),
                            "c" + actual.size()));
                }
            }
            if (!missing.isEmpty()) {
                throw new DeliveryException(
                        FailureKind.MISCONFIGURED,
                        "sql.columns: table " + table.name() + " has no column " + String.join(", ", missing));
            }
            return new OwnTable(found, columns, actual);
        }
    }

    private static ResultSet query(Statement statement, SinkTable found) throws SQLException {
        try {
            return statement.executeQuery("SELECT * FROM " + found.sql() + " WHERE 1 = 0");
        } catch (SQLException missing) {
            String hint = new TableLookup(found, statement.getConnection()).hint();
            throw hint.isEmpty()
                    ? missing
                    : new SQLException(
                            missing.getMessage() + hint, missing.getSQLState(), missing.getErrorCode(), missing);
        }
    }

    /** The table to the letter. */
    SinkTable table() {
        return table;
    }

    /**
     * The statement that writes one row, with a parameter {@code :#c0}, {@code :#c1}, ... for each column as Camel's
     * sql component names them.
     */
    public String upsert() {
        return upsert;
    }

    /**
     * One row for {@link #upsert()}.
     *
     * @param values every value by name, as {@link SinkTable#values} gives them
     * @param zone the operation's, which the record's date is a time of
     * @return a value for every parameter; a field that the record lacks is the empty text
     */
    public Map<String, Object> row(Map<String, Object> values, ZoneId zone) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Actual column : actual) {
            Object value = values.getOrDefault(column.value(), "");
            row.put(column.parameter(), column.kind().fit(table.dialect(), column.value(), value, zone));
        }
        return row;
    }

    /** The values of a row by the names of its columns. */
    Map<String, Object> byColumn(Map<String, Object> row) {
        Map<String, Object> byColumn = new LinkedHashMap<>();
        actual.forEach(column -> byColumn.put(column.wanted().name(), row.get(column.parameter())));
        return byColumn;
    }

    /** The order of the rows of a batch, as {@link SinkTable#order()}. */
    public Comparator<Map<String, Object>> order() {
        return order;
    }

    @Override
    public String toString() {
        return "OwnTable[" + table.name() + ", " + columns.columns().size() + " columns]";
    }

    /** The name as it is written, else in any case: databases differ in what they make of an unquoted one. */
    private static int index(ResultSetMetaData there, String name) throws SQLException {
        int found = 0;
        for (int i = 1; i <= there.getColumnCount(); i++) {
            if (there.getColumnName(i).equals(name)) {
                return i;
            } else if (there.getColumnName(i).equalsIgnoreCase(name)) {
                found = i;
            }
        }
        return found;
    }

    private static String upsert(SinkTable table, SinkColumns columns, List<Actual> actual) {
        List<Actual> others = new ArrayList<>(actual.stream()
                .filter(column -> !columns.isKey(column.wanted()))
                .toList());
        // Last, since MySQL assigns from left to right and the comparison needs the old one.
        others.sort((one, other) -> Boolean.compare(isRevision(one), isRevision(other)));
        String revision = others.get(others.size() - 1).quoted();
        String names = joined(actual, Actual::quoted);
        String keys = joined(
                actual.stream().filter(column -> columns.isKey(column.wanted())).toList(), Actual::quoted);
        return switch (table.dialect()) {
            case H2, SQLSERVER ->
                "MERGE INTO " + table.sql() + (table.dialect() == SinkDialect.SQLSERVER ? " WITH (HOLDLOCK)" : "")
                        + " AS t USING (SELECT "
                        + joined(actual, column -> value(table.dialect(), column) + " AS " + column.quoted())
                        + ") AS s ON ("
                        + actual.stream()
                                .filter(column -> columns.isKey(column.wanted()))
                                .map(c -> "t." + c.quoted() + " = s." + c.quoted())
                                .collect(Collectors.joining(" AND "))
                        + ") WHEN MATCHED AND (t." + revision + " IS NULL OR t." + revision + " <= s." + revision
                        + ") THEN UPDATE SET "
                        + joined(others, column -> column.quoted() + " = s." + column.quoted())
                        + " WHEN NOT MATCHED THEN INSERT (" + names + ") VALUES ("
                        + joined(actual, column -> "s." + column.quoted()) + ")"
                        // The one statement that SQL Server wants it after.
                        + (table.dialect() == SinkDialect.SQLSERVER ? ";" : "");
            case POSTGRESQL ->
                "INSERT INTO " + table.sql() + " AS t (" + names + ") VALUES ("
                        + joined(actual, column -> value(table.dialect(), column)) + ") ON CONFLICT (" + keys
                        + ") DO UPDATE SET "
                        + joined(others, column -> column.quoted() + " = EXCLUDED." + column.quoted())
                        + " WHERE t." + revision + " IS NULL OR t." + revision + " <= EXCLUDED." + revision;
            case MYSQL ->
                "INSERT INTO " + table.sql() + " (" + names + ") VALUES ("
                        + joined(actual, column -> value(table.dialect(), column)) + ") ON DUPLICATE KEY UPDATE "
                        + joined(
                                others,
                                column -> column.quoted() + " = IF(" + revision + " IS NULL OR VALUES(" + revision
                                        + ") >= " + revision + ", VALUES(" + column.quoted() + "), " + column.quoted()
                                        + ")");
        };
    }

    /**
     * A column that is no text takes NULL for an empty one; H2 and PostgreSQL must be told a parameter's type, or it
     * would not fit.
     */
    private static String value(SinkDialect dialect, Actual column) {
        String parameter = ":#" + column.parameter();
        boolean text = !SinkTable.TYPED.contains(column.value());
        String value =
                switch (dialect) {
                    case H2 -> "CAST(" + parameter + " AS " + (text ? "VARCHAR" : h2Type(column)) + ")";
                    case POSTGRESQL -> text ? "CAST(" + parameter + " AS VARCHAR)" : parameter;
                    case MYSQL -> parameter;
                    case SQLSERVER -> text ? "CAST(" + parameter + " AS NVARCHAR(MAX))" : sqlServer(column, parameter);
                };
        String fit = text && column.kind() != ColumnType.TEXT ? "NULLIF(" + value + ", '')" : value;
        if (dialect == SinkDialect.MYSQL
                && column.kind() == ColumnType.INSTANT
                && (column.value().equals("date") || isTime(column))) {
            return "CONVERT_TZ(" + fit + ", '+00:00', @@session.time_zone)";
        }
        if (dialect == SinkDialect.SQLSERVER && text && column.kind() == ColumnType.WALL_CLOCK) {
            // Into a datetime it reads the month as the day where the log-in's language has them so.
            return "CAST(" + fit + " AS DATETIME2(3))";
        }
        return dialect == SinkDialect.POSTGRESQL ? "CAST(" + fit + " AS " + column.type() + ")" : fit;
    }

    private static String h2Type(Actual column) {
        return isTime(column) && column.kind() == ColumnType.WALL_CLOCK
                ? "TIMESTAMP"
                : SinkDialect.H2.type(column.value(), false).replace(" NOT NULL", "");
    }

    private static String sqlServer(Actual column, String parameter) {
        return isTime(column)
                ? "CAST(" + parameter + " AS "
                        + (column.kind() == ColumnType.WALL_CLOCK ? "DATETIME2(3)" : "DATETIMEOFFSET(3)") + ")"
                : "CAST(" + parameter + " AS INT)";
    }

    private static boolean isTime(Actual column) {
        return SinkTable.TYPED.contains(column.value()) && !isRevision(column);
    }

    private static boolean isRevision(Actual column) {
        return column.wanted().value().equals(SinkColumns.REVISION);
    }

    private static String joined(List<Actual> columns, Function<Actual, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }
}
