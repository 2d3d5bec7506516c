package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** store.keep in a running product. */
class RetentionRouteTest {

    private static final int DAYS = 500;

    @TempDir
    private Path home;

    private Output backfill(LocalDate day, String mode) {
        return Output.of(
                "backfill",
                "--home",
                home.toString(),
                "--from",
                day.minusDays(1).toString(),
                "--to",
                day.plusDays(1).toString(),
                mode);
    }

    private static void makeOld(Router router) {
        Rig.store(router).edit().age(Duration.ofDays(DAYS));
    }

    @Test
    void whatIsOldGoesOnTheTimerAndABackfillThatMeetsItAgainSendsNothing() throws Exception {
        try (Rig rig = new Rig(home).set("poll.re-read", "").set("poll.period", "300ms")) {
            LocalDateTime made =
                    LocalDate.now(rig.api.options().zone()).minusDays(DAYS).atTime(15, 0);
            Map<String, Object> record = rig.record("old", "VENTA");
            record.put(
                    "date", DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(made));
            rig.api.put(record);
            rig.click("young", "VENTA").set("store.keep", "400d");
            Router first = rig.start();
            assertThat(backfill(made.toLocalDate(), "--route").exitCode()).isZero();
            eventually(() ->
                    assertThat(Rig.store(first).deliveries().done().count()).isEqualTo(2));
            makeOld(first);
            rig.stop(first);

            rig.write(
                    "retention.camel.yaml",
                    rig.routeFile("retention.camel.yaml").replace("delay: 60000", "delay: 10"));
            Router second = rig.start();
            eventually(() -> assertThat(Rig.store(second).clicks().chats()).containsExactly("young"));
            eventually(() -> assertThat(Rig.store(second).revisions().count()).isEqualTo(1));

            Output routed = backfill(made.toLocalDate(), "--route");
            assertThat(routed.exitCode()).as(routed.text()).isEqualTo(2);
            assertThat(routed.text()).contains("--from", "have been deleted (store.keep)", "leave --route out");
            assertThat(backfill(made.toLocalDate(), "--store-only").exitCode()).isZero();
            assertThat(Rig.store(second).clicks().ofChat("old").storedOnly().count())
                    .isEqualTo(1);
            rig.callsMore(5);
            assertThat(rig.received()).containsExactlyInAnyOrder("old", "young");
        }
    }

    @Test
    void withoutATimeEverythingIsKept() throws Exception {
        try (Rig rig = new Rig(home).set("store.keep", "0")) {
            rig.write(
                    "retention.camel.yaml",
                    rig.routeFile("retention.camel.yaml")
                            .replace("delay: 60000", "delay: 10")
                            .replace("period: 3600000", "period: 50"));
            rig.click("a", "VENTA");
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(1));
            makeOld(router);
            Rig.store(router).edit().clicksAreOfLongAgo();
            rig.callsMore(15);
            assertThat(Rig.store(router).clicks().count()).isEqualTo(1);
            assertThat(Rig.store(router).deliveries().count()).isEqualTo(1);
        }
    }
}
