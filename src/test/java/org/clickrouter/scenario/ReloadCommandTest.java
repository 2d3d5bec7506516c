package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Clock;
import org.clickrouter.run.ReloadWatch;
import org.clickrouter.run.Router;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.store.reports.Reloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command reload prints what the running process answers. */
class ReloadCommandTest {

    @TempDir
    private Path home;

    private Output reload(String... more) {
        String[] args = {"reload", "--home", home.toString()};
        String[] all = java.util.stream.Stream.of(args, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        return Output.of(all);
    }

    @Test
    void theRunningProcessTakesWhatIsRightAndSaysWhatIsWrong() throws Exception {
        try (Rig rig = new Rig(home)) {
            Router router = rig.start();
            Reloads reloads = new Reloads(router.stores().database, Clock.systemUTC());
            Instances instances = new Instances(router.stores().database, Clock.systemUTC());
            eventually(() -> assertThat(instances.all()).isNotEmpty());
            try (ReloadWatch watch = new ReloadWatch(reloads, router.instance(), rig.reload(router))) {
                String routing = rig.routeFile("routing.camel.yaml");
                rig.write("routing.camel.yaml", routing.replace("outbox:email", "outbox:emial"));

                Output refused = reload();

                assertThat(refused.exitCode()).isEqualTo(1);
                assertThat(refused.text())
                        .containsPattern("routes/routing.camel.yaml:\\d+: step to-email")
                        .contains("did you mean email?", "what ran before goes on unchanged");

                rig.write("routing.camel.yaml", routing);
                rig.set("webhook.codes", "OTRA").set("poll.period", "1h").set("wolkvox.licenses", "999");
                rig.settings();

                Output taken = reload();

                assertThat(taken.exitCode()).as(taken.text()).isZero();
                assertThat(taken.text())
                        .contains("loaded anew", "after a restart only: poll.period, wolkvox.licenses")
                        .doesNotContain("another-token");
                rig.click("a", "OTRA");
                eventually(() -> assertThat(rig.received()).containsExactly("a"));
            }
        }
    }

    @Test
    void whereNobodyAnswersOrRunsItSaysSoAndEndsWithOne() {
        try (Rig rig = new Rig(home)) {
            Router router = rig.start();
            Instances instances = new Instances(router.stores().database, Clock.systemUTC());
            eventually(() -> assertThat(instances.all()).isNotEmpty());

            Output silent = reload("--timeout", "200ms");
            rig.stop(router);
            Output gone = reload();

            assertThat(silent.exitCode()).isEqualTo(1);
            assertThat(silent.text()).contains("no answer yet");
            assertThat(gone.exitCode()).isEqualTo(1);
            assertThat(gone.text()).contains("no process runs here");
        }
    }
}
