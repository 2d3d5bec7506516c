package org.clickrouter.store.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;

/** An empty store that is filled in one transaction: killed in its midst, it is as empty as before. */
final class Filling implements AutoCloseable {

    private static final int BATCH = 500;

    private final Connection connection;
    private final boolean postgres;
    private PreparedStatement insert;
    private int waiting;

    /** @throws StoreException where it cannot be written to */
    Filling(Database store) {
        postgres = store.isPostgres();
        try {
            connection = store.dataSource().getConnection();
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new StoreException("The store cannot be written to: " + e.getMessage(), e);
        }
    }

    /** Makes those that are not there. Before the first row, since H2 ends a transaction with each of them. */
    void make(List<Table> tables) throws SQLException {
        Set<String> found = new HashSet<>();
        try (ResultSet there = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), null, new String[] {"TABLE", "BASE TABLE"})) {
            while (there.next()) {
                found.add(there.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        for (Table table : tables) {
            if (!found.contains(table.name())) {
                execute(table.create());
            }
        }
        connection.commit();
    }

    /** The next rows are of this table. */
    void table(Table table) throws SQLException {
        end();
        insert = connection.prepareStatement(table.insert());
    }

    void row(Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
        if (++waiting == BATCH) {
            send();
        }
    }

    private void send() throws SQLException {
        if (waiting > 0) {
            insert.executeBatch();
            waiting = 0;
        }
    }

    private void end() throws SQLException {
        if (insert != null) {
            send();
            insert.close();
            insert = null;
        }
    }

    /** All is there: row numbers go on behind those that are taken, nobody holds an operation, and it stays. */
    void commit() throws SQLException {
        end();
        long last = number("SELECT COALESCE(MAX(row_id), 0) FROM delivery");
        // Not ALTER SEQUENCE, which would end H2's transaction.
        String next = postgres ? "SELECT nextval('row_block')" : "SELECT NEXT VALUE FOR row_block";
        while (number(next) <= last) {
            continue;
        }
        execute("UPDATE operation_state SET lease_until = 0, lease_holder = NULL");
        execute("UPDATE delivery SET leased_until = 0, holder = NULL WHERE state = 'pending' AND leased_until > 0");
        connection.commit();
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        } catch (SQLException gone) {
            return;
        }
    }
}
