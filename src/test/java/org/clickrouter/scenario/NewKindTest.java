package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/adding-a-kind.md: a kind of destination that the product does not know, added by two files and a line. */
class NewKindTest {

    private static final Path PAGE = Path.of("docs/adding-a-kind.md");

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void prepare() throws IOException {
        rig = new Rig(home);
        rig.set("daily.codes", "VENTA")
                .set("daily.file", home.resolve("csv/daily.csv").toString());
        rig.destination("daily", "csv");
        rig.firstStep("""
            - filter:
                ref: daily.codes
                steps:
                  - to: outbox:daily
            """);
    }

    @AfterEach
    void end() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/test/java/org/clickrouter/example/csv/CsvKind.java",
                "src/test/resources/kamelets/click-csv-sink.kamelet.yaml"
            })
    void thePageShowsWhatIsTriedHere(Path file) throws IOException {
        assertThat(Files.readString(PAGE)).contains(Files.readString(file));
    }

    @Test
    void eachClickIsARowAndAFolderThatIsMissingCostsNone() throws IOException {
        Router router =
                rig.click("chat-1", "VENTA").click("chat-\"2\"", "VENTA").start();
        eventually(() -> assertThat(Rig.store(router)
                        .deliveries()
                        .to("daily")
                        .pending()
                        .failed()
                        .count())
                .isPositive());

        Files.createDirectory(home.resolve("csv"));

        eventually(() -> assertThat(
                        Rig.store(router).deliveries().to("daily").done().count())
                .isEqualTo(2));
        assertThat(Files.readAllLines(home.resolve("csv/daily.csv")))
                .hasSize(2)
                .anyMatch(row -> row.matches("\"msg_\\w+\",\"[^\"]+\",\"chat-1\",\"VENTA\",\"120210000000000017\""))
                .anyMatch(row -> row.contains(",\"chat-\"\"2\"\"\","));
    }

    @Test
    void theRouteCommandShowsTheRow() throws IOException {
        rig.settings();
        Path record = Files.writeString(
                home.resolve("record.json"),
                "{\"chat_id\":\"1\",\"cod_act\":\"VENTA\",\"date\":\"2026-11-27 10:00:00\"}");

        assertThat(Output.of("route", "--home", home.toString(), record.toString())
                        .text())
                .contains("row of daily.file", "\"2026-11-27 10:00:00\",\"1\",\"VENTA\",\"\"");
    }

    @Test
    void aDestinationThatNoKindKnowsIsAnEndpointsWhereverTheKindsStandOnTheClassPath() {
        assertThat(DestinationKinds.of(rig.settings(), "archive").name()).isEqualTo("endpoint");
        assertThat(DestinationKinds.of(rig.settings(), "daily").name()).isEqualTo("csv");
        assertThat(DestinationKinds.isEnabled(rig.settings(), "daily")).isTrue();
    }
}
