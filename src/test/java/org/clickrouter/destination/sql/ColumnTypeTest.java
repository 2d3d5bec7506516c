package org.clickrouter.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.testing.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of PostgreSQL as engineers have them, and the values that come for them. */
class ColumnTypeTest {

    /** Neither the zone of this process nor of the server. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

    private static final SinkColumns COLUMNS = SinkColumns.of(
            List.of("chat_id:contacto", "date:fecha", "revision:version", "estado:estado", "nota:nota", "valor:valor"),
            List.of("contacto"));

    private final SinkTable table = new SinkTable(SinkDialect.POSTGRESQL, "leads");
    private Connection database;

    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection(Postgres.freshUrl());
        execute("CREATE EXTENSION citext");
        execute("CREATE SCHEMA crm");
        execute("CREATE TYPE crm.estado AS ENUM ('abierto')");
        execute("CREATE TABLE leads (contacto CITEXT PRIMARY KEY, fecha TIMESTAMPTZ, version INT, estado crm.estado,"
                + " nota CITEXT NOT NULL, valor NUMERIC(5, 2) NOT NULL DEFAULT 0)");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, Object> row(OwnTable own, String date, String state, String value) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("chat_id", "a");
        values.put("date", date);
        values.put("revision", 1);
        values.put("estado", state);
        values.put("valor", value);
        return own.row(values, ZONE);
    }

    private void write(String date, String state) throws SQLException {
        OwnTable own = OwnTable.read(table, COLUMNS, database);
        NamedBatch upsert = NamedBatch.of(own.upsert());
        try (PreparedStatement statement = database.prepareStatement(upsert.sql())) {
            int parameter = 0;
            for (Object value : upsert.values(row(own, date, state, "1"))) {
                statement.setObject(++parameter, value);
            }
            statement.executeUpdate();
        }
    }

    private String text(String expression) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + expression + " FROM leads")) {
            return row.next() ? row.getString(1) : "no row";
        }
    }

    @Test
    void anEmptyValueIsNullInAnEnumAndAnEmptyTextInCitext() throws Exception {
        write("2026-11-23 10:00:00", "");

        assertThat(text("(estado IS NULL) || ' ' || (nota = '')")).isEqualTo("true true");

        write("2026-11-23 10:00:00", "abierto");

        assertThat(text("estado")).isEqualTo("abierto");
    }

    /** 10:00 in Kathmandu is 04:15 UTC. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23 10:00:00, 04:15:00",
        "2026-11-23 10:00, 04:15:00",
        "2026-11-23T10:00:00.25, 04:15:00",
        "2026/11/23 10:00:00, 04:15:00",
        "2026-11-3 9:00:07, 03:15:07",
        "2026-11-23, 18:15:00",
        "20261123100000, 04:15:00",
        "2026-11-23 10:00:00 PM, 16:15:00",
        "2026-11-23 10:00:00-05:00, 15:00:00",
        "2026-11-23T10:00:00Z, 10:00:00",
        "2026-11-23 10:00:00.5+02, 08:00:00"
    })
    void aDateInAnyFormIsATimeOfTheOperationsZoneUnlessItSaysAnother(String date, String utc) throws Exception {
        write(date, "");

        assertThat(text("to_char(fecha AT TIME ZONE 'UTC', 'HH24:MI:SS')")).isEqualTo(utc);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30 10:00:00", "23/11/2026 10:00:00", "20260230100000"})
    void aDayThatIsNoneIsRefusedAndNotMovedToAnother(String date) {
        assertThat(catchThrowable(() -> write(date, "")))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).startsWith("22"));
    }

    @Test
    void aNumberTooLargeForItsColumnAndAnEmptyOneThatMustNotBeNameTheColumn() throws Exception {
        OwnTable own = OwnTable.read(table, COLUMNS, database);

        assertThat(BadColumn.find(
                        table, database, own.byColumn(row(own, "2026-11-23 10:00:00", "abierto", "12345.678"))))
                .hasValueSatisfying(wrong -> assertThat(wrong).startsWith("column valor is of type numeric"));
        assertThat(BadColumn.find(table, database, own.byColumn(row(own, "2026-11-23 10:00:00", "", ""))))
                .hasValueSatisfying(wrong -> assertThat(wrong)
                        .isEqualTo("column valor is of type numeric and not null, and its" + " value is empty"));
    }
}
