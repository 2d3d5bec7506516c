package org.clickrouter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {

    @TempDir
    Path home;

    private Given given;

    @BeforeEach
    void start() {
        given = new Given(home);
    }

    @Test
    void theSingleOperationHasTheCatalogsDefaults() {
        OperationSettings operation =
                given.file(Given.ACCESS).load().operations().get(0);

        assertThat(operation.name()).isEqualTo("default");
        assertThat(operation.reportUrl()).hasToString("https://wv0012.wolkvox.com/api/v2/reports_manager.php");
        assertThat(operation.token()).isEqualTo("t0ken-of-test");
        assertThat(operation.zone()).isEqualTo(ZoneId.of("America/Bogota"));
        assertThat(operation.timeout()).isEqualTo(Duration.ofSeconds(65));
        assertThat(operation.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(List.of(
                        operation.licenses(), operation.maxInFlight(), operation.maxRecords(), operation.fullMargin()))
                .containsExactly(1, 1, 60_000, 0);
        assertThat(operation.maxAnswerBytes()).isEqualTo(268_435_456L);
        assertThat(operation.uncoded()).containsExactlyInAnyOrder("", "TIMEOUTCHAT", "-");
    }

    @Test
    void theEmptyCodeIsUncodedWhateverIsSet() {
        assertThat(given.file(Given.ACCESS + "wolkvox.uncoded=SIN_CODIGO")
                        .load()
                        .operations()
                        .get(0)
                        .uncoded())
                .containsExactlyInAnyOrder("", "SIN_CODIGO");
    }

    @Test
    void eachOfSeveralOperationsHasItsOwnValuesAndTheCommonOnesAsDefaults() {
        given.file(
                        "wolkvox.operations=bogota, lima\nwolkvox.licenses=3\nwolkvox.token=common\nwolkvox.bogota.server=0001\n"
                                + "wolkvox.lima.base-url=https://proxy.example.com/lima\nwolkvox.lima.time-zone=America/Lima\n")
                .environment("WOLKVOX_LIMA_TOKEN", "of-lima");
        List<OperationSettings> operations = given.load().operations();

        assertThat(operations).extracting(OperationSettings::name).containsExactly("bogota", "lima");
        assertThat(operations).extracting(OperationSettings::token).containsExactly("common", "of-lima");
        assertThat(operations).extracting(OperationSettings::licenses).containsExactly(3, 3);
        assertThat(operations)
                .extracting(operation -> operation.zone().getId())
                .containsExactly("America/Bogota", "America/Lima");
        assertThat(operations.get(1).reportUrl())
                .hasToString("https://proxy.example.com/lima/api/v2/reports_manager.php");
        assertThat(given.problems()).isEmpty();
    }

    @Test
    void anOperationsOwnAddressBeatsACommonOneOfTheOtherSort() {
        given.file("wolkvox.base-url=https://proxy\nwolkvox.token=t\nwolkvox.default.server=7\n");

        assertThat(given.load().operations().get(0).reportUrl().getHost()).isEqualTo("wv7.wolkvox.com");
    }

    @Test
    void theProductsOwnAddressBeatsEveryOther() {
        given.file(Given.ACCESS + "wolkvox.default.server=7\nwolkvox.default.token=own\n")
                .override("wolkvox.base-url", "http://localhost:1")
                .override("wolkvox.token", "demo");
        OperationSettings operation = given.load().operations().get(0);

        assertThat(operation.reportUrl()).hasToString("http://localhost:1/api/v2/reports_manager.php");
        assertThat(operation.token()).isEqualTo("demo");
        assertThat(given.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0012,wv0012",
        "wv0012,wv0012",
        "wv0012.wolkvox.com,wv0012",
        "https://wv0012.wolkvox.com/,wv0012",
        "co-1,wvco-1"
    })
    void theServerIsTakenAsNumberOrWholeHost(String server, String label) {
        Settings settings =
                given.file("wolkvox.token=t\nwolkvox.server=" + server).load();

        assertThat(settings.operations().get(0).reportUrl().getHost()).isEqualTo(label + ".wolkvox.com");
        assertThat("wv" + settings.get("wolkvox.server")).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a/x.php,https://a/x.php",
        "https://a/api/v2,https://a/api/v2/reports_manager.php",
        "https://a/api/v2/,https://a/api/v2/reports_manager.php",
        "http://localhost:9/,http://localhost:9/api/v2/reports_manager.php"
    })
    void theBaseUrlIsCompletedToTheReport(String base, String report) {
        assertThat(given.file("wolkvox.token=t\nwolkvox.base-url=" + base)
                        .load()
                        .operations()
                        .get(0)
                        .reportUrl())
                .hasToString(report);
    }

    @Test
    void whatIsMissingIsNamedAndTheTokenIsNeverPrinted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given.file("wolkvox.server=1").load().operations())
                .withMessage("wolkvox.token: must be set");
        OperationSettings operation =
                given.file(Given.ACCESS).load().operations().get(0);

        assertThat(operation.toString()).contains("default", "***").doesNotContain("t0ken-of-test");
    }
}
