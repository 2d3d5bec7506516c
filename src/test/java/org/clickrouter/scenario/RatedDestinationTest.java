package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NAME.rate: how often a destination is called at most. */
class RatedDestinationTest {

    @TempDir
    private Path home;

    @Test
    void whatWaitsForItsTurnIsNotClaimed() {
        try (Rig rig = new Rig(home).set("webhook.rate", "0.001")) {
            Router router = rig.clicks("c", 20, "VENTA").start();

            eventually(() -> assertThat(rig.received()).hasSize(1));
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isOne());
            rig.callsMore(10);
            assertThat(rig.received()).hasSize(1);
            assertThat(Rig.store(router).deliveries().pending().free().count()).isEqualTo(19);
        }
    }

    @Test
    void aFractionIsARateLikeAnyOther() {
        try (Rig rig = new Rig(home).set("webhook.rate", "2.5")) {
            Router router = rig.clicks("c", 5, "VENTA").start();

            eventually(() -> assertThat(
                            Rig.store(router).deliveries().done().tried(1).count())
                    .isEqualTo(5));
        }
    }
}
