package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.clickrouter.poll.FirstRead;
import org.clickrouter.run.Router;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.store.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the SQL destination's table lies in the store, new clicks are written into it in the transaction that stores
 * them. Whether a row had to wait in the queue is told by what the first read found: the queues are held until then.
 */
class JoinedSinkTest {

    private static final String OWN_STEP = """
                    - log: "a step of one's own"
                    - to:
                        id: write-to-sql""".indent(8).stripTrailing();

    @TempDir
    private Path home;

    private Rig rig(String database) {
        return new Rig(home)
                .set("store.url", url(database))
                .set("webhook.codes", "CITA")
                .set("sql.codes", "*");
    }

    private String url(String database) {
        return database.equals("h2") ? "jdbc:h2:file:" + home.resolve("joined").toAbsolutePath() : Postgres.freshUrl();
    }

    private static long pending(Router router) {
        return Rig.store(router).deliveries().notDone().count();
    }

    private static String code(Router router, String chat) {
        return Rig.store(router).sink().rowsOf(chat).stream()
                .map(Sink.Row::code)
                .collect(Collectors.joining(","));
    }

    private static void run(Router router, String statement) throws SQLException {
        try (Connection connection = router.stores().sink.getConnection();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void rowsComeWithTheirClicksAndNeedNoQueue(String database) throws Exception {
        try (Rig rig = rig(database);
                LogLines log = new LogLines(FirstRead.class)) {
            rig.clicks("sold", 20, "VENTA").click("met", "CITA").click("none", "");
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).containsExactly("met"));

            eventually(() -> assertThat(Rig.store(router).deliveries().list())
                    .hasSize(22)
                    .extracting(d -> d.state() + d.attempts())
                    .containsOnly("done1"));
            assertThat(Rig.store(router).sink().count()).isEqualTo(21);
            assertThat(String.join("\n", log.lines()))
                    .contains("to be sent now: webhook 1; in the store's own table already: sql 21");
            assertThat(Rig.health(router, "/observe/metrics"))
                    .containsPattern("clickrouter_deliveries_total\\{[^}]*destination=\"sql\"[^}]*\\} 21");

            rig.api.recode("sold3", "CITA");
            rig.api.recode("none", "VENTA");
            eventually(() -> assertThat(code(router, "sold3")).isEqualTo("CITA"));
            eventually(() -> assertThat(code(router, "none")).isEqualTo("VENTA"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a step of one's own", "a rate"})
    void whatMustNotHoldUpTheReadingGoesByTheQueue(String why) throws Exception {
        try (Rig rig = rig("h2");
                LogLines log = new LogLines(FirstRead.class)) {
            if (why.equals("a rate")) {
                rig.set("sql.rate", "1000");
            } else {
                rig.write(
                        "destinations.camel.yaml",
                        rig.routeFile("destinations.camel.yaml")
                                .replace("        - to:\n            id: write-to-sql", OWN_STEP));
            }
            Router router = rig.clicks("sold", 5, "VENTA").start();

            eventually(() -> assertThat(Rig.store(router).sink().count()).isEqualTo(5));
            assertThat(String.join("\n", log.lines()))
                    .contains("to be sent now: sql 5")
                    .doesNotContain("already");
        }
    }

    @Test
    void whatCameWhileItWasPausedWaitsInTheQueue() {
        try (Rig rig = rig("h2")) {
            Router router = rig.click("first", "VENTA").start();
            eventually(() -> assertThat(Rig.store(router).sink().count()).isEqualTo(1));
            assertThat(Output.of("pause", "sql", "--home", home.toString()).exitCode())
                    .isZero();
            eventually(() -> {
                // What another process decides is seen within two seconds.
                rig.click("sold" + Rig.store(router).clicks().count(), "VENTA");
                assertThat(pending(router)).isPositive();
            });

            assertThat(Output.of("resume", "sql", "--home", home.toString()).exitCode())
                    .isZero();
            eventually(() -> assertThat(pending(router)).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aTableThatRefusesARowKeepsNeitherItsNeighboursNorTheReading(String database) throws Exception {
        try (Rig rig = rig(database)) {
            Router router = rig.start();
            rig.click("first", "VENTA");
            eventually(() -> assertThat(Rig.store(router).sink().count()).isEqualTo(1));
            run(router, "ALTER TABLE click_sink ADD CONSTRAINT never CHECK (chat_id <> 'bad')");

            rig.clicks("sold", 5, "VENTA").click("bad", "VENTA").click("met", "CITA");

            eventually(() -> assertThat(rig.received()).containsExactly("met"));
            eventually(() -> assertThat(Rig.store(router).sink().count()).isEqualTo(7));
            eventually(() -> assertThat(Rig.store(router).deliveries().notDone().list())
                    .extracting(d -> d.state() + " " + d.failure())
                    .containsExactly("dead BAD_PAYLOAD"));
        }
    }

    /** Somebody's LOCK TABLE must not hold up the reading, nor the webhooks. */
    @Test
    void aLockedTableHoldsUpItsRowsAlone() throws Exception {
        String url = Postgres.freshUrl();
        try (Rig rig = rig("postgresql").set("store.url", url)) {
            Router router = rig.start();
            rig.click("first", "VENTA");
            eventually(() -> assertThat(Rig.store(router).sink().count()).isEqualTo(1));
            try (Connection other = DriverManager.getConnection(url);
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE click_sink IN ACCESS EXCLUSIVE MODE");

                rig.clicks("sold", 3, "VENTA").click("met", "CITA");
                eventually(() -> assertThat(rig.received()).containsExactly("met"));
                assertThat(pending(router)).isPositive();
                other.rollback();
            }
            eventually(() -> assertThat(Rig.store(router).sink().count()).isEqualTo(5));
        }
    }
}
