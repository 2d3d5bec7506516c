package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
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
            int clicks = 0;
            // Where the machine is busy, one may have sent all before the other looked.
            for (int round = 0; round < 10 && holders(one) < 2; round++) {
                rig.clicks("r" + round + "-", 100, "VENTA");
                clicks += 100;
                int expected = clicks;
                eventually(() ->
                        assertThat(Rig.store(one).deliveries().done().count()).isEqualTo(expected));
            }
            rig.callsMore(5);

            assertThat(rig.received()).hasSize(clicks).doesNotHaveDuplicates();
            assertThat(holders(one)).as("both delivered").isEqualTo(2);
            assertThat(rig.api.maxInFlight()).isEqualTo(1);
        }
    }

    private static long holders(Router one) {
        return Rig.store(one).deliveries().list().stream()
                .map(StoredDelivery::holder)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }
}
