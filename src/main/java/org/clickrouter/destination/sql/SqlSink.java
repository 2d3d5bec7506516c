package org.clickrouter.destination.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.Message;
import org.clickrouter.destination.Sink;
import org.clickrouter.net.Deadline;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.store.outbox.Delivery;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The bean of click-sql-sink: clicks as rows of one table, ours, which is made when the first rows come, or the
 * engineer's.
 */
public final class SqlSink extends Sink<SqlSettings> {

    /** Null until it was looked for. */
    private SinkTable table;

    private OwnTable own;

    private record Row(int revision, Map<String, Object> values) {}

    @Override
    protected SqlSettings read(DestinationContext context, String destination) {
        return SqlSettings.of(context.settings());
    }

    /**
     * Out: a list of rows as the body, the newest of each key, and the upsert that the sql component runs over them as
     * one batch.
     */
    public void prepare(Exchange exchange) throws SQLException {
        // The sql component would otherwise commit each batch, and with it the clicks of a chunk before their end. A
        // Kamelet works on a copy of the exchange, which knows of no transaction.
        exchange.getExchangeExtension().setTransacted(TransactionSynchronizationManager.isActualTransactionActive());
        SqlSettings settings = settings();
        Deadline.begin(settings.timeout());
        OwnTable theirs = look(settings);
        Comparator<Map<String, Object>> order = theirs == null ? SinkTable.order() : theirs.order();
        List<Row> rows = Deliveries.of(exchange).stream()
                .map(d -> new Row(d.revision(), values(settings.table(), d, theirs)))
                .sorted(Comparator.comparing(Row::values, order).thenComparing(Row::revision))
                .toList();
        List<Map<String, Object>> newest = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            // PostgreSQL refuses a statement that would write a row twice, which its driver makes of a batch; the older
            // one would be overwritten at once.
            if (i + 1 == rows.size() || order.compare(rows.get(i).values, rows.get(i + 1).values) != 0) {
                newest.add(rows.get(i).values);
            }
        }
        String upsert = theirs == null ? table().upsert() : theirs.upsert();
        new Message(Map.of("CamelSqlQuery", upsert), newest).into(exchange);
    }

    /**
     * After the sql component failed: where it was one row alone and the database refused its values, says which column
     * it was.
     *
     * @throws DeliveryException ROUTE_FAILED naming the columns that nothing is written to and that must have a value;
     *     BAD_PAYLOAD naming the column; never the value, which is people's data
     * @throws Exception what was caught, where there is nothing to add
     */
    @SuppressWarnings("unchecked")
    public void explain(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (exchange.getMessage().getBody() instanceof List<?> rows
                && rows.size() == 1
                && DeliveryException.of(caught).kind() == FailureKind.BAD_PAYLOAD) {
            Map<String, Object> row = (Map<String, Object>) rows.get(0);
            try (Connection connection = context().sink().getConnection()) {
                Map<String, Object> values = own == null ? row : own.byColumn(row);
                List<String> left = own == null ? List.of() : LeftColumns.of(table(), connection, values.keySet());
                if (!left.isEmpty()) {
                    // A trigger may fill it, so that this row alone is wrong: what the next ones do will tell.
                    throw new DeliveryException(
                            FailureKind.ROUTE_FAILED,
                            "sql.columns: table " + table().name() + " wants a value in column "
                                    + String.join(", ", left)
                                    + ", which is not among them: add it, or give the column a default",
                            null,
                            null,
                            caught);
                }
                String wrong = BadColumn.find(table(), connection, values)
                        .or(() -> BadColumn.named(caught, values))
                        .orElse(null);
                if (wrong != null) {
                    throw new DeliveryException(FailureKind.BAD_PAYLOAD, wrong, null, null, caught);
                }
            } catch (SQLException away) {
                caught.addSuppressed(away);
            }
        }
        // The statement is ours: it is the table that is not as it was, and no mistake in a route.
        throw caught instanceof BadSqlGrammarException bad ? bad.getSQLException() : caught;
    }

    private Map<String, Object> values(SinkTable table, Delivery d, OwnTable theirs) {
        ZoneId zone = context().zone(d.operation());
        Map<String, Object> row = table.row(
                d.operation(),
                d.clickId(),
                d.revision(),
                d.code(),
                d.record(),
                RowTimes.of(d, zone, context().clock().instant()));
        return theirs == null ? row : theirs.row(SinkTable.values(row, d.record(), d.id()), zone);
    }

    /**
     * The database may be away when the product starts, so this waits for the first rows.
     *
     * @return the engineer's table, or null for ours, which is there now
     */
    private synchronized OwnTable look(SqlSettings settings) throws SQLException {
        if (table == null) {
            DataSource sink = context().sink();
            try (Connection connection = sink.getConnection();
                    Statement statement = connection.createStatement()) {
                if (settings.columns() == null) {
                    SinkTable ours = new TableLookup(settings.table(), connection).find();
                    statement.execute(ours.ddl());
                    table = ours;
                } else {
                    own = OwnTable.read(settings.table(), settings.columns(), connection);
                    table = own.table();
                }
            }
        }
        return own;
    }

    private synchronized SinkTable table() {
        return table;
    }
}
