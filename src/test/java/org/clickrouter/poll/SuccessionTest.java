package org.clickrouter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.clickrouter.window.Window;
import org.junit.jupiter.api.Test;

/** A reload while the report is being read: what comes after the window under way goes by the new rules. */
class SuccessionTest {

    @Test
    void theWindowUnderWayEndsAndTheRestIsReadAtOnceByTheNewRoutes() {
        try (ReadingRig rig = new ReadingRig(1, new FaultyApi(25))) {
            rig.poll();
            rig.clock.advance(Duration.ofMinutes(40));

            assertThat(rig.pollUntilOthersTakeOver()).isEqualTo(1);
            assertThat(rig.asked).last().extracting(Window::kind).isEqualTo(Window.Kind.LIVE);

            assertThat(rig.poll()).isPositive();
            assertThat(rig.asked).last().extracting(Window::kind).isEqualTo(Window.Kind.RE_READ);
        }
    }

    @Test
    void aPollThatReadAllIsDueAgainAfterItsPeriod() {
        try (ReadingRig rig = new ReadingRig(1, new FaultyApi(25))) {
            assertThat(rig.poll()).isPositive();

            assertThat(rig.poll()).isZero();
        }
    }
}
