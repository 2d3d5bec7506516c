package org.clickrouter.testing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Locks that another user of the database holds, and what of the product waits for them. */
public enum StoreLock {
    /** The next chunk's clicks can be written, its deliveries cannot. */
    NEW_DELIVERIES(List.of("INSERT INTO delivery", "COPY delivery")) {
        @Override
        String sql(boolean postgres) {
            // H2 has no lock on a table: there it is the row that the last chunk's first delivery will take.
            return postgres
                    ? "LOCK TABLE delivery IN EXCLUSIVE MODE"
                    : "INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, state, due, created) SELECT"
                            + " (SELECT MAX(row_id) FROM delivery) + 1, 'none', 'none', id, 1, '', 'done', 0, 0 FROM click LIMIT 1";
        }
    },
    /** No transaction of a read can begin. */
    OPERATIONS(List.of("SELECT lease_token")) {
        @Override
        String sql(boolean postgres) {
            return "SELECT * FROM operation_state FOR UPDATE";
        }
    },
    /** No instance can take an operation over, read on, or give it back: whichever it comes to first waits. */
    OPERATIONS_TO_TAKE(List.of("operation_state")) {
        @Override
        String sql(boolean postgres) {
            return OPERATIONS.sql(postgres);
        }
    },
    /** No call can be begun, or told to be over. */
    CALL_SLOTS(List.of("UPDATE call_slot")) {
        @Override
        String sql(boolean postgres) {
            return "SELECT * FROM call_slot FOR UPDATE";
        }
    },
    /** No webhook that is under way can be marked. */
    MARKS_OF_WEBHOOKS(List.of("UPDATE delivery")) {
        @Override
        String sql(boolean postgres) {
            return "SELECT * FROM delivery WHERE destination = 'webhook' AND state = 'pending' FOR UPDATE";
        }
    },
    /** A row of the shipped SQL destination, by chat, source and date, cannot be written. */
    ROW_OF_THE_SINK(List.of("INTO click_sink", "INTO \"click_sink\"")) {
        @Override
        String sql(boolean postgres) {
            return "INSERT INTO click_sink (operation, chat_id, source_id, click_date, cod_act, revision, record, delivered_at)"
                    + " VALUES ('default', ?, ?, ?, '', 0, '', CURRENT_TIMESTAMP)";
        }
    };

    private final List<String> waiting;

    StoreLock(List<String> waiting) {
        this.waiting = waiting;
    }

    abstract String sql(boolean postgres);

    /** Takes the lock; it lasts until the connection's transaction ends. */
    public void take(Connection connection, Object... parameters) throws SQLException {
        connection.setAutoCommit(false);
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        try (PreparedStatement statement = connection.prepareStatement(sql(postgres))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    /** Whether the product waits for it. */
    public boolean holdsUp(StoreView store) {
        return waiting.stream().anyMatch(store::isHeldUpIn);
    }
}
