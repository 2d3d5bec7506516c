package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.store.progress.DayTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconcile} beside a product that runs. */
class ReconcileCommandTest {

    @TempDir
    private Path home;

    private Output reconcile(LocalDate day) {
        return Output.of("reconcile", "--home", home.toString(), "--from", day.toString(), "--to", day.toString());
    }

    private Output status() {
        return Output.of("status", "--home", home.toString());
    }

    private static Rig yesterday(Path home) {
        Rig rig = new Rig(home);
        rig.set("wolkvox.timeout", "60s")
                .set("poll.period", "500ms")
                .set("poll.start", "3d")
                .set("poll.re-read", "")
                .set("poll.reconcile", "0");
        for (String chat : List.of("a", "b", "c")) {
            Map<String, Object> record = rig.record(chat, chat.equals("c") ? "" : "VENTA");
            record.put("date", day(rig) + " 12:00:00");
            rig.api.put(record);
        }
        return rig;
    }

    private static LocalDate day(Rig rig) {
        return LocalDate.now(rig.api.options().zone()).minusDays(1);
    }

    @Test
    void aClickTakenOutByHandIsNoticedReadOnceMoreAndThenTheDayAgrees() {
        try (Rig rig = yesterday(home)) {
            LocalDate day = day(rig);
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(2));
            int before = router.stores().quota.used("default", rig.api.options().zone());

            Output agrees = reconcile(day);
            assertThat(agrees.text()).contains("3 clicks, the vendor counts 3");
            assertThat(router.stores().quota.used("default", rig.api.options().zone()))
                    .isGreaterThan(before);

            Rig.store(router).edit().loseClicks("c");
            Output differs = reconcile(day);
            assertThat(differs.exitCode()).isEqualTo(1);
            assertThat(differs.text()).contains("2 clicks, the vendor counts 3 (1 more), read once more");
            eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(3));
            eventually(() -> assertThat(Rig.store(router).gaps()).isEmpty());

            rig.api.summaryDiffers(5);
            assertThat(reconcile(day).text()).contains("3 clicks, the vendor counts 8 (5 more)");

            eventually(() -> assertThat(status().text())
                    .contains("1 day of operation default has another number of clicks than the vendor counts: of "
                            + day + " it counts 8, and 3 are here"));
            assertThat(status().exitCode()).isEqualTo(1);
            eventually(() -> assertThat(Rig.health(router, "/observe/metrics"))
                    .contains("clickrouter_trouble{kind=\"differs\",subject=\"default\"} 1"));
            rig.api.summaryDiffers(0);
            reconcile(day);
            assertThat(status().text()).doesNotContain("another number of clicks");

            LocalDate today = day.plusDays(1);
            assertThat(reconcile(today).text()).contains("not comparable: it is not read to its end yet");
        }
    }

    @Test
    void theRunningProductHoldsTheDaysAgainstTheVendorsTotalsByItself() {
        try (Rig rig = yesterday(home)) {
            LocalDate day = day(rig);
            Router router = rig.set("poll.reconcile", "1s").start();
            DayTotals totals = new DayTotals(router.stores().database);
            eventually(() -> assertThat(totals.of("default", day))
                    .hasValueSatisfying(total ->
                            assertThat(total.theirs()).isEqualTo(total.ours()).isEqualTo(3)));

            Rig.store(router).edit().loseClicks("c");

            eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(3));
            eventually(() -> assertThat(totals.of("default", day))
                    .hasValueSatisfying(total -> assertThat(total.ours()).isEqualTo(3)));
            assertThat(Output.of("coverage", "--home", home.toString(), "--json")
                            .text())
                    .contains("\"theirs\" : 3")
                    .contains("\"not_comparable\"");
            assertThat(totals.of("default", day.minusDays(2)))
                    .as("read in part only, so never asked for")
                    .isEmpty();
        }
    }
}
