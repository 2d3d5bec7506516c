package org.clickrouter.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.clickrouter.operator.DoctorEvents;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Rig;
import org.clickrouter.store.operator.DoctorFindings;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of doctor within a process that runs, by a clock that the test sets. */
class DailyRoundTest {

    @TempDir
    private Path home;

    @Test
    void itLooksOnceADayCountsItsCallsAndWhatIsWrongIsKnownEverywhereUntilItIsMended() throws Exception {
        try (Rig rig = new Rig(home).set("poll.period", "1h").set("poll.re-read", "")) {
            rig.api.account(rig.api.account().codes("VENTA"));
            rig.set("webhook.codes", "venta");
            Router router = rig.start();
            eventually(
                    () -> assertThat(router.stores().operations.state("default").progressSecond())
                            .isNotNull());
            SetClock clock = new SetClock(Instant.now().toString());
            DailyRound round = new DailyRound(router::settings, router.stores().database, clock);
            DailyRound another = new DailyRound(router::settings, router.stores().database, clock);
            DoctorFindings findings = new DoctorFindings(router.stores().database);
            ZoneId zone = ZoneId.of("America/Bogota");
            int used = router.stores().quota.used("default", zone);

            round.tick();
            assertThat(findings.all()).as("the first reads go before").isEmpty();
            clock.advance(Duration.ofMinutes(5));
            round.tick();
            another.tick();

            assertThat(router.stores().quota.used("default", zone)).isEqualTo(used + 4);
            assertThat(findings.all())
                    .filteredOn(DoctorFindings.Kept::bad)
                    .extracting(DoctorFindings.Kept::topic)
                    .containsExactly("wolkvox-codes");
            assertThat(findings.all()).extracting(DoctorFindings.Kept::topic).contains("machine-disk", "store-open");
            assertThat(new DoctorEvents(router.stores().database).get())
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.kind()).isEqualTo("wolkvox-codes");
                        assertThat(event.text()).contains("venta", "VENTA");
                    });
            assertThat(Rig.health(router, "/observe/health")).contains("wolkvox-codes default");
            assertThat(Rig.health(router, "/observe/health/ready")).doesNotContain("wolkvox-codes");
            assertThat(Rig.health(router, "/")).contains("wolkvox-codes default");

            rig.api.account(rig.api.account().codes("VENTA", "venta"));
            clock.advance(Duration.ofHours(3));
            round.tick();
            assertThat(router.stores().quota.used("default", zone))
                    .as("calls are spared")
                    .isEqualTo(used + 4);
            clock.advance(Duration.ofHours(2));
            round.tick();

            assertThat(findings.all()).filteredOn(DoctorFindings.Kept::bad).isEmpty();
            assertThat(Rig.health(router, "/observe/health")).doesNotContain("wolkvox-codes default");
        }
    }
}
