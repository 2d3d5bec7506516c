package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.testing.MariaDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clicks in a real MariaDB: the shipped table, and one of the engineer's own. */
class MariaDbTest {

    @TempDir
    private Path home;

    private Rig rig(String url) {
        return new Rig(home)
                .set("webhook.codes", "")
                .set("sql.codes", "*")
                .set("sql.url", url)
                .set("retry.schedule", "50ms");
    }

    private static List<String> texts(String url, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static long second(Map<String, Object> click) {
        return LocalDateTime.parse(click.get("date").toString(), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
                .atZone(ZoneId.of("America/Bogota"))
                .toEpochSecond();
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void theShippedTableIsMadeAndTheNewestCodeOfAClickWins() throws Exception {
        String url = MariaDb.freshUrl();
        try (Rig rig = rig(url)) {
            Map<String, Object> party = rig.record("chat-party", "VENTA");
            party.put("agent_id", "Ana \ud83c\udf89 Muñoz");
            rig.api.put(party);
            Router router = rig.clicks("chat", 20, "VENTA").start();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(21));

            rig.api.recode("chat7", "CITA");

            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(22));
            assertThat(texts(url, "SELECT CONCAT(cod_act, revision) FROM click_sink WHERE chat_id = 'chat7'"))
                    .containsExactly("CITA2");
            assertThat(texts(url, "SELECT agent_id FROM click_sink WHERE chat_id = 'chat-party'"))
                    .containsExactly("Ana \ud83c\udf89 Muñoz");
            assertThat(texts(url, "SELECT COUNT(*) FROM click_sink")).containsExactly("21");
            assertThat(texts(
                            url,
                            "SELECT UNIX_TIMESTAMP(clicked_at) DIV 1 FROM click_sink WHERE chat_id = 'chat-party'"))
                    .containsExactly(String.valueOf(second(party)));
            assertThat(texts(
                            url,
                            "SELECT COUNT(*) FROM click_sink WHERE clicked_at <= first_seen AND first_seen <= coded_at"
                                    + " AND coded_at <= delivered_at"))
                    .containsExactly("21");
            assertThat(Rig.store(router).attempts().count()).isZero();
        }
    }

    @Test
    void inATableOfOnesOwnABadRowFailsAloneAndADateIsTheMomentItWas() throws Exception {
        String url = MariaDb.freshUrl();
        execute(
                url,
                "CREATE TABLE `Leads de Mayo` (contacto VARCHAR(10), resultado VARCHAR(30), fecha TIMESTAMP NULL, anuncio BIGINT,"
                        + " operacion VARCHAR(20), version INT, UNIQUE (operacion, contacto, anuncio))");
        try (Rig rig = rig(url).set("sql.table", "\"Leads de Mayo\"")
                .set(
                        "sql.columns",
                        "chat_id:contacto, cod_act:resultado, date:fecha, source_id:anuncio, operation:operacion,"
                                + " revision:version")
                .set("sql.key", "operacion, contacto, anuncio")) {
            Map<String, Object> dated = rig.record("dated", "VENTA");
            rig.api.put(dated);
            rig.clicks("chat", 10, "VENTA").click("longer-than-ten-characters", "VENTA");

            Router router = rig.start();

            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(11));
            eventually(() -> assertThat(Rig.store(router).deliveries().dead().errors())
                    .singleElement()
                    .asString()
                    .contains("contacto")
                    .doesNotContain("longer-than"));
            rig.api.recode("chat7", "CITA");
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(12));
            assertThat(texts(url, "SELECT CONCAT(resultado, version) FROM `Leads de Mayo` WHERE contacto = 'chat7'"))
                    .containsExactly("CITA2");
            assertThat(texts(url, "SELECT UNIX_TIMESTAMP(fecha) FROM `Leads de Mayo` WHERE contacto = 'dated'"))
                    .containsExactly(String.valueOf(second(dated)));
        }
    }

    /** The database calls a value that does not fit a warning, which its strict mode makes an error of. */
    @Test
    void aNumberThatIsNoneFailsItsRowAloneAndAnEnumWithoutAValueIsNull() throws Exception {
        String url = MariaDb.freshUrl();
        execute(
                url,
                "CREATE TABLE leads (contacto VARCHAR(40) PRIMARY KEY, estado ENUM('VENTA', 'NO'), valor DECIMAL(5, 2), letra CHAR(3) NOT NULL, version INT)");
        try (Rig rig = rig(url).set("sql.table", "leads")
                .set("sql.columns", "chat_id:contacto, estado:estado, valor:valor, letra:letra, revision:version")
                .set("sql.key", "contacto")) {
            Map<String, Object> comma = rig.record("comma", "VENTA");
            comma.put("valor", "1,5");
            rig.api.put(comma);
            Map<String, Object> unknown = rig.record("unknown", "VENTA");
            unknown.put("estado", "QUIZA");
            rig.api.put(unknown);
            Router router = rig.clicks("chat", 5, "VENTA").start();

            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(5));
            eventually(() -> assertThat(Rig.store(router).deliveries().dead().errors())
                    .hasSize(2)
                    .allSatisfy(error -> assertThat(error)
                            .containsPattern("column (valor|estado) does not take its value: SQL state 01000")
                            .doesNotContain("QUIZA")));
            assertThat(texts(url, "SELECT COUNT(*) FROM leads WHERE estado IS NULL AND letra = ''"))
                    .containsExactly("5");
        }
    }
}
