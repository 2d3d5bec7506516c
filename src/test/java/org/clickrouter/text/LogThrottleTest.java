package org.clickrouter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

    private final SetClock clock = new SetClock("2026-03-10T15:00:00Z");
    private final LogThrottle repeats = new LogThrottle(clock);

    @Test
    void theSameTroubleIsWorthALineAMinuteAndAnotherOneAtOnce() {
        assertThat(repeats.worthALine("away")).isTrue();
        clock.advance(Duration.ofSeconds(59));
        assertThat(repeats.worthALine("away")).isFalse();
        assertThat(repeats.worthALine("full")).isTrue();
        assertThat(repeats.worthALine("away")).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(repeats.worthALine("away")).isTrue();
    }

    @Test
    void aClockThatIsSetBackKeepsNothingOutForLong() {
        assertThat(repeats.worthALine("away")).isTrue();
        clock.advance(Duration.ofHours(-1));
        assertThat(repeats.worthALine("away")).isTrue();
    }
}
