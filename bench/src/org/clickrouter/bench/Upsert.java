package org.clickrouter.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.destination.sql.RowTimes;
import org.clickrouter.destination.sql.SinkTable;
import org.clickrouter.report.Click;

/**
 * A hand-written batch upsert of clicks into the sink's table: 500 rows a batch and a commit, nothing else; as many
 * rows several times, cold at first and then warm.
 */
public final class Upsert {

    private record Positional(String sql, List<String> columns) {
        static Positional of(String sql) {
            var parameter = java.util.regex.Pattern.compile(":#(\\w+)").matcher(sql);
            return new Positional(
                    parameter.replaceAll("?"),
                    parameter.reset().results().map(found -> found.group(1)).toList());
        }
    }

    private Upsert() {}

    /** Arguments: the database's address, and how many rows each time, and how many times. */
    public static void main(String[] args) throws Exception {
        SinkTable table = SinkTable.of(args[0], "click_sink");
        Positional statement = Positional.of(table.upsert());
        try (Connection connection = args[0].startsWith("jdbc:h2:")
                ? DriverManager.getConnection(args[0], "sa", "")
                : DriverManager.getConnection(args[0])) {
            connection.createStatement().execute(table.ddl());
            connection.setAutoCommit(false);
            int count = Integer.parseInt(args[1]);
            int next = 0;
            for (int time = 0; time < Integer.parseInt(args[2]); time++) {
                List<Click> clicks = new ArrayList<>();
                for (; clicks.size() < count; next++) {
                    Click click = Click.of("default", Records.record(next));
                    if (!click.code().isEmpty()) {
                        clicks.add(click);
                    }
                }
                System.out.println("done " + upsert(connection, table, statement, clicks));
            }
        }
    }

    /** Returns milliseconds. */
    private static long upsert(Connection connection, SinkTable table, Positional statement, List<Click> clicks)
            throws SQLException {
        long begin = System.nanoTime();
        try (PreparedStatement upsert = connection.prepareStatement(statement.sql())) {
            for (int i = 0; i < clicks.size(); i++) {
                Click click = clicks.get(i);
                Instant now = Instant.now();
                RowTimes times = new RowTimes(now, now, now, now);
                var row = table.row("default", click.id(), 1, click.code(), click.json(), times);
                for (int n = 0; n < statement.columns().size(); n++) {
                    upsert.setObject(n + 1, row.get(statement.columns().get(n)));
                }
                upsert.addBatch();
                if ((i + 1) % 500 == 0 || i + 1 == clicks.size()) {
                    upsert.executeBatch();
                    connection.commit();
                }
            }
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
