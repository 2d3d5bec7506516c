package org.clickrouter.camel;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.clickrouter.deliver.SinkTable;
import org.clickrouter.store.Delivery;

/** Bean {@code sqlSink} of deliver-sql.camel.yaml: clicks as rows of one table, which is made when the first rows come. */
public final class SqlSink {

    private final DataSource dataSource;
    private final SinkTable table;
    private final Clock clock;
    private volatile boolean made;

    public SqlSink(DataSource dataSource, SinkTable table, Clock clock) {
        this.dataSource = dataSource;
        this.table = table;
        this.clock = clock;
    }

    /** Out: a list of rows as the body, and the upsert that the sql component runs over them as one batch. */
    public void prepare(Exchange exchange) throws SQLException {
        makeTable();
        List<Delivery> deliveries = Deliveries.of(exchange);
        List<Map<String, Object>> rows = deliveries.stream().map(d ->
            table.row(d.operation(), d.clickId(), d.revision(), d.code(), d.record(), clock.instant())).toList();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("CamelSqlQuery", table.upsert());
        message.setBody(rows);
    }

    /** The database may be away when the product starts, so this waits for the first rows. */
    private synchronized void makeTable() throws SQLException {
        if (!made) {
            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute(table.ddl());
            }
            made = true;
        }
    }
}
