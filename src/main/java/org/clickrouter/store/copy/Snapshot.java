package org.clickrouter.store.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;
import org.h2.engine.Constants;

/** A store as it is at one moment, however long its reading takes and whatever goes on meanwhile. */
final class Snapshot implements AutoCloseable {

    /** What another database has by itself, or what only holds for processes that run. */
    private static final Set<String> LEFT_OUT = Set.of("schema_history", "instance", "moved_to");

    private static final int FETCHED = 1_000;

    private final Connection connection;

    /** Takes rows in the order of the columns. */
    @FunctionalInterface
    interface Rows {
        void row(Object[] values) throws SQLException;
    }

    Snapshot(Database store) {
        // Says in words why it cannot be opened.
        store.ready();
        try {
            connection = store.dataSource().getConnection();
            connection.setTransactionIsolation(
                    store.isPostgres() ? Connection.TRANSACTION_REPEATABLE_READ : Constants.TRANSACTION_SNAPSHOT);
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new StoreException("The store cannot be read: " + e.getMessage(), e);
        }
    }

    /** @return what is copied, in the order of the names */
    List<Table> tables() throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String name : names("SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema = "
                + schema() + " AND table_type = 'BASE TABLE' ORDER BY 1")) {
            if (!LEFT_OUT.contains(name)) {
                tables.add(new Table(name, columns(name), key(name)));
            }
        }
        return tables;
    }

    private List<Table.Column> columns(String table) throws SQLException {
        List<Table.Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT LOWER(column_name), LOWER(data_type), is_nullable FROM information_schema.columns"
                                + " WHERE table_schema = " + schema() + " AND LOWER(table_name) = '" + table
                                + "' ORDER BY ordinal_position")) {
            while (row.next()) {
                columns.add(new Table.Column(
                        row.getString(1),
                        shared(row.getString(2)),
                        row.getString(3).equals("NO")));
            }
        }
        return columns;
    }

    /** PostgreSQL knows no CLOB, and both know TEXT. */
    private static String shared(String type) {
        return type.equals("character large object") ? "text" : type;
    }

    private List<String> key(String table) throws SQLException {
        return names("SELECT LOWER(k.column_name) FROM information_schema.table_constraints c"
                + " JOIN information_schema.key_column_usage k ON k.constraint_name = c.constraint_name"
                + " AND k.table_schema = c.table_schema AND k.table_name = c.table_name"
                + " WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = " + schema()
                + " AND LOWER(c.table_name) = '" + table + "' ORDER BY k.ordinal_position");
    }

    private String schema() throws SQLException {
        return "'" + connection.getSchema().replace("'", "''") + "'";
    }

    private List<String> names(String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** @return how many rows it gave */
    long read(Table table, Rows rows) throws SQLException {
        long count = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet row = statement.executeQuery(table.select())) {
                while (row.next()) {
                    Object[] values = new Object[table.columns().size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] =
                                Values.read(row, i + 1, table.columns().get(i).type());
                    }
                    rows.row(values);
                    count++;
                }
            }
        }
        return count;
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.close();
        } catch (SQLException gone) {
            return;
        }
    }
}
