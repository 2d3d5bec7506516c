package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Call;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.OperationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More clicks in one hour than two answers of the API can hold. */
class CrowdedHourTest {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int CLICKS = 130_000;
    /** 130,000 clicks need at least three answers; each halving that finds another full answer costs one call more. */
    private static final int FEW_CALLS = 10;

    @TempDir
    Path home;

    @Test
    void everyClickOfAnHourWithMoreThanTwoFullAnswersIsStoredAndTheLedgerIsWhole() {
        try (Rig rig = new Rig(home)) {
            LocalDateTime hour = LocalDateTime.now(rig.api.options().zone()).minusMinutes(70);
            Map<String, Object> record = new HashMap<>(rig.record("", ""));
            for (int i = 0; i < CLICKS; i++) {
                record.put("chat_id", "chat-" + i);
                record.put("date", DATE.format(hour.plusSeconds(i * 3600L / CLICKS)));
                record.put("cod_act", i % 10_000 == 0 ? "VENTA" : "");
                rig.api.put(record);
            }
            // One poll only, so that the calls are those of the hour.
            rig.set("poll.re-read", "").set("poll.period", "6h").set("poll.chunk", "5000");
            long before = System.currentTimeMillis() / 1000;
            Router router = rig.start();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        Long progress =
                                router.stores().operations.state("default").progressSecond();
                        return progress != null && progress >= before - 10;
                    });

            assertThat(Rig.store(router).clicks().count()).isEqualTo(CLICKS);
            OperationState state = router.stores().operations.state("default");
            List<Coverage.Stretch> read =
                    router.stores().coverage.of("default", state.originSecond(), state.progressSecond());
            assertThat(read.get(0).from()).isEqualTo(state.originSecond());
            for (int i = 1; i < read.size(); i++) {
                assertThat(read.get(i).from())
                        .as("the second after %s", read.get(i - 1))
                        .isEqualTo(read.get(i - 1).to() + 1);
            }
            assertThat(read.get(read.size() - 1).to()).isEqualTo(state.progressSecond());
            assertThat(router.stores().operations.gaps("default")).isZero();
            List<Call> calls = rig.api.calls();
            System.out.println(CLICKS + " clicks in one hour, read by " + calls.size() + " calls of at most "
                    + rig.api.options().cut() + " records");
            assertThat(calls).hasSizeLessThanOrEqualTo(FEW_CALLS);
            assertThat(calls)
                    .filteredOn(call -> call.records() == rig.api.options().cut())
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(rig.api.maxInFlight()).isEqualTo(1);
            Rig.eventually(
                    () -> assertThat(rig.received()).hasSize(CLICKS / 10_000).doesNotHaveDuplicates());
        }
    }
}
