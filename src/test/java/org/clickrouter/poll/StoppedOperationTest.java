package org.clickrouter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A refused token stops an operation; what ends that, such as another token, is seen at once and not by a back-off. */
class StoppedOperationTest {

    @Test
    void nothingIsAskedForUntilSomebodyLetsItGoOnAndThenWithinASecond() {
        try (ReadingRig rig = new ReadingRig(1, new FaultyApi(25))) {
            rig.api.refuses = true;
            assertThat(rig.poll()).isOne();
            assertThat(rig.operations.state(ReadingRig.NAME).stopped()).isEqualTo("REFUSED_TOKEN");
            for (int second = 0; second < 3_600; second++) {
                rig.clock.advance(Duration.ofSeconds(1));
                assertThat(rig.poll()).isZero();
            }

            rig.api.refuses = false;
            rig.operations.register(ReadingRig.NAME);
            rig.clock.advance(Duration.ofSeconds(1));

            assertThat(rig.poll()).isPositive();
        }
    }

    @Test
    void aTokenThatIsRenewedAtOnceIsUsedWithinASecond() {
        try (ReadingRig rig = new ReadingRig(1, new FaultyApi(25))) {
            rig.api.refuses = true;
            assertThat(rig.poll()).isOne();

            rig.api.refuses = false;
            rig.operations.register(ReadingRig.NAME);
            rig.clock.advance(Duration.ofSeconds(1));

            assertThat(rig.poll()).isPositive();
        }
    }
}
