package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import org.clickrouter.run.Router;
import org.clickrouter.testing.store.Sink.Row;
import org.clickrouter.testing.store.StoredDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clicks the lists of application.properties mean. */
class CodeListsInActionTest {

    private static final String ACCENTED = "Devoluci\u00f3n";

    @TempDir
    private Path home;

    @Test
    void aListIsTrimmedCaseSensitiveAndSeesAccentsHoweverTheyAreWritten() {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.codes", "VENTA , 002,TIMEOUTCHAT," + Normalizer.normalize(ACCENTED, Normalizer.Form.NFD))
                    .set("sql.codes", "*");
            rig.click("exact", "VENTA")
                    .click("spaces", "  VENTA ")
                    .click("lower", "venta")
                    .click("zeros", "002")
                    .click("number", "2")
                    .click("composed", ACCENTED)
                    .click("decomposed", Normalizer.normalize(ACCENTED, Normalizer.Form.NFD))
                    .click("timeout", "TIMEOUTCHAT")
                    .click("none", "")
                    .click("dash", "-")
                    .click("null", null);

            Router router = rig.start();

            eventually(() -> assertThat(rig.received()).hasSizeGreaterThanOrEqualTo(6));
            eventually(() -> assertThat(
                            Rig.store(router).deliveries().to("sql").done().count())
                    .isEqualTo(7));
            assertThat(rig.received())
                    .containsExactlyInAnyOrder("exact", "spaces", "zeros", "composed", "decomposed", "timeout");
            assertThat(Rig.store(router).sink().rows())
                    .extracting(Row::chat)
                    .containsExactlyInAnyOrder("exact", "spaces", "lower", "zeros", "number", "composed", "decomposed");
            assertThat(Rig.store(router).clicks().count()).isEqualTo(11);
        }
    }

    @Test
    void clicksWithoutACodeComeToTheTableWhereAskedForAndGetTheirCodeLater() {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.url", "")
                    .set("sql.codes", "*,uncoded")
                    .click("late", "")
                    .click("closed", "TIMEOUTCHAT");

            Router router = rig.start();
            eventually(() -> assertThat(Rig.store(router).sink().rows())
                    .extracting(row -> row.chat() + "/" + row.code() + "/" + row.revision())
                    .containsExactlyInAnyOrder("late//0", "closed/TIMEOUTCHAT/0"));
            rig.api.recode("late", "VENTA");

            eventually(() -> assertThat(Rig.store(router).sink().rows())
                    .extracting(row -> row.chat() + "/" + row.code() + "/" + row.revision())
                    .containsExactlyInAnyOrder("late/VENTA/1", "closed/TIMEOUTCHAT/0"));
            assertThat(Rig.store(router).deliveries().to("sql").count())
                    .as("one for each click and revision")
                    .isEqualTo(3);
        }
    }

    @Test
    void aDestinationWithoutAnAddressIsOffAndNothingIsQueuedForIt() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.url", "")
                    .set("sql.codes", "*")
                    .set("email.codes", "VENTA")
                    .click("a", "VENTA");

            Router router = rig.start();

            eventually(() -> assertThat(Rig.store(router).sink().count()).isEqualTo(1));
            assertThat(Rig.store(router).deliveries().list())
                    .extracting(StoredDelivery::destination)
                    .containsExactly("sql");
            assertThat(router.context().getRoutes())
                    .extracting(route -> route.getId())
                    .contains("deliver-sql")
                    .doesNotContain("deliver-webhook", "deliver-email");
            assertThat(Rig.health(router, "/observe/health/ready"))
                    .as("what is off is no mistake")
                    .doesNotContain("DOWN");
        }
    }

    @Test
    void theRoutingFileMayAskForWhatCodesYamlCountsAsWon() throws Exception {
        try (Rig rig = new Rig(home)) {
            Files.writeString(
                    home.resolve("codes.yaml"),
                    "- {code: VENTA, group: sale, won: true}\n- {code: No_contesta, group: lost}\n");
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml").replace("ref: webhook.codes", "ref: won.codes"));
            rig.set("webhook.codes", "No_contesta").click("sold", "VENTA").click("lost", "No_contesta");

            Router router = rig.start();

            eventually(() -> assertThat(rig.received()).containsExactly("sold"));
            assertThat(Rig.store(router).deliveries().count()).isEqualTo(1);
        }
    }
}
