package org.clickrouter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the dates of records say of the zone. */
class ZoneFitTest {

    private static final Instant NOW = Instant.parse("2026-11-27T15:00:00Z");

    private static List<Instant> everyTenMinutes(Duration newest, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> NOW.plus(newest).minus(Duration.ofMinutes(10L * i)))
                .toList();
    }

    @Test
    void recordsUpToNowSpeakAgainstNoZone() {
        assertThat(ZoneFit.difference(everyTenMinutes(Duration.ofMinutes(-3), 100), NOW))
                .isEmpty();
        assertThat(ZoneFit.difference(everyTenMinutes(Duration.ofMinutes(2), 100), NOW))
                .isEmpty();
        assertThat(ZoneFit.difference(List.of(), NOW)).isEmpty();
    }

    @Test
    void recordsAheadOfNowWereWrittenInAZoneThatIsAhead() {
        assertThat(ZoneFit.difference(everyTenMinutes(Duration.ofHours(6), 3), NOW))
                .contains(Duration.ofHours(6));
    }

    @Test
    void aSilenceAfterManyRecordsSpeaksForAZoneThatIsBehindAndAfterFewForNothing() {
        assertThat(ZoneFit.difference(everyTenMinutes(Duration.ofHours(-6), 100), NOW))
                .contains(Duration.ofHours(-6));
        assertThat(ZoneFit.difference(everyTenMinutes(Duration.ofHours(-6), 15), NOW))
                .isEmpty();
        assertThat(ZoneFit.difference(everyTenMinutes(Duration.ofMinutes(-55), 100), NOW))
                .isEmpty();
    }
}
