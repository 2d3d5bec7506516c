package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the answer. */
class MemoryIT {
    private static final int RECORDS = 50_000;
    /** Just below wolkvox.max-answer. */
    private static final long BYTES = 255L << 20;

    @TempDir
    Path folder;

    @Test
    void anAnswerAsLargeAsTheApiSendsThemPassesThroughASmallHeap() {
        Store store = Store.h2(folder);
        try (Outside outside = new Outside()) {
            outside.api.fault(Fault.big(RECORDS, BYTES));
            Home home = outside.settle(new Home(folder))
                    .store(store)
                    .with("poll.period", "1h")
                    .with("wolkvox.timeout", "10m");
            try (RunningJar jar = RunningJar.launch(
                            home.write().folder(), List.of("-Xmx128m", "-XX:+UseSerialGC"), "run")
                    .serving()) {
                await().atMost(Duration.ofMinutes(8))
                        .until(() -> !jar.isAlive()
                                || store.view().operation("default").progressSecond() != null);
                assertThat(outside.api.calls()).extracting(Call::records).containsExactly(RECORDS);
                assertThat(store.view().clicks().count()).isEqualTo(RECORDS);
                assertThat(store.view().revisions().recordLongerThan(5000).count())
                        .as("records stored whole")
                        .isEqualTo(RECORDS);
                assertThat(jar.stop()).isZero();
            }
        }
    }
}
