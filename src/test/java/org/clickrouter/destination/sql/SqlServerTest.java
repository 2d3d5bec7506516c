package org.clickrouter.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The statements for SQL Server, in H2's mode for it: no SQL Server can be had in a build. What H2 does not know of
 * them (the lock's hint, collations, kinds of index, IF) is left out here and looked at as text.
 */
class SqlServerTest {

    private static final Instant NOW = Instant.parse("2025-02-03T10:00:00.123Z");
    private static final RowTimes TIMES = new RowTimes(NOW, NOW, NOW, NOW);
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final String RECORD =
            "{\"chat_id\":\"57300\",\"source_id\":\"120\",\"date\":\"2025-02-03 05:00:00\",\"agent_id\":\"7\",\"rp_id\":\"\"}";

    private Connection database;

    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private static String known(String sql) {
        return sql.replaceAll(" WITH \\(HOLDLOCK\\)| COLLATE \\w+| NONCLUSTERED|IF OBJECT_ID\\(.*\\) IS NULL ", "");
    }

    private static Map<String, Object> row(SinkTable table, int revision, String code) {
        return table.row("bogota", new UUID(0, 1), revision, code, RECORD, TIMES);
    }

    private void write(String upsert, Map<String, Object> row) throws SQLException {
        NamedBatch batch = NamedBatch.of(known(upsert));
        try (PreparedStatement statement = database.prepareStatement(batch.sql())) {
            int parameter = 0;
            for (Object value : batch.values(row)) {
                statement.setObject(++parameter, value);
            }
            statement.addBatch();
            statement.executeBatch();
        }
    }

    @Test
    void theDriversUrlAndTheProductsNameAreRecognised() {
        assertThat(SinkDialect.of("jdbc:sqlserver://h:1433;databaseName=crm")).isEqualTo(SinkDialect.SQLSERVER);
        assertThat(SinkDialect.of("Microsoft SQL Server")).isEqualTo(SinkDialect.SQLSERVER);
    }

    @Test
    void theNewestRevisionWinsInTheShippedTableInWhateverOrder() throws SQLException {
        SinkTable table = SinkTable.of("jdbc:sqlserver://h", "");
        try (Statement statement = database.createStatement()) {
            statement.execute(known(table.ddl()));
            write(table.upsert(), row(table, 1, "CITA"));
            write(table.upsert(), row(table, 3, "VENTA"));
            write(table.upsert(), row(table, 2, "PERDIDA"));

            try (ResultSet found = statement.executeQuery("SELECT * FROM click_sink")) {
                assertThat(found.next()).isTrue();
                assertThat(found.getString("cod_act")).isEqualTo("VENTA");
                assertThat(found.getInt("revision")).isEqualTo(3);
                assertThat(found.getObject("clicked_at", OffsetDateTime.class).toInstant())
                        .isEqualTo(NOW);
                assertThat(found.next()).isFalse();
            }
        }
    }

    @Test
    void aTableOfOnesOwnGetsItsNamesItsTypesAndTheOperationsTime() throws SQLException {
        SinkTable table = SinkTable.of("jdbc:sqlserver://h", "\"Leads de Mayo\"");
        SinkColumns columns = SinkColumns.of(
                List.of(
                        "operation:operacion",
                        "chat_id:contacto",
                        "source_id:anuncio",
                        "date:fecha",
                        "cod_act:user",
                        "revision:version",
                        "agent_id:agente",
                        "rp_id:rp",
                        "coded_at:codificado",
                        "delivered_at:recibido"),
                List.of());
        try (Statement statement = database.createStatement()) {
            statement.execute(
                    "CREATE TABLE [Leads de Mayo] (operacion NVARCHAR(100), contacto NVARCHAR(100), anuncio NVARCHAR(100),"
                            + " fecha DATETIMEOFFSET(3), [user] NVARCHAR(50), version INT, agente INT, rp INT,"
                            + " codificado DATETIME2(3), recibido DATETIMEOFFSET(3),"
                            + " PRIMARY KEY (operacion, contacto, anuncio, fecha))");
            OwnTable own = OwnTable.read(table, columns, database);
            for (int revision : new int[] {2, 1}) {
                Map<String, Object> values = SinkTable.values(row(table, revision, "C" + revision), RECORD, "msg_1");
                write(own.upsert(), own.row(values, BOGOTA));
            }

            assertThat(own.upsert())
                    .startsWith("MERGE INTO [Leads de Mayo] WITH (HOLDLOCK) AS t USING (SELECT ")
                    .contains("t.[contacto] = s.[contacto]", "[user] = s.[user]")
                    .endsWith(";");
            try (ResultSet found = statement.executeQuery("SELECT * FROM [Leads de Mayo]")) {
                assertThat(found.next()).isTrue();
                assertThat(found.getString("user")).isEqualTo("C2");
                assertThat(found.getInt("agente")).isEqualTo(7);
                assertThat(found.getObject("rp")).isNull();
                assertThat(found.getObject("fecha", OffsetDateTime.class).toInstant())
                        .isEqualTo(Instant.parse("2025-02-03T10:00:00Z"));
                assertThat(found.getObject("codificado", LocalDateTime.class))
                        .isEqualTo(LocalDateTime.parse("2025-02-03T05:00:00.123"));
                assertThat(found.next()).isFalse();
            }
        }
    }

    @Test
    void theShippedKeyFitsAnIndexAndKeepsIdsApartThatDifferInCaseAlone() {
        String ddl = SinkTable.of("jdbc:sqlserver://h", "crm.clicks").ddl();
        int bytes = Pattern.compile("NVARCHAR\\((\\d+)\\)\\s+COLLATE Latin1_General_100_BIN2")
                .matcher(ddl)
                .results()
                .mapToInt(column -> 2 * Integer.parseInt(column.group(1)))
                .sum();

        assertThat(bytes).isBetween(1, 1700);
        assertThat(ddl)
                .contains(
                        "IF OBJECT_ID(N'crm.clicks', N'U') IS NULL CREATE TABLE crm.clicks (",
                        "PRIMARY KEY NONCLUSTERED (operation, chat_id, source_id, click_date)");
        assertThat(SinkTable.of("jdbc:sqlserver://h", "leads")
                        .ddl(SinkColumns.of(List.of("chat_id:user", "revision:version"), List.of())))
                .contains(
                        "[user] NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL",
                        "PRIMARY KEY NONCLUSTERED ([user])");
    }
}
