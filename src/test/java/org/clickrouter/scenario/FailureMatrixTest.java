package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.MariaDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of a delivery in every trouble, at every kind of destination: docs/failure-matrix.md, compared with what
 * happened before the tests begin. Another kind is another {@link MatrixKind} in {@link #kinds}.
 */
class FailureMatrixTest {

    private static final Path PAGE = Path.of("docs/failure-matrix.md");
    private static final String WRITE = "click-router.write-docs";
    private static final String RENEW =
            PAGE + " is not what happens; look at the difference, and if it is meant, renew the page by -D" + WRITE
                    + "=true -Dtest=FailureMatrixTest";
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final List<String> EVERYWHERE = List.of(
            MatrixKind.SUCCESS,
            "connection reset",
            "hang",
            "connection refused",
            MatrixKind.NO_NAME,
            MatrixKind.LOST_MARK);
    private static final String HEAD =
            "| trouble | kind of failure | tries counted | next try | makes the destination sick | the receiver has in the end |\n"
                    + "| --- | --- | --- | --- | --- | --- |\n";

    @TempDir
    private static Path folder;

    private static List<MatrixKind> kinds = List.of();
    private static Map<MatrixKind, Map<String, FailureMatrix.Outcome>> outcomes;

    /** Every kind of destination. */
    private static List<MatrixKind> kinds(Certificates certificates) throws Exception {
        return List.of(
                new MatrixWebhook(certificates),
                new MatrixBatch(certificates),
                new MatrixRedirect(certificates),
                new MatrixTokens(certificates),
                new MatrixOptions(certificates),
                new MatrixMail(certificates),
                new MatrixSql(certificates),
                new MatrixKafka(certificates, folder),
                new MatrixJms(certificates, folder),
                new MatrixEndpoint(certificates),
                new MatrixSftp(certificates, folder),
                new MatrixS3(certificates));
    }

    @BeforeAll
    static void meetEveryTrouble() throws Exception {
        Certificates certificates = new Certificates(folder);
        System.setProperty(TRUST, certificates.trustStore().toString());
        System.setProperty(TRUST + "Password", Certificates.PASSWORD);
        kinds = kinds(certificates);
        // There is one mail server and one database in the settings, so others are another product's, beside the first.
        MatrixKind byToken = new MatrixMailByToken(certificates);
        List<MatrixKind> second =
                MariaDb.isThere() ? List.of(byToken, new MatrixMariaDb(certificates)) : List.of(byToken);
        CompletableFuture<Map<MatrixKind, Map<String, FailureMatrix.Outcome>>> beside =
                CompletableFuture.supplyAsync(() -> met("beside", second));
        outcomes = new HashMap<>(met("home", kinds));
        outcomes.putAll(beside.get());
        List<MatrixKind> all = new ArrayList<>();
        for (MatrixKind kind : kinds) {
            all.add(kind);
            second.stream()
                    .filter(other -> other.destination().equals(kind.destination()))
                    .forEach(all::add);
        }
        kinds = all;
    }

    private static Map<MatrixKind, Map<String, FailureMatrix.Outcome>> met(String home, List<MatrixKind> kinds) {
        try (FailureMatrix matrix = new FailureMatrix(folder.resolve(home), kinds)) {
            return matrix.outcomes();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void close() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
        kinds.forEach(MatrixKind::close);
    }

    private static Stream<Arguments> cells() {
        return kinds.stream()
                .flatMap(kind -> kind.troubles().keySet().stream().map(trouble -> Arguments.of(kind, trouble)));
    }

    @ParameterizedTest(name = "{0}: {1}", autoCloseArguments = false)
    @MethodSource("cells")
    void aDeliveryMeetsItsTroubleAndArrivesOnceWhenThatIsOver(MatrixKind kind, String trouble) throws Exception {
        assertThat(Files.readString(PAGE))
                .as(RENEW)
                .contains(outcomes.get(kind).get(trouble).line());
    }

    @Test
    void everyKindMeetsEveryTroubleOfTheNetwork() {
        assertThat(kinds)
                .allSatisfy(kind -> assertThat(kind.troubles().keySet())
                        .containsAll(EVERYWHERE)
                        .contains(kind.stranger()));
        assertThat(kinds)
                .filteredOn(kind -> !kind.troubles().containsKey(MatrixKind.DRIP))
                .as("which the page names")
                .hasOnlyElementsOfType(MatrixS3.class);
    }

    @Test
    void mariaDbIsMetWhereThereIsOne() {
        Assumptions.assumeTrue(MariaDb.isThere(), MariaDb.ALONE);

        assertThat(kinds).hasAtLeastOneElementOfType(MatrixMariaDb.class);
    }

    @Test
    void thePageTellsWhatHappens() throws Exception {
        StringBuilder tables = new StringBuilder();
        for (MatrixKind kind : kinds) {
            tables.append("\n## ").append(kind.title()).append("\n\n").append(HEAD);
            for (FailureMatrix.Outcome outcome : outcomes.get(kind).values()) {
                tables.append(outcome.line()).append('\n');
            }
        }
        String page = Files.readString(PAGE);
        String told = page.substring(0, page.indexOf("\n## ")) + tables;
        if (Boolean.getBoolean(WRITE)) {
            assertThat(MariaDb.isThere()).as(MariaDb.ALONE).isTrue();
            Files.writeString(PAGE, told);
        }

        assertThat(ofThoseMet(Files.readString(PAGE))).as(RENEW).isEqualTo(told);
    }

    /** Nothing is known of MariaDB where there is none. */
    private static String ofThoseMet(String page) {
        return MariaDb.isThere() ? page : page.replaceFirst("(?s)\n## SQL \\(MariaDB\\)\n.*?(?=\n## )", "");
    }
}
