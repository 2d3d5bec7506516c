package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.run.ReloadWatch;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Received;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.Reloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of a body that was wrong, told by commands alone, beside the running product. */
class MendedBodyTest {

    private static final String STEP = """
        - choice:
            when:
              - simple: "${header.cod_act} == 'LEAD'"
                steps:
                  - transform:
                      jq: "{lead: %s}"
                  - to: outbox:webhook
        """;

    @TempDir
    private Path home;

    private Output command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString()));
        return Output.of(all.toArray(String[]::new));
    }

    @Test
    void itIsSeenExplainedMendedLoadedAndSentAgain() throws Exception {
        try (Rig rig = new Rig(home).set("retry.schedule", "50ms")) {
            String shipped = rig.routeFile("routing.camel.yaml");
            rig.firstStep(STEP.formatted(".chat"));
            rig.webhook.behave(
                    r -> r.text().contains("null") ? Behaviour.saying(400, "lead must not be null") : Behaviour.ok());
            Router router = rig.click("l1", "LEAD").start();
            Instances instances = new Instances(router.stores().database, Clock.systemUTC());
            eventually(() -> {
                assertThat(instances.all()).isNotEmpty();
                assertThat(Rig.store(router).deliveries().dead().count()).isOne();
            });
            try (ReloadWatch asked = new ReloadWatch(
                    new Reloads(router.stores().database, Clock.systemUTC()), router.instance(), rig.reload(router))) {
                assertThat(command("status"))
                        .returns(1, Output::exitCode)
                        .satisfies(o -> assertThat(o.text()).contains("webhook"));
                assertThat(command("dead").text()).contains("l1", "400", "lead must not be null");

                rig.write("routing.camel.yaml", shipped);
                rig.firstStep(STEP.formatted(".chat_idd | ltrimstr("));
                assertThat(command("reload"))
                        .returns(1, Output::exitCode)
                        .satisfies(o -> assertThat(o.text()).contains("routes/routing.camel.yaml:"));
                rig.write("routing.camel.yaml", shipped);
                rig.firstStep(STEP.formatted(".chat_id"));
                assertThat(command("check").exitCode()).isZero();
                assertThat(command("reload")).returns(0, Output::exitCode);

                rig.webhook.clear();
                assertThat(command("replay", "--reroute", "--last", "1d").text())
                        .contains("1 delivery is queued");
                rig.click("l2", "LEAD");

                eventually(() -> assertThat(rig.webhook.received())
                        .extracting(Received::text)
                        .containsExactlyInAnyOrder("{\"lead\":\"l1\"}", "{\"lead\":\"l2\"}"));
                eventually(() -> assertThat(command("status").exitCode()).isZero());
            }
        }
    }
}
