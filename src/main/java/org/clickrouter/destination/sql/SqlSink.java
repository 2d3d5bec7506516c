package org.clickrouter.destination.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.net.Deadline;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.store.outbox.Delivery;

/**
 * Bean {@code sqlSink} of deliver-sql.camel.yaml: clicks as rows of one table, ours, which is made when the first rows
 * come, or the engineer's.
 */
public final class SqlSink {

    private final DataSource dataSource;
    private final SinkTable table;
    private final SinkColumns columns;
    private final Function<String, ZoneId> zones;
    private final Duration timeout;
    private final Clock clock;
    private boolean made;
    private OwnTable own;
    /** Written once, before the first rows. */
    private volatile PositionalStatement upsert;

    private record Row(int revision, Map<String, Object> values) {}

    /**
     * @param columns of the engineer's own table; null for ours
     * @param zones the zone of an operation's times, by its name
     * @param timeout the longest that a batch may take
     */
    public SqlSink(
            DataSource dataSource,
            SinkTable table,
            SinkColumns columns,
            Function<String, ZoneId> zones,
            Duration timeout,
            Clock clock) {
        this.dataSource = dataSource;
        this.table = table;
        this.columns = columns;
        this.zones = zones;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Out: a list of rows as the body, the newest of each key, and the upsert that the sql component runs over them as
     * one batch.
     */
    public void prepare(Exchange exchange) throws SQLException {
        Deadline.begin(timeout);
        OwnTable theirs = look();
        Comparator<Map<String, Object>> order = theirs == null ? SinkTable.order() : theirs.order();
        List<Row> rows = Deliveries.of(exchange).stream()
                .map(d -> new Row(d.revision(), values(d, theirs)))
                .sorted(Comparator.comparing(Row::values, order).thenComparing(Row::revision))
                .toList();
        List<Map<String, Object>> newest = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            // PostgreSQL refuses a statement that would write a row twice, which its driver makes of a batch; the older
            // one would be overwritten at once.
            if (i + 1 == rows.size() || order.compare(rows.get(i).values, rows.get(i + 1).values) != 0) {
                newest.add(upsert.ordered(rows.get(i).values));
            }
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("CamelSqlQuery", upsert.sql());
        message.setBody(newest);
    }

    /**
     * After the sql component failed: where it was one row alone and the database refused its values, says which column
     * it was.
     *
     * @throws DeliveryException BAD_PAYLOAD naming the column; never the value, which is people's data
     * @throws Exception what was caught, where there is nothing to add
     */
    @SuppressWarnings("unchecked")
    public void explain(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (exchange.getMessage().getBody() instanceof List<?> rows
                && rows.size() == 1
                && DeliveryException.of(caught).kind() == FailureKind.BAD_PAYLOAD) {
            Map<String, Object> row = (Map<String, Object>) rows.get(0);
            try (Connection connection = dataSource.getConnection()) {
                String wrong = BadColumn.find(table, connection, own == null ? row : own.byColumn(row))
                        .orElse(null);
                if (wrong != null) {
                    throw new DeliveryException(FailureKind.BAD_PAYLOAD, wrong, null, null, caught);
                }
            } catch (SQLException away) {
                caught.addSuppressed(away);
            }
        }
        throw caught;
    }

    private Map<String, Object> values(Delivery d, OwnTable theirs) {
        Map<String, Object> row =
                table.row(d.operation(), d.clickId(), d.revision(), d.code(), d.record(), clock.instant());
        return theirs == null ? row : theirs.row(SinkTable.values(row, d.record(), d.id()), zones.apply(d.operation()));
    }

    /**
     * The database may be away when the product starts, so this waits for the first rows.
     *
     * @return the engineer's table, or null for ours, which is there now
     */
    private synchronized OwnTable look() throws SQLException {
        if (!made) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                if (columns == null) {
                    statement.execute(table.ddl());
                } else {
                    own = OwnTable.read(table, columns, connection);
                }
            }
            upsert = PositionalStatement.of(own == null ? table.upsert() : own.upsert());
            made = true;
        }
        return own;
    }
}
