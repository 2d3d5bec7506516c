package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With --dev an edited file of routes/ is live while the product runs. */
class DevModeTest {

    private static final String BRANCH = """
                - choice:
                    id: by-new-code
                    when:
                      - simple: "${header.cod_act} == 'NUEVA'"
                        steps:
                          - to:
                              id: to-new
                              uri: outbox:NAME
        """;

    @TempDir
    private Path home;

    @Test
    void anEditIsLiveAndABrokenOneLeavesWhatRan() throws Exception {
        try (Rig rig = new Rig(home)) {
            String shipped = rig.routeFile("routing.camel.yaml");
            Router router = rig.start(true);
            rig.click("old", "VENTA");
            eventually(() -> assertThat(rig.received()).containsExactly("old"));

            rig.write("routing.camel.yaml", shipped + BRANCH.replace("NAME", "webhook"));
            eventually(() -> {
                rig.click("edited", "NUEVA" + rig.api.records().size())
                        .click("edit" + rig.api.records().size(), "NUEVA");
                assertThat(rig.received()).anyMatch(chat -> chat.startsWith("edit"));
            });

            rig.write(
                    "routing.camel.yaml",
                    "- route:\n    id: route-click\n    from:\n      uri: direct:route-click\n      steps:\n        - nonsense: 1\n");
            rig.click("meanwhile", "VENTA");
            eventually(() -> assertThat(rig.received()).contains("meanwhile"));

            rig.write("routing.camel.yaml", shipped);
            rig.click("healed", "VENTA");
            eventually(() -> assertThat(rig.received()).contains("healed"));
            eventually(() ->
                    assertThat(Rig.health(router, "/observe/health/ready")).doesNotContain("DOWN"));
            assertThat(rig.webhook.received())
                    .extracting(r -> r.header("webhook-id").orElseThrow())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aDestinationAddedWhileRunningTakesWhatIsSentToIt() throws Exception {
        try (Rig rig = new Rig(home);
                WebhookReceiver crm = WebhookReceiver.start()) {
            rig.set("crm.url", crm.url());
            rig.start(true);

            RoutingFileTest.secondWebhook(rig, "crm");
            rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml") + BRANCH.replace("NAME", "crm"));

            eventually(() -> {
                rig.click("n" + rig.api.records().size(), "NUEVA");
                assertThat(crm.received()).isNotEmpty();
            });
        }
    }
}
