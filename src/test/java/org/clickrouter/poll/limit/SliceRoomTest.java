package org.clickrouter.poll.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.Test;

class SliceRoomTest {

    private static final Duration PERIOD = Duration.ofSeconds(60);
    private final SetClock clock = new SetClock("2026-11-28T10:00:00Z");
    private final SliceRoom room = new SliceRoom(PERIOD, clock);

    private void slice(Duration took) {
        long begun = clock.millis();
        clock.advance(took);
        room.ended("default", begun);
    }

    @Test
    void theFirstSliceNeedsNone() {
        assertThat(room.of("default")).isZero();
    }

    @Test
    void asMuchIsLeftAsTheLastSliceTookAndAsMuchAgain() {
        slice(Duration.ofSeconds(5));

        assertThat(room.of("default")).isEqualTo(Duration.ofSeconds(10));
        assertThat(room.of("another")).isZero();
    }

    /** A poll of 20 s leaves 40 s of the minute: with 50 s no slice would ever begin again. */
    @Test
    void oneSlowSliceKeepsNoOtherAwayForEver() {
        slice(Duration.ofSeconds(25));
        assertThat(room.of("default")).isEqualTo(Duration.ofSeconds(30));

        clock.advance(PERIOD);
        assertThat(room.of("default")).isEqualTo(Duration.ofSeconds(15));
        clock.advance(PERIOD.multipliedBy(50));
        assertThat(room.of("default")).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void aClockThatIsPutBackChangesNothing() {
        slice(Duration.ofSeconds(5));
        clock.advance(Duration.ofDays(-1));

        assertThat(room.of("default")).isEqualTo(Duration.ofSeconds(10));
    }
}
