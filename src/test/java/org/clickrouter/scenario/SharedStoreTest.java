package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.store.StoredDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one PostgreSQL: one polls at a time, both deliver, nothing goes twice. */
class SharedStoreTest {

    @TempDir
    private Path home;

    @Test
    void twoInstancesShareTheWorkWithoutDoublesAndNeverCallTogether() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("store.url", Postgres.freshUrl())
                    .set("store.user", Postgres.USER)
                    .set("webhook.max-in-flight", "2");
            rig.webhook.behave(Behaviour.slow(Duration.ofMillis(50)));
            rig.api.faultAlways(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(200)));
            Router one = rig.start();
            rig.start();
            rig.clicks("c", 200, "VENTA");

            eventually(
                    () -> assertThat(Rig.store(one).deliveries().done().count()).isEqualTo(200));
            rig.callsMore(5);

            assertThat(rig.received()).hasSize(200).doesNotHaveDuplicates();
            assertThat(Rig.store(one).deliveries().list().stream()
                            .map(StoredDelivery::holder)
                            .distinct())
                    .as("both delivered")
                    .hasSize(2);
            assertThat(rig.api.maxInFlight()).isEqualTo(1);
        }
    }
}
