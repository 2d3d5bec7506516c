package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.store.StoreView.Gap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full answer is never taken as complete, and a token's calls never overlap. */
class FullAnswerTest {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    private Path home;

    private static Map<String, Object> at(Rig rig, String chat, LocalDateTime time) {
        Map<String, Object> record = rig.record(chat, "VENTA");
        record.put("date", DATE.format(time));
        return record;
    }

    @Test
    void aFullAnswerIsAskedForAgainInHalvesUntilEveryClickIsStored() {
        try (Rig rig = new Rig(home, ApiOptions.defaults().licenses(1000).cut(20))) {
            rig.set("wolkvox.max-records", "20").set("poll.chunk", "7").set("poll.re-read", "");
            LocalDateTime start = LocalDateTime.now(rig.api.options().zone()).minusMinutes(100);
            for (int i = 0; i < 90; i++) {
                rig.api.put(at(rig, "c" + i, start.plusMinutes(i)));
            }

            Router router = rig.start();

            eventually(() -> assertThat(rig.received()).hasSize(90).doesNotHaveDuplicates());
            assertThat(Rig.store(router).clicks().count()).isEqualTo(90);
            assertThat(Rig.store(router).gaps()).isEmpty();
            assertThat(router.stores().operations.state("default").failures()).isZero();
            eventually(
                    () -> assertThat(router.stores().operations.state("default").progressSecond())
                            .isGreaterThan(start.plusMinutes(90)
                                    .atZone(rig.api.options().zone())
                                    .toEpochSecond()));
        }
    }

    @Test
    void anAnswerOverTheSizeLimitIsKeptAsFarAsItCameAndAskedForAgainInHalves() {
        try (Rig rig = new Rig(home, ApiOptions.defaults().licenses(1000))) {
            rig.set("wolkvox.max-answer", "1").set("poll.re-read", "").set("poll.start", "2h");
            rig.api.fault(Fault.big(3000, 3_000_000));
            rig.click("real", "VENTA");

            Router router = rig.start();

            eventually(() -> assertThat(rig.received()).contains("real").doesNotHaveDuplicates());
            eventually(
                    () -> assertThat(router.stores().operations.state("default").progressSecond())
                            .isNotNull());
            assertThat(rig.api.calls()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(rig.api.calls().get(1).to())
                    .as("the earlier half comes next")
                    .isLessThan(rig.api.calls().get(0).to());
            assertThat(Rig.store(router).clicks().count())
                    .as("whole records of the answer that was too large, and the real one")
                    .isGreaterThan(100);
            assertThat(rig.api.maxInFlight()).isEqualTo(1);
        }
    }

    @Test
    void oneSecondThatOverflowsAnAnswerIsNamedAsAGapAndTheRestGoesOn() {
        try (Rig rig = new Rig(home, ApiOptions.defaults().licenses(1000).cut(10))) {
            rig.set("wolkvox.max-records", "10").set("poll.re-read", "").set("poll.start", "15m");
            LocalDateTime busy =
                    LocalDateTime.now(rig.api.options().zone()).minusMinutes(10).withNano(0);
            for (int i = 0; i < 25; i++) {
                rig.api.put(at(rig, "busy" + i, busy));
            }
            for (int i = 0; i < 5; i++) {
                rig.api.put(at(rig, "before" + i, busy.minusMinutes(1 + i / 2)));
                rig.api.put(at(rig, "after" + i, busy.plusMinutes(1 + i)));
            }

            Router router = rig.start();

            eventually(() -> assertThat(rig.received())
                    .contains("before0", "before4", "after0", "after1", "after2", "after3", "after4"));
            long second = busy.atZone(rig.api.options().zone()).toEpochSecond();
            assertThat(Rig.store(router).gaps()).isNotEmpty().allSatisfy(gap -> {
                assertThat(gap.operation()).isEqualTo("default");
                assertThat(second).isBetween(gap.from(), gap.to());
                assertThat(gap.to() - gap.from()).isLessThanOrEqualTo(1);
            });
            eventually(() ->
                    assertThat(Rig.health(router, "/observe/health?data=true")).contains("\"gaps\""));
            assertThat(Rig.store(router).gaps())
                    .extracting(Gap::reason)
                    .allSatisfy(reason -> assertThat(reason).contains("10 records"));
        }
    }

    @Test
    void callsOfATokenNeverOverlapEvenWhenTheyTakeLongerThanThePeriod() {
        try (Rig rig = new Rig(home)) {
            rig.clicks("c", 20, "VENTA").api.faultAlways(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(500)));

            Router router = rig.start();

            rig.callsMore(6);
            assertThat(rig.api.maxInFlight()).isEqualTo(1);
            assertThat(rig.api.calls())
                    .allSatisfy(call -> assertThat(call.status()).isNotEqualTo(403));
            assertThat(router.stores().operations.state("default").failures()).isZero();
        }
    }
}
