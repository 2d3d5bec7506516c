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
        long by = Duration.ofDays(DAYS).toMillis();
        router.stores()
                .database
                .update("UPDATE delivery SET finished = finished - ?, due = due - ? WHERE state = 'done'", by, by);
        router.stores()
                .database
                .update("UPDATE click SET first_seen = first_seen - ? WHERE clicked_at < first_seen - ?", by, by / 2);
        router.stores().database.update("UPDATE click SET seen_at = seen_at - ?", by);
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
            eventually(() -> assertThat(Rig.count(first, "delivery WHERE state = 'done'"))
                    .isEqualTo(2));
            makeOld(first);
            rig.stop(first);

            rig.write(
                    "retention.camel.yaml",
                    rig.routeFile("retention.camel.yaml").replace("delay: 60000", "delay: 10"));
            Router second = rig.start();
            eventually(() ->
                    assertThat(Rig.texts(second, "SELECT chat_id FROM click")).containsExactly("young"));
            eventually(() -> assertThat(Rig.count(second, "revision")).isEqualTo(1));

            Output routed = backfill(made.toLocalDate(), "--route");
            assertThat(routed.exitCode()).as(routed.text()).isEqualTo(2);
            assertThat(routed.text()).contains("--from", "have been deleted (store.keep)", "leave --route out");
            assertThat(backfill(made.toLocalDate(), "--store-only").exitCode()).isZero();
            assertThat(Rig.count(second, "click WHERE chat_id = 'old' AND history = 1"))
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
            router.stores().database.update("UPDATE click SET clicked_at = 0, first_seen = 0");
            rig.callsMore(15);
            assertThat(Rig.count(router, "click")).isEqualTo(1);
            assertThat(Rig.count(router, "delivery")).isEqualTo(1);
        }
    }
}
