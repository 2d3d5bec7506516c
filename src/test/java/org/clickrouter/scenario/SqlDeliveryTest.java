package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clicks in a table of the engineer's own. */
class SqlDeliveryTest {

    private static final String MAPPING =
            "chat_id:contacto, cod_act:resultado, date:fecha, source_id:anuncio, operation:operacion, revision:version";
    private static final String THEIRS =
            "CREATE TABLE leads (contacto VARCHAR(10), resultado VARCHAR(30), fecha TIMESTAMP, anuncio BIGINT, operacion VARCHAR(20),"
                    + " version INT, PRIMARY KEY (operacion, contacto, anuncio, fecha))";

    @TempDir
    private Path home;

    private Rig rig(String url) throws SQLException {
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            statement.execute(THEIRS);
        }
        return new Rig(home)
                .set("webhook.codes", "")
                .set("sql.codes", "*")
                .set("sql.url", url)
                .set("sql.table", "leads")
                .set("sql.columns", MAPPING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aBadRowDoesNotHoldUpItsBatchAndANewCodeTakesThePlaceOfTheOld(String database) throws Exception {
        String url =
                database.equals("h2") ? "jdbc:h2:file:" + home.resolve("theirs").toAbsolutePath() : Postgres.freshUrl();
        try (Rig rig = rig(url).set("retry.schedule", "50ms")) {
            rig.clicks("chat", 20, "VENTA").click("longer-than-ten-characters", "VENTA");

            Router router = rig.start();

            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(20));
            eventually(() -> assertThat(Rig.store(router).deliveries().notDone().list())
                    .extracting(d -> d.state() + " " + d.failure() + " " + d.attempts())
                    .containsExactly("dead BAD_PAYLOAD 2"));
            rig.api.recode("chat7", "CITA");
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(21));
            try (Connection theirs = router.stores().sink.getConnection();
                    Statement statement = theirs.createStatement()) {
                var rows = statement.executeQuery(
                        "SELECT COUNT(*), COUNT(CASE WHEN resultado = 'CITA' AND contacto = 'chat7' AND version = 2 THEN 1 END) FROM leads");
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(20);
                assertThat(rows.getInt(2)).isEqualTo(1);
            }
        }
    }

    /** PostgreSQL refuses a statement that would write a row twice, and its driver makes one of many. */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "postgresql, in the store"})
    void ofSeveralCodesThatCameMeanwhileTheLastIsWrittenAtTheFirstTry(String database) throws Exception {
        String url =
                database.equals("h2") ? "jdbc:h2:file:" + home.resolve("theirs").toAbsolutePath() : Postgres.freshUrl();
        try (Rig rig = new Rig(home)
                .set("webhook.codes", "")
                .set("sql.codes", "*")
                .set(database.endsWith("store") ? "store.url" : "sql.url", url)) {
            Router router = rig.start();
            assertThat(Output.of("pause", "sql", "--home", home.toString()).exitCode())
                    .isZero();
            rig.clicks("chat", 3, "VENTA");
            eventually(() -> assertThat(Rig.store(router).deliveries().count()).isEqualTo(3));
            rig.api.recode("chat1", "CITA");
            eventually(() -> assertThat(Rig.store(router).deliveries().count()).isEqualTo(4));
            rig.api.recode("chat1", "POSVENTA");
            eventually(() -> assertThat(Rig.store(router).deliveries().count()).isEqualTo(5));

            assertThat(Output.of("resume", "sql", "--home", home.toString()).exitCode())
                    .isZero();

            eventually(() -> assertThat(Rig.store(router).deliveries().list())
                    .extracting(d -> d.state() + d.attempts())
                    .containsOnly("done1"));
            assertThat(Rig.store(router).attempts().count()).isZero();
            try (Connection theirs = router.stores().sink.getConnection();
                    Statement statement = theirs.createStatement()) {
                var rows = statement.executeQuery("SELECT chat_id || cod_act || revision FROM click_sink ORDER BY 1");
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                assertThat(texts).containsExactly("chat0VENTA1", "chat1POSVENTA3", "chat2VENTA1");
            }
        }
    }

    /** In the shipped table and in one's own; an old server may well have such a database. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCharacterThatTheDatabaseLacksFailsItsOwnRowAloneAndTheColumnIsNamed(boolean shipped) throws Exception {
        String url = Postgres.freshUrl("ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        try (Rig rig = shipped
                ? new Rig(home).set("webhook.codes", "").set("sql.codes", "*").set("sql.url", url)
                : rig(url).set("sql.columns", MAPPING + ", agent_id:agente")) {
            if (!shipped) {
                try (Connection database = DriverManager.getConnection(url);
                        Statement statement = database.createStatement()) {
                    statement.execute("ALTER TABLE leads ADD agente VARCHAR(30)");
                }
            }
            Map<String, Object> bad = rig.record("bad", "VENTA");
            bad.put("agent_id", "Ana \ud83c\udf89");
            rig.api.put(bad);
            rig.set("retry.schedule", "50ms").clicks("chat", 10, "VENTA");

            Router router = rig.start();

            StoreView store = Rig.store(router);
            eventually(() -> assertThat(store.deliveries().done().count()).isEqualTo(10));
            eventually(() -> assertThat(store.deliveries().dead().count()).isOne());
            assertThat(store.deliveries().dead().one())
                    .extracting(d -> d.failure() + ": " + d.error())
                    .asString()
                    .startsWith("BAD_PAYLOAD: column " + (shipped ? "agent_id" : "agente") + " ")
                    .contains("22P05")
                    .doesNotContain("Ana");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theColumnThatAValueDoesNotFitIsNamedAndTheValueIsNot(String database) throws Exception {
        String url =
                database.equals("h2") ? "jdbc:h2:file:" + home.resolve("theirs").toAbsolutePath() : Postgres.freshUrl();
        try (Rig rig = rig(url).set("retry.schedule", "50ms")) {
            Map<String, Object> noNumber = rig.record("a", "VENTA");
            noNumber.put("source_id", "s3cret");
            rig.api.put(noNumber);
            rig.click("longer-than-ten-characters", "VENTA").click("b", "VENTA");

            Router router = rig.start();

            eventually(() ->
                    assertThat(Rig.store(router).deliveries().dead().count()).isEqualTo(2));
            assertThat(Rig.store(router).deliveries().dead().errors())
                    .anyMatch(error -> error.startsWith("column contacto takes 10 characters")
                            || error.startsWith("column CONTACTO takes 10 characters"))
                    .anyMatch(error -> error.toLowerCase(java.util.Locale.ROOT).startsWith("column anuncio is of type"))
                    .noneMatch(error -> error.contains("s3cret"));
        }
    }

    /** What the table takes for one key, the texts do not tell. */
    @Test
    void clicksThatShareARowOnlyInTheEyesOfTheDatabaseAreWrittenOneByOne() throws Exception {
        try (Rig rig = rig(Postgres.freshUrl())) {
            Map<String, Object> one = rig.record("a", "VENTA");
            Map<String, Object> other = new HashMap<>(one);
            other.put("source_id", "0" + one.get("source_id"));
            rig.api.put(one);
            rig.api.put(other);

            Router router = rig.click("b", "VENTA").start();

            eventually(() -> assertThat(Rig.store(router).deliveries().list())
                    .extracting(d -> d.state() + d.attempts())
                    .containsExactly("done1", "done1", "done1"));
        }
    }

    @Test
    void aColumnThatIsMissingKeepsTheRowsWaitingAndIsNamed() throws Exception {
        try (Rig rig = rig("jdbc:h2:file:" + home.resolve("theirs").toAbsolutePath())
                .set("sql.columns", MAPPING + ", agent_id:agente")) {
            Router router = rig.click("a", "VENTA").start();

            eventually(() -> assertThat(Rig.store(router).deliveries().errors())
                    .containsExactly("sql.columns: table leads has no column agente"));
            try (Connection theirs = router.stores().sink.getConnection();
                    Statement statement = theirs.createStatement()) {
                statement.execute("ALTER TABLE leads ADD agente INT");
            }
            router.stores().outbox.pauses().resume("sql");
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(1));
        }
    }

    /**
     * Each row fails by it, so no row may die of it; a column with a default, or that counts by itself, needs nothing.
     */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aColumnThatMustHaveAValueAndGetsNoneKeepsTheRowsWaitingAndIsNamed(String database) throws Exception {
        String url =
                database.equals("h2") ? "jdbc:h2:file:" + home.resolve("theirs").toAbsolutePath() : Postgres.freshUrl();
        try (Rig rig = rig(url).set("retry.schedule", "50ms")) {
            try (Connection theirs = DriverManager.getConnection(url);
                    Statement statement = theirs.createStatement()) {
                statement.execute("ALTER TABLE leads ADD n INT GENERATED ALWAYS AS IDENTITY");
                statement.execute("ALTER TABLE leads ADD canal VARCHAR(9) DEFAULT 'wa' NOT NULL");
                statement.execute("ALTER TABLE leads ADD pais VARCHAR(3) NOT NULL");
            }
            Router router = rig.clicks("c", 5, "VENTA").start();

            eventually(() -> assertThat(Rig.store(router).pauses())
                    .singleElement()
                    .extracting(pause -> pause.kind() + pause.reason())
                    .asString()
                    .startsWith("misconfigured")
                    .contains("wants a value in column " + (database.equals("h2") ? "PAIS" : "pais") + ","));
            try (Connection theirs = DriverManager.getConnection(url);
                    Statement statement = theirs.createStatement()) {
                statement.execute("ALTER TABLE leads ALTER COLUMN pais SET DEFAULT 'CO'");
            }
            router.stores().outbox.pauses().resume("sql");
            eventually(() -> {
                Rig.store(router).edit().nextTryOfPausesIsNow();
                assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(5);
            });
        }
    }

    @Test
    void ddlPrintsTheShippedTableInEachDialectAndAProposalForOnesOwn() {
        try (Rig rig = new Rig(home)) {
            rig.settings();
            assertThat(ddl())
                    .contains("CREATE TABLE IF NOT EXISTS click_sink (", "record       VARCHAR ")
                    .endsWith(");");
            assertThat(ddl("--dialect", "postgresql"))
                    .contains("PRIMARY KEY (operation, chat_id, source_id, click_date)")
                    .contains("record       TEXT ");
            assertThat(ddl("--dialect", "mysql")).contains("LONGTEXT", "utf8mb4_bin");

            rig.set("sql.table", "crm.leads").set("sql.columns", MAPPING).settings();
            assertThat(ddl("--dialect", "mysql"))
                    .startsWith("CREATE TABLE crm.leads (")
                    .contains(
                            "`contacto` VARCHAR(255) NOT NULL,",
                            "`version` INT NOT NULL,",
                            "PRIMARY KEY (`contacto`, `fecha`, `anuncio`, `operacion`)");
        }
    }

    private String ddl(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "ddl";
        arguments[1] = "--home";
        arguments[2] = home.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        Output output = Output.of(arguments);
        assertThat(output.exitCode()).as(output.text()).isZero();
        return output.text().strip();
    }
}
