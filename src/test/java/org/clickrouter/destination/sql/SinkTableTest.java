package org.clickrouter.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkTableTest {
    private static final Instant NOW = Instant.parse("2025-02-03T10:00:00.123Z");
    private static final RowTimes TIMES = new RowTimes(NOW, NOW, NOW, NOW);
    private static final String DATABASE = Postgres.freshUrl();
    private Connection database;
    private SinkTable table;

    @AfterEach
    void close() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    private void open(SinkDialect dialect) throws Exception {
        database = dialect == SinkDialect.H2
                ? DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID())
                : DriverManager.getConnection(DATABASE);
        table = SinkTable.of(
                database.getMetaData().getDatabaseProductName(),
                "public.sink_" + UUID.randomUUID().toString().replace("-", ""));
        assertThat(table.dialect()).isEqualTo(dialect);
        for (int again = 0; again < 2; again++) {
            try (Statement statement = database.createStatement()) {
                statement.execute(table.ddl());
            }
        }
    }

    /** Runs the rows as one JDBC batch, as Camel's sql component does. */
    private void write(List<Map<String, Object>> rows) throws SQLException {
        write(database, rows);
    }

    private void write(Connection database, List<Map<String, Object>> rows) throws SQLException {
        NamedBatch upsert = NamedBatch.of(table.upsert());
        try (PreparedStatement statement = database.prepareStatement(upsert.sql())) {
            for (Map<String, Object> row : rows) {
                assertThat(row.keySet()).containsExactlyInAnyOrderElementsOf(upsert.columns());
                int parameter = 0;
                for (Object value : upsert.values(row)) {
                    statement.setObject(++parameter, value);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private List<String> codes() throws SQLException {
        List<String> codes = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT cod_act, revision FROM " + table.sql() + " ORDER BY chat_id, cod_act")) {
            while (rows.next()) {
                codes.add(rows.getString(1) + rows.getInt(2));
            }
        }
        return codes;
    }

    private Map<String, Object> row(String chat, int revision, String code) {
        return table.row(
                "bogota",
                UUID.randomUUID(),
                revision,
                code,
                "{\"chat_id\":\"" + chat + "\",\"source_id\":120212345678901234,\"date\":\"2025-02-03 10:00:00\"}",
                TIMES);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void everyColumnIsWritten(SinkDialect dialect) throws Exception {
        open(dialect);
        String record =
                "{\"source_url\":\"https://x/?a=b#c\",\"source_type\":\"ad\",\"source_id\":120212345678901234,\"chat_id\":\" 573 \",\"rp_id\":\"r\",\"agent_id\":7,"
                        + "\"media_type\":null,\"media_url\":\"ñ\\u0000😀\",\"date\":\"2025-02-03 10:00:00\",\"cod_act\":\" VENTA \",\"extra \":\""
                        + "x".repeat(2_000_000) + "\"}";

        RowTimes times = new RowTimes(NOW.minusSeconds(90), NOW.minusSeconds(60), NOW.minusSeconds(30), NOW);
        write(List.of(table.row("bogota", UUID.randomUUID(), 3, "VENTA", record, times)));

        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table.name())) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("operation")).isEqualTo("bogota");
            assertThat(row.getString("chat_id")).isEqualTo("573");
            assertThat(row.getString("source_id")).isEqualTo("120212345678901234");
            assertThat(row.getString("click_date")).isEqualTo("2025-02-03 10:00:00");
            assertThat(row.getString("cod_act")).isEqualTo("VENTA");
            assertThat(row.getInt("revision")).isEqualTo(3);
            assertThat(row.getString("source_url")).isEqualTo("https://x/?a=b#c");
            assertThat(row.getString("source_type")).isEqualTo("ad");
            assertThat(row.getString("rp_id")).isEqualTo("r");
            assertThat(row.getString("agent_id")).isEqualTo("7");
            assertThat(row.getString("media_type")).isEmpty();
            assertThat(row.getString("media_url")).isEqualTo("ñ\uFFFD😀");
            assertThat(row.getString("record")).isEqualTo(record);
            assertThat(List.of("clicked_at", "first_seen", "coded_at", "delivered_at"))
                    .extracting(column ->
                            row.getObject(column, OffsetDateTime.class).toInstant())
                    .containsExactly(times.clicked(), times.firstSeen(), times.coded(), times.delivered());
            assertThat(row.next()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void timesThatAreNotKnownAreNull(SinkDialect dialect) throws Exception {
        open(dialect);
        RowTimes times = new RowTimes(null, NOW, null, NOW);

        write(List.of(table.row("o", UUID.randomUUID(), 0, "", "{}", times), row("b", 1, "VENTA")));

        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table.name()
                        + " WHERE revision = 0 AND clicked_at IS NULL AND coded_at IS NULL")) {
            row.next();
            assertThat(row.getInt(1)).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theNewestRevisionWinsInWhateverOrderTheyCome(SinkDialect dialect) throws Exception {
        open(dialect);

        write(List.of(row("a", 1, "ONE")));
        write(List.of(row("a", 3, "THREE")));
        write(List.of(row("a", 2, "TWO")));
        assertThat(codes()).containsExactly("THREE3");

        write(List.of(
                row("b", 2, "TWO"), row("b", 1, "ONE"), row("c", 1, "ONE"), row("c", 2, "TWO"), row("a", 3, "AGAIN")));
        assertThat(codes()).containsExactly("AGAIN3", "TWO2", "TWO2");
    }

    /** In the order of their keys; in any other they would end in a deadlock. */
    @Test
    void severalBatchesAtATimeOfTheSameClicksAreAllWritten() throws Exception {
        open(SinkDialect.POSTGRESQL);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                int own = thread;
                ends.add(threads.submit(() -> {
                    try (Connection connection = DriverManager.getConnection(DATABASE)) {
                        connection.setAutoCommit(false);
                        for (int revision = 1; revision <= 60; revision++) {
                            List<Map<String, Object>> rows = new ArrayList<>();
                            for (int i = 0; i < 50; i++) {
                                rows.add(row("chat" + i, revision, "R"));
                            }
                            Collections.shuffle(rows, new Random(own * 100L + revision));
                            rows.sort(SinkTable.order());
                            write(connection, rows);
                            connection.commit();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(codes()).hasSize(50).containsOnly("R60");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void clicksWithoutAChatStayApartAndKeepTheirRowThroughRevisions(SinkDialect dialect) throws Exception {
        open(dialect);
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();

        for (String chat : List.of("\"\"", "\"-\"", "null", "0", "\"0\"")) {
            String record = "{\"chat_id\":" + chat + ",\"source_id\":\"s\",\"date\":\"d\"}";
            write(List.of(
                    table.row("o", first, 1, "A", record, TIMES),
                    table.row("o", second, 1, "B", record, TIMES),
                    table.row("o", first, 2, "C", record, TIMES)));
        }
        write(List.of(table.row("o", second, 2, "D", "{}", TIMES)));

        assertThat(codes()).containsExactlyInAnyOrder("C2", "B1", "D2");
        assertThat(table.row("o", first, 1, "A", "{\"chat_id\":\"\"}", TIMES))
                .containsEntry("chat_id", "click:" + first);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aKeyThatIsTooLongIsRefusedNotCut(SinkDialect dialect) throws Exception {
        open(dialect);

        Throwable refused = catchThrowable(() -> write(List.of(row("x".repeat(256), 1, "A"))));

        assertThat(DeliveryException.of(refused).kind()).isEqualTo(FailureKind.BAD_PAYLOAD);
        assertThat(codes()).isEmpty();
        write(List.of(row("x".repeat(255), 1, "A")));
        assertThat(codes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./x;MODE=PostgreSQL,H2",
        "jdbc:postgresql://h/d,POSTGRESQL",
        "jdbc:mysql://h/d,MYSQL",
        "jdbc:mariadb://h/d,MYSQL",
        "H2,H2",
        "PostgreSQL,POSTGRESQL",
        "MySQL,MYSQL",
        "MariaDB,MYSQL"
    })
    void theDatabaseIsKnownByUrlOrProduct(String text, SinkDialect dialect) {
        assertThat(SinkDialect.of(text)).isEqualTo(dialect);
    }

    @Test
    void anUnknownDatabaseIsRefusedWithoutShowingItsUrl() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SinkDialect.of("jdbc:oracle:thin:u/s3cret@h"))
                .withMessageContaining("'oracle'")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException().isThrownBy(() -> SinkDialect.of(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x; DROP TABLE y",
                "a.b.c",
                "\"x",
                "x\"; DROP TABLE y; --",
                "[a]b]",
                "\"a\"\"b",
                ".a",
                "a.",
                "\"\"",
                "\"who?\"",
                "`a:#b`",
                "[{{x}}]"
            })
    void anUnfitTableNameIsRefusedWithTheRule(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SinkTable.of("jdbc:h2:mem:", name))
                .withMessageContaining("'" + name + "'")
                .withMessageContaining("must be the name of a table");
    }

    @Test
    void aNameThatTheDatabaseWouldCutIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SinkTable.of("jdbc:postgresql://h/d", "ñ".repeat(32)))
                .withMessageContaining("at most 63 bytes");
        assertThat(SinkTable.of("jdbc:sqlserver://h", "ñ".repeat(32)).sql()).isEqualTo("[" + "ñ".repeat(32) + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "jdbc:h2:mem:        | crm.leads            | crm.leads",
                "jdbc:h2:mem:        | order                | \"ORDER\"",
                "jdbc:postgresql://h | Ventas.User          | Ventas.\"user\"",
                "jdbc:postgresql://h | \"Crm\".[a.\"b]       | \"Crm\".\"a.\"\"b\"",
                "jdbc:mysql://h      | `Leads 2026`.\"x`y\"  | `Leads 2026`.`x``y`",
                "jdbc:sqlserver://h  | dbo.\"x]y\"          | dbo.[x]]y]",
                "jdbc:sqlserver://h  | Leads 2026           | [Leads 2026]",
            })
    void aNameThatNeedsQuotesGetsThoseOfTheDatabase(String url, String name, String written) {
        assertThat(SinkTable.of(url, name).sql()).isEqualTo(written);
        assertThat(SinkTable.of(url, name).ddl()).contains("TABLE").contains(" " + written + " (");
    }

    /** Made and found again, whatever the name. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theShippedTableMayHaveANameThatNeedsQuotes(SinkDialect dialect) throws Exception {
        open(dialect);
        for (String name : List.of("select", "Clicks", "clicks 2026", "\"Clicks 2026\"", "[a.b'\"; DROP]", "Niño")) {
            table = new TableLookup(SinkTable.of(dialect.name(), name), database).find();
            try (Statement statement = database.createStatement()) {
                statement.execute(table.ddl());
            }
            table = new TableLookup(SinkTable.of(dialect.name(), name), database).find();
            write(List.of(row("a", 1, "VENTA")));
            assertThat(codes()).containsExactly("VENTA1");
        }
    }

    @Test
    void withoutANameTheTableIsClickSink() {
        assertThat(SinkTable.of("jdbc:h2:mem:", " ").ddl()).contains("CREATE TABLE IF NOT EXISTS click_sink (");
    }

    @Test
    void mysqlComparesRevisionsBeforeItChangesTheRevision() {
        String upsert = SinkTable.of("jdbc:mysql://h/d", "shop.clicks").upsert();

        assertThat(upsert)
                .contains("INSERT INTO shop.clicks (")
                .endsWith("revision = IF(VALUES(revision) >= revision, VALUES(revision), revision)");
        assertThat(upsert.split("IF\\(VALUES\\(revision\\) >= revision", -1)).hasSize(14);
        assertThat(SinkTable.of("jdbc:mysql://h/d", "").ddl()).contains("utf8mb4_bin", "record       LONGTEXT");
    }
}
