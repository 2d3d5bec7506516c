package org.clickrouter.camel;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.clickrouter.deliver.OwnTable;
import org.clickrouter.deliver.PositionalStatement;
import org.clickrouter.deliver.SinkColumns;
import org.clickrouter.deliver.SinkTable;
import org.clickrouter.store.Delivery;

/** Bean {@code sqlSink} of deliver-sql.camel.yaml: clicks as rows of one table, ours, which is made when the first rows come, or the engineer's. */
public final class SqlSink {

    private final DataSource dataSource;
    private final SinkTable table;
    private final SinkColumns columns;
    private final Duration timeout;
    private final Clock clock;
    private boolean made;
    private OwnTable own;
    /** Written once, before the first rows. */
    private volatile PositionalStatement upsert;

    /**
     * @param columns of the engineer's own table; null for ours
     * @param timeout the longest that a batch may take
     */
    public SqlSink(DataSource dataSource, SinkTable table, SinkColumns columns, Duration timeout, Clock clock) {
        this.dataSource = dataSource;
        this.table = table;
        this.columns = columns;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Out: a list of rows as the body, and the upsert that the sql component runs over them as one batch. */
    public void prepare(Exchange exchange) throws SQLException {
        Deadline.begin(timeout);
        OwnTable theirs = look();
        List<Delivery> deliveries = Deliveries.of(exchange);
        List<Map<String, Object>> rows = deliveries.stream().map(d -> {
            Map<String, Object> row = table.row(d.operation(), d.clickId(), d.revision(), d.code(), d.record(), clock.instant());
            return theirs == null ? row : theirs.row(SinkTable.values(row, d.record(), d.id()));
        }).sorted(theirs == null ? SinkTable.order() : theirs.order()).map(upsert::ordered).toList();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("CamelSqlQuery", upsert.sql());
        message.setBody(rows);
    }

    /**
     * The database may be away when the product starts, so this waits for the first rows.
     *
     * @return the engineer's table, or null for ours, which is there now
     */
    private synchronized OwnTable look() throws SQLException {
        if (!made) {
            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
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
