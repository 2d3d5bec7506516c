package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status} is never well while a sale is stuck, and neither is the health; why is told everywhere. */
class StatusCommandTest {

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home).set("retry.schedule", "50ms,50ms");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Output command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString()));
        return Output.of(all.toArray(String[]::new));
    }

    private JsonNode json(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        return new ObjectMapper().readTree(command(all.toArray(String[]::new)).text());
    }

    private void branch(String step) throws IOException {
        rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml") + """

                - filter:
                    simple: "${header.cod_act} == 'LEAD'"
                    steps:
                      - %s
        """.formatted(step));
    }

    private void attention(String kind) {
        eventually(() -> assertThat(json("status").findValuesAsText("kind")).containsExactly(kind));
    }

    @Test
    void aProductThatRunsWithoutTroubleIsWellAndTellsWhatItDelivered() throws Exception {
        Router router = rig.clicks("c", 3, "VENTA").start();
        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(3));
        eventually(() -> assertThat(command("status").exitCode()).isZero());

        assertThat(command("status").text())
                .contains("running  ", "3 delivered today", "destination email: off", "all is well")
                .containsPattern("last good poll    \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d -05:00");
        assertThat(command("status", "--utc").text())
                .containsPattern("last good poll    \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\+00:00");
        JsonNode view = json("status");
        assertThat(view.get("well").asBoolean()).isTrue();
        assertThat(view.at("/operations/0/last_good_poll").asText()).endsWith("-05:00");
        assertThat(view.get("destinations"))
                .filteredOn(d -> d.get("destination").asText().equals("webhook"))
                .singleElement()
                .satisfies(d -> assertThat(d.get("delivered_today").asInt()).isEqualTo(3))
                .satisfies(d -> assertThat(d.get("on").asBoolean()).isTrue());
        assertThat(Rig.health(router, "/observe/health")).doesNotContain("DOWN");

        rig.stop(router);
        assertThat(command("status"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                .satisfies(o -> assertThat(o.text()).contains("not running       ended", "no process runs"));
    }

    @Test
    void aClickOnWhichTheRoutingFileFailsIsToldWithTheReason() throws Exception {
        branch("throwException: {exceptionType: java.lang.IllegalArgumentException, message: no such lead}");
        Router router = rig.click("stuck", "LEAD").start();
        attention("unrouted");

        assertThat(command("status"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                .satisfies(o -> assertThat(o.text())
                        .contains("! 1 code of operation default could not be routed", "no such lead"));
        assertThat(command("trace", "stuck").text()).contains("ROUTING FAILED", "why      no such lead");
        eventually(() -> assertThat(Rig.health(router, "/observe/health"))
                .contains("DOWN", "1 code of operation default could not be routed (no such lead)"));
        assertThat(Rig.health(router, "/observe/health/ready")).doesNotContain("DOWN");
        assertThat(Rig.health(router, "/observe/health/live")).doesNotContain("DOWN");
        eventually(() -> assertThat(Rig.health(router, "/observe/metrics"))
                .contains("clickrouter_trouble{kind=\"unrouted\",subject=\"default\"} 1"));
    }

    @Test
    void anOutboxThatNoDestinationServesIsToldBeforeAndAfterSomethingWaitsThere() throws Exception {
        branch("to: outbox:crmm");
        Router router = rig.start();
        attention("without-destination");
        rig.click("lost", "LEAD");
        eventually(() -> assertThat(json("status").findValuesAsText("kind"))
                .containsExactly("without-destination", "no-destination"));
        assertThat(command("status").text()).contains("! 1 delivery for crmm and no route takes from there");
        eventually(() -> assertThat(Rig.health(router, "/observe/health")).contains("1 delivery for crmm"));
    }

    @Test
    void aDeadDeliveryIsToldWithWhatTheReceiverSaid() throws Exception {
        rig.set("webhook.secret", "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=");
        rig.webhook.behave(
                Behaviour.saying(400, "no field\u0007 lead\nwhsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ= " + "x".repeat(600)));
        Router router = rig.click("refused", "VENTA").start();
        attention("dead");

        String said = "it said  no field lead *** xxx";
        assertThat(command("dead").text()).contains(said);
        assertThat(command("trace", "refused").text()).contains(said);
        JsonNode attempt = json("trace", "refused").at("/clicks/0/revisions/0/deliveries/0/attempted/2");
        assertThat(attempt.get("answer").asText())
                .hasSize(500)
                .startsWith("no field lead *** xxx")
                .endsWith("x…");
        assertThat(json("dead").at("/rows/0/answer").asText())
                .isEqualTo(attempt.get("answer").asText());
        assertThat(command("status").text()).contains("! 1 delivery to webhook is dead", "answered 400");
        assertThat(Rig.store(router).attempts().list())
                .hasSize(3)
                .noneMatch(failed -> failed.answer().contains("whsec_"));
        eventually(() -> assertThat(Rig.health(router, "/observe/health")).contains("1 delivery to webhook is dead"));
    }

    @Test
    void anUnhealthyDestinationAndWhatCouldNotBeUnderstoodAreTold() throws Exception {
        rig.set("retry.schedule", "1h,1h");
        rig.webhook.behave(Behaviour.status(503));
        Router router = rig.clicks("c", 6, "VENTA").start();
        attention("failing");
        assertThat(command("status").text())
                .contains("deliveries to webhook failed and are tried again", "answered 503");

        Rig.store(router).edit().quarantined("1", "no object", System.currentTimeMillis());
        eventually(() -> assertThat(json("status").findValuesAsText("kind")).containsExactly("failing", "quarantine"));
        assertThat(command("status").text()).contains("1 record of operation default could not be understood");
    }
}
