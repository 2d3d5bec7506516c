package org.clickrouter.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows in a table that is not ours: its names, its types, its key. */
class OwnTableTest {

    private static final Instant NOW = Instant.parse("2025-02-03T10:00:00.123Z");
    private static final RowTimes TIMES = new RowTimes(NOW, NOW, NOW, NOW);
    /** Neither the zone of this process nor of any server. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

    private static final SinkColumns COLUMNS = SinkColumns.of(
            List.of(
                    "operation:operacion",
                    "chat_id:contacto",
                    "source_id:anuncio",
                    "date:fecha",
                    "cod_act:user",
                    "revision:version",
                    "agent_id:agente",
                    "delivered_at:recibido",
                    "delivery_id:envio",
                    "record:todo"),
            List.of());
    private Connection database;
    private SinkTable table;

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private void open(SinkDialect dialect) throws SQLException {
        database = dialect == SinkDialect.H2
                ? DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID())
                : DriverManager.getConnection(Postgres.freshUrl());
        table = SinkTable.of(database.getMetaData().getDatabaseProductName(), "leads");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * A table with the types of an engineer: a number for the ad and the agent, a real time, a reserved word in quotes.
     */
    private void theirs() throws SQLException {
        execute(
                "CREATE TABLE leads (operacion VARCHAR(20), contacto VARCHAR(40), anuncio BIGINT, fecha TIMESTAMP, \"user\" VARCHAR(30), version INT, agente INT,"
                        + " recibido TIMESTAMP WITH TIME ZONE, envio VARCHAR(60), todo VARCHAR(2000), nota VARCHAR(30) DEFAULT 'theirs', UNIQUE (operacion, contacto, anuncio, fecha))");
    }

    private Map<String, Object> values(String chat, int revision, String code, String agent) {
        String record = "{\"chat_id\":\"" + chat
                + "\",\"source_id\":120212345678901234,\"date\":\"2025-02-03 10:00:00\",\"agent_id\":\"" + agent
                + "\"}";
        return SinkTable.values(
                table.row("bogota", UUID.randomUUID(), revision, code, record, TIMES), record, "msg_" + revision);
    }

    /** Runs the rows as one JDBC batch, as Camel's sql component does. */
    @SafeVarargs
    private void write(Map<String, Object>... rows) throws SQLException {
        OwnTable own = OwnTable.read(table, COLUMNS, database);
        NamedBatch upsert = NamedBatch.of(own.upsert());
        try (PreparedStatement statement = database.prepareStatement(upsert.sql())) {
            for (Map<String, Object> row : rows) {
                Map<String, Object> bound = own.row(row, ZONE);
                int parameter = 0;
                for (Object value : upsert.values(bound)) {
                    statement.setObject(++parameter, value);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private List<String> rows(String expression, String order) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + expression + " FROM leads ORDER BY " + order)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void valuesFitTheColumnsTypesAndAnEmptyOneIsNoNumber(SinkDialect dialect) throws Exception {
        open(dialect);
        theirs();

        write(values("a", 1, "VENTA", "7"), values("b", 1, "x'); DROP TABLE leads; --", ""));

        assertThat(rows(
                        "operacion || ' ' || contacto || ' ' || anuncio || ' ' || version || ' ' || envio || ' ' || nota",
                        "contacto"))
                .containsExactly(
                        "bogota a 120212345678901234 1 msg_1 theirs", "bogota b 120212345678901234 1 msg_1 theirs");
        assertThat(rows("\"user\"", "contacto")).containsExactly("VENTA", "x'); DROP TABLE leads; --");
        assertThat(rows("agente", "contacto")).containsExactly("7", null);
        assertThat(rows("CAST(fecha AS DATE)", "contacto")).containsExactly("2025-02-03", "2025-02-03");
        assertThat(rows("EXTRACT(EPOCH FROM recibido)", "contacto"))
                .allSatisfy(at -> assertThat(at).startsWith("1738576800.123"));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theNewestRevisionWinsInWhateverOrderTheyComeAndWhatTheyHadWithoutOneIsOld(SinkDialect dialect)
            throws Exception {
        open(dialect);
        theirs();
        execute(
                "INSERT INTO leads (operacion, contacto, anuncio, fecha, \"user\") VALUES ('bogota', 'c', 120212345678901234, '2025-02-03 10:00:00', 'OLD')");

        write(values("a", 3, "THREE", "1"));
        write(
                values("a", 2, "TWO", "1"),
                values("b", 2, "TWO", "1"),
                values("b", 1, "ONE", "1"),
                values("c", 1, "ONE", "1"));
        write(values("a", 1, "ONE", "1"), values("b", 2, "AGAIN", "1"));

        assertThat(rows("\"user\"", "contacto")).containsExactly("THREE", "AGAIN", "ONE");
        assertThat(rows("version", "contacto")).containsExactly("3", "2", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"Leads\"             | Leads",
                "\"Leads\"             | \"Leads\"",
                "\"order\"             | order",
                "\"ORDER\"             | [ORDER]",
                "\"Leads de Mayo\"     | Leads de Mayo",
                "\"Crm\".\"Leads\"     | Crm.Leads",
                "\"Crm\".leads         | Crm.leads",
                "\"Crm\".\"a.b\"       | \"Crm\".\"a.b\"",
                "\"x\"\"y; --\"        | \"x\"\"y; --\""
            })
    void aTableThatNeedsQuotesIsFoundAndWritten(String made, String name) throws Exception {
        for (SinkDialect dialect : List.of(SinkDialect.H2, SinkDialect.POSTGRESQL)) {
            open(dialect);
            execute("CREATE SCHEMA \"Crm\"");
            execute("CREATE TABLE " + made + " (contacto VARCHAR(40) PRIMARY KEY, version INT)");
            SinkColumns columns = SinkColumns.of(List.of("chat_id:contacto", "revision:version"), List.of());
            table = SinkTable.of(database.getMetaData().getDatabaseProductName(), name);

            OwnTable own = OwnTable.read(table, columns, database);
            NamedBatch upsert = NamedBatch.of(own.upsert());
            try (PreparedStatement statement = database.prepareStatement(upsert.sql())) {
                int parameter = 0;
                for (Object value : upsert.values(own.row(values("a", 3, "VENTA", "7"), ZONE))) {
                    statement.setObject(++parameter, value);
                }
                statement.executeUpdate();
            }

            try (Statement statement = database.createStatement();
                    ResultSet row = statement.executeQuery("SELECT contacto, version FROM " + made)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1) + row.getInt(2)).isEqualTo("a3");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void ofATableThatIsNotThereAnotherThatMayBeMeantIsNamed(SinkDialect dialect) throws Exception {
        open(dialect);
        execute("CREATE SCHEMA \"Crm\"");
        execute("CREATE TABLE \"Crm\".\"Leads\" (contacto VARCHAR(10), version INT)");

        assertThatThrownBy(() -> OwnTable.read(table, COLUMNS, database))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("; there is \"Crm\".\"Leads\", to be written so in sql.table");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aColumnThatTheTableHasNotIsNamed(SinkDialect dialect) throws Exception {
        open(dialect);
        execute("CREATE TABLE leads (contacto VARCHAR(10), version INT)");

        Throwable refused = catchThrowable(() -> OwnTable.read(table, COLUMNS, database));

        assertThat(DeliveryException.of(refused).kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(refused)
                .hasMessage(
                        "sql.columns: table leads has no column operacion, anuncio, fecha, user, agente, recibido, envio, todo");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theProposedTableTakesTheRows(SinkDialect dialect) throws Exception {
        open(dialect);
        execute(table.ddl(COLUMNS));

        write(values("a", 2, "TWO", ""));
        write(values("a", 1, "ONE", "7"));

        assertThat(rows("\"version\"", "\"contacto\"")).containsExactly("2");
    }

    /** 10:00 in Kathmandu is 04:15 UTC; a driver would take the zone of the JVM. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aDateIsATimeOfTheOperationsZoneWhateverZoneTheProcessHas(SinkDialect dialect) throws Exception {
        open(dialect);
        execute(
                "CREATE TABLE leads (operacion VARCHAR(20), contacto VARCHAR(40), anuncio BIGINT, fecha TIMESTAMP WITH TIME ZONE, \"user\" VARCHAR(30), version INT, agente INT,"
                        + " recibido TIMESTAMP, envio VARCHAR(60), todo VARCHAR(2000), UNIQUE (operacion, contacto, anuncio, fecha))");

        write(values("a", 1, "VENTA", "7"));
        write(values("a", 2, "CITA", "7"));

        assertThat(rows("EXTRACT(EPOCH FROM fecha)", "contacto"))
                .singleElement()
                .satisfies(at -> assertThat(at)
                        .startsWith(String.valueOf(
                                Instant.parse("2025-02-03T04:15:00Z").getEpochSecond())));
        // A column without a zone shows what the clock on the operation's wall shows, as the date does.
        assertThat(rows("CAST(recibido AS VARCHAR)", "contacto"))
                .singleElement()
                .satisfies(at -> assertThat(at).startsWith("2025-02-03 15:45:00.123"));
    }

    @Test
    void aTableOfPostgreSqlMayHaveEnumsFixedTextsAndNumbersThatCountByThemselves() throws Exception {
        open(SinkDialect.POSTGRESQL);
        execute("CREATE TYPE \"Outcome\" AS ENUM ('VENTA', 'NO')");
        execute("CREATE TABLE leads (operacion CHAR(8), contacto TEXT, anuncio BIGSERIAL, fecha TIMESTAMPTZ,"
                + " \"user\" \"Outcome\", version SERIAL, agente INT GENERATED BY DEFAULT AS IDENTITY, recibido TIMESTAMPTZ,"
                + " envio TEXT, todo JSONB, UNIQUE (operacion, contacto, anuncio, fecha))");

        write(values("a", 1, "VENTA", "7"));
        write(values("a", 2, "NO", "7"));

        assertThat(rows("operacion || contacto || ' ' || anuncio || ' ' || \"user\" || ' ' || version", "1"))
                .containsExactly("bogota" + "a 120212345678901234 NO 2");
    }

    @Test
    void whatJsonbCannotHoldIsReplacedAsInTexts() throws Exception {
        open(SinkDialect.POSTGRESQL);
        execute(
                "CREATE TABLE leads (operacion VARCHAR(20), contacto VARCHAR(40), anuncio BIGINT, fecha TIMESTAMP, \"user\" VARCHAR(30), version INT, agente TEXT,"
                        + " recibido TIMESTAMP WITH TIME ZONE, envio VARCHAR(60), todo jsonb, UNIQUE (operacion, contacto, anuncio, fecha))");

        write(
                values("a", 1, "VENTA", "a\\u0000b"),
                values("b", 1, "VENTA", "\\ud83d"),
                values("c", 1, "VENTA", "x\\uDE00\\u00e9"),
                values("d", 1, "VENTA", "\\ud83d\\ude00"),
                values("e", 1, "VENTA", "\\\\u0000"));

        assertThat(rows("todo->>'agent_id'", "contacto"))
                .containsExactly("a\ufffdb", "\ufffd", "x\ufffd\u00e9", "\ud83d\ude00", "\\u0000");
        assertThat(rows("agente", "contacto"))
                .containsExactly("a\ufffdb", "\ufffd", "x\ufffd\u00e9", "\ud83d\ude00", "\\u0000");
    }

    @Test
    void aTableThatIsNotThereIsTheDatabasesError() throws Exception {
        open(SinkDialect.H2);

        assertThatThrownBy(() -> OwnTable.read(table, COLUMNS, database))
                .isInstanceOf(SQLException.class)
                .satisfies(missing ->
                        assertThat(DeliveryException.of(missing).kind()).isEqualTo(FailureKind.SERVER_ERROR));
    }
}
