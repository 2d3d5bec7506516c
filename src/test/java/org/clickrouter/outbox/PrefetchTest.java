package org.clickrouter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.Test;

/** How many deliveries are claimed ahead follows how fast they leave. */
class PrefetchTest {

    private final SetClock clock = new SetClock("2026-03-10T15:00:00Z");

    private int after(Prefetch size, long millis) {
        clock.advance(Duration.ofMillis(millis));
        return size.next();
    }

    @Test
    void aQuickDestinationHasMoreClaimedAheadUpToABound() {
        Prefetch size = new Prefetch(32, false, clock);
        assertThat(size.next()).isEqualTo(32);

        assertThat(after(size, 100)).isEqualTo(64);
        for (int i = 0; i < 10; i++) {
            after(size, 100);
        }
        assertThat(size.now()).isEqualTo(512);
    }

    @Test
    void aSlowerOneKeepsWhatItHas() {
        Prefetch size = new Prefetch(32, false, clock);
        size.next();
        after(size, 100);

        assertThat(after(size, 600)).isEqualTo(64);
    }

    @Test
    void aSlowOneLeavesTheRestToOthersAgain() {
        Prefetch size = new Prefetch(32, false, clock);
        size.next();
        after(size, 100);
        after(size, 100);

        assertThat(after(size, 1_500)).isEqualTo(64);
        assertThat(after(size, 1_500)).isEqualTo(32);
        assertThat(after(size, 1_500)).as("never less than to begin with").isEqualTo(32);
    }

    @Test
    void batchesAreClaimedAheadAsTheyAre() {
        Prefetch size = new Prefetch(2, true, clock);
        size.next();

        assertThat(after(size, 10)).isEqualTo(2);
    }

    @Test
    void moreInFlightThanTheBoundAreAllClaimed() {
        Prefetch size = new Prefetch(2_000, false, clock);
        size.next();

        assertThat(after(size, 10)).isEqualTo(2_000);
    }
}
