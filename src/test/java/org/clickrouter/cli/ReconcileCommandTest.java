package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.LocalDate;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconcile} beside a product that runs. */
class ReconcileCommandTest {

    @TempDir
    private Path home;

    private Output reconcile(LocalDate day) {
        return Output.of("reconcile", "--home", home.toString(), "--from", day.toString(), "--to", day.toString());
    }

    @Test
    void aClickTakenOutByHandIsNoticedReadOnceMoreAndThenTheDayAgrees() {
        try (Rig rig = new Rig(home)) {
            rig.set("wolkvox.timeout", "5s")
                    .set("poll.period", "500ms")
                    .set("poll.re-read", "")
                    .click("a", "VENTA")
                    .click("b", "VENTA")
                    .click("c", "");
            LocalDate day = LocalDate.parse(
                    String.valueOf(rig.record("x", "").get("date")).substring(0, 10));
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(2));
            int before = router.stores().quota.used("default", rig.api.options().zone());

            Output agrees = reconcile(day);
            assertThat(agrees.text()).contains("3 clicks, the vendor counts 3");
            assertThat(router.stores().quota.used("default", rig.api.options().zone()))
                    .isGreaterThan(before);

            Rig.store(router).edit().loseClicks("c");
            rig.api.summaryDiffers(0);
            Output differs = reconcile(day);
            assertThat(differs.exitCode()).isEqualTo(1);
            assertThat(differs.text()).contains("2 clicks, the vendor counts 3 (1 more), read once more");
            eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(3));
            eventually(() -> assertThat(Rig.store(router).gaps()).isEmpty());

            rig.api.summaryDiffers(5);
            assertThat(reconcile(day).text()).contains("3 clicks, the vendor counts 8 (5 more)");
        }
    }
}
