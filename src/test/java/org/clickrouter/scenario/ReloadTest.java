package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import org.clickrouter.run.Reload;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reload takes the place of what ran in one step, or changes nothing. */
class ReloadTest {

    @TempDir
    private Path home;

    private static final String BRANCH = """
                - choice:
                    id: by-new-code
                    when:
                      - simple: "${header.cod_act} == 'NUEVA'"
                        steps:
                          - to:
                              id: to-new
                              uri: outbox:webhook
        """;

    @Test
    void aBranchAndAListThatAreAddedWhileAQueueWaitsAreLiveAndNothingGoesTwice() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.max-in-flight", "2").set("webhook.timeout", "50s");
            rig.webhook.behave(request -> Behaviour.slow(Duration.ofMillis(20)));
            Router router = rig.start();
            Reload reload = rig.reload(router);
            rig.clicks("w", 200, "VENTA");
            eventually(() -> assertThat(rig.received()).hasSizeGreaterThan(10));

            rig.set("webhook.codes", "VENTA,OTRA");
            rig.settings();
            rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml") + BRANCH);
            assertThat(reload.run()).isTrue();
            rig.click("n", "NUEVA").click("o", "OTRA");

            eventually(() -> assertThat(rig.received()).hasSize(202).contains("n", "o"));
            assertThat(rig.webhook.received())
                    .extracting(r -> r.header("webhook-id").orElseThrow())
                    .doesNotHaveDuplicates();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(202));
        }
    }

    @Test
    void whatIsUnderWayEndsInItsOldFormAndTheNewRoutesWaitForIt() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.max-in-flight", "1");
            rig.webhook.behave(request -> Behaviour.slow(Duration.ofSeconds(3)));
            Router router = rig.start();
            rig.click("a", "VENTA").click("b", "VENTA");
            eventually(() -> assertThat(rig.webhook.received()).hasSize(1));

            assertThat(rig.reload(router).run()).isTrue();
            assertThat(rig.reload(router).run()).isTrue();
            rig.webhook.behave(Behaviour.ok());

            eventually(() -> assertThat(rig.received()).containsExactlyInAnyOrder("a", "b"));
            eventually(() -> assertThat(Rig.store(router).deliveries().done().list())
                    .hasSize(2)
                    .allMatch(delivery -> delivery.attempts() <= 1));
            assertThat(rig.received()).as("none of them twice").hasSize(2);
        }
    }

    /** The new routes would run on, with nobody to stop them. */
    @Test
    void aReloadThatIsStillUnderWayWhenAllIsStoppedStartsNothing() throws Exception {
        try (Rig rig = new Rig(home);
                LogLines log = new LogLines(Reload.class)) {
            Router router = rig.start();
            Reload reload = rig.reload(router);
            rig.stop(router);
            int calls = rig.api.calls().size();

            assertThat(reload.run()).isFalse();

            assertThat(log.lines()).first().asString().contains("is being stopped");
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("timer://") || name.contains("outbox-") || name.equals("gauges"));
            assertThat(rig.api.calls()).hasSize(calls);
        }
    }

    @Test
    void anOutboxThatNobodyServesChangesNothing() throws Exception {
        try (Rig rig = new Rig(home);
                LogLines log = new LogLines(Reload.class)) {
            Router router = rig.start();
            Reload reload = rig.reload(router);
            rig.write(
                    "routing.camel.yaml",
                    rig.routeFile("routing.camel.yaml") + BRANCH.replace("outbox:webhook", "outbox:webhok"));

            assertThat(reload.run()).isFalse();

            assertThat(log.lines()).first().asString().contains("routes/routing.camel.yaml:", "to-new", "webhook?");
            rig.click("a", "VENTA");
            eventually(() -> assertThat(rig.received()).containsExactly("a"));
        }
    }

    @Test
    void settingsThatNeedARestartKeepTheirValueAndAreNamed() throws Exception {
        try (Rig rig = new Rig(home);
                LogLines log = new LogLines(Reload.class)) {
            Router router = rig.start();
            rig.set("poll.period", "1h").set("wolkvox.licenses", "999").set("webhook.codes", "OTRA");
            rig.settings();

            assertThat(rig.reload(router).run()).isTrue();

            assertThat(log.lines())
                    .contains("WARN changed, and in force after a restart only: poll.period, wolkvox.licenses");
            rig.click("a", "OTRA");
            eventually(() -> assertThat(rig.received()).containsExactly("a"));
        }
    }

    @Test
    void aFailingExampleRefusesTheReloadWhereExamplesAreStrict() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("dev.examples", "strict");
            Router router = rig.start();
            rig.write(
                    "mine.examples.yaml",
                    "- {name: new, record: {chat_id: c1, cod_act: NUEVA}, destinations: [webhook]}\n");

            assertThat(rig.reload(router).run()).isFalse();

            rig.write("routing.camel.yaml", rig.routeFile("routing.camel.yaml") + BRANCH);
            assertThat(rig.reload(router).run()).isTrue();
        }
    }
}
