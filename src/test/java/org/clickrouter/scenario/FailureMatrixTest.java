package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.clickrouter.testing.Certificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of a delivery in every trouble, at every kind of destination: docs/failure-matrix.md, compared with what
 * happens. Another kind is another {@link MatrixKind} in {@link #kinds}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailureMatrixTest {

    private static final Path PAGE = Path.of("docs/failure-matrix.md");
    private static final String WRITE = "click-router.write-docs";
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final List<String> EVERYWHERE = List.of(
            MatrixKind.SUCCESS,
            "connection reset",
            "hang",
            "slow drip",
            "wrong TLS certificate",
            "connection refused",
            MatrixKind.NO_NAME,
            MatrixKind.LOST_MARK);
    private static final String HEAD =
            "| trouble | kind of failure | tries counted | next try | makes the destination sick | the receiver has in the end |\n"
                    + "| --- | --- | --- | --- | --- | --- |\n";

    @TempDir
    private static Path folder;

    private final Map<MatrixKind, List<String>> rows = new LinkedHashMap<>();
    private FailureMatrix matrix;

    /** Every kind of destination. */
    private static List<MatrixKind> kinds(Certificates certificates) throws Exception {
        return List.of(
                new MatrixWebhook(certificates),
                new MatrixMail(certificates),
                new MatrixSql(certificates),
                new MatrixKafka(certificates, folder),
                new MatrixJms(certificates, folder),
                new MatrixEndpoint(certificates));
    }

    @BeforeAll
    void start() throws Exception {
        Certificates certificates = new Certificates(folder);
        System.setProperty(TRUST, certificates.trustStore().toString());
        System.setProperty(TRUST + "Password", Certificates.PASSWORD);
        kinds(certificates).forEach(kind -> rows.put(kind, new ArrayList<>()));
        matrix = new FailureMatrix(folder.resolve("home"), List.copyOf(rows.keySet()));
    }

    @AfterAll
    void stop() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
        rows.keySet().forEach(MatrixKind::recover);
        if (matrix != null) {
            matrix.close();
        }
        rows.keySet().forEach(MatrixKind::close);
    }

    Stream<Arguments> cells() {
        return rows.keySet().stream()
                .flatMap(kind -> kind.troubles().keySet().stream().map(trouble -> Arguments.of(kind, trouble)));
    }

    @ParameterizedTest(name = "{0}: {1}", autoCloseArguments = false)
    @MethodSource("cells")
    @Order(1)
    void aDeliveryMeetsItsTroubleAndArrivesOnceWhenThatIsOver(MatrixKind kind, String trouble) throws Exception {
        rows.get(kind).add(matrix.row(kind, trouble));
    }

    @Test
    @Order(2)
    void everyKindMeetsEveryTroubleOfTheNetwork() {
        assertThat(rows.keySet())
                .allSatisfy(kind -> assertThat(kind.troubles().keySet()).containsAll(EVERYWHERE));
    }

    @Test
    @Order(3)
    void thePageTellsWhatHappens() throws Exception {
        StringBuilder tables = new StringBuilder();
        rows.forEach((kind, lines) -> tables.append("\n## ")
                .append(kind.title())
                .append("\n\n")
                .append(HEAD)
                .append(String.join("\n", lines))
                .append('\n'));
        String page = Files.readString(PAGE);
        String told = page.substring(0, page.indexOf("\n## ")) + tables;
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, told);
        }

        assertThat(Files.readString(PAGE))
                .as(
                        "%s is not what happens; look at the difference, and if it is meant, renew the page by -D%s=true -Dtest=FailureMatrixTest",
                        PAGE, WRITE)
                .isEqualTo(told);
    }
}
