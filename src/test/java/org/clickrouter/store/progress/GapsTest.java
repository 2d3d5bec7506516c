package org.clickrouter.store.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.progress.Gaps.Gap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class GapsTest extends StoreTest {

    private Gaps gaps;

    @BeforeEach
    void gaps() {
        gaps = new Gaps(database, operations, clock);
    }

    private static Gap gap(long from, long to) {
        return Gap.found(OPERATION, from, to, Gaps.Kind.UNREADABLE, "NEWS", "HTTP 500");
    }

    private List<Gap> all() {
        return gaps.of(OPERATION, 0, Long.MAX_VALUE);
    }

    private void read(long from, long to) {
        ReportRead reading = begin();
        store.write(store.compare(reading, List.of(), true), List.of(), new WindowEnd(from, to, null, 3600));
    }

    @Test
    void namingAGapMovesTheProgressOverItAndAPartTakesItsPlace() {
        gaps.name(lease, List.of(gap(100, 200)), 200L);
        assertThat(operations.state(OPERATION).progressSecond()).isEqualTo(200);

        Gap found = gaps.due(OPERATION).orElseThrow();
        gaps.split(lease, found, List.of(found.part(100, 150), found.part(150, 200)));

        assertThat(all()).extracting(Gap::from).containsExactly(100L, 150L);
    }

    @Test
    void aGapThatWasTriedInVainWaitsAndOneThatWasReadWholeIsGone() {
        gaps.name(lease, List.of(gap(100, 100)), 100L);
        gaps.name(lease, List.of(gap(300, 301)), 301L);
        gaps.tried(lease, gap(100, 100), "HTTP 500 again", clock.millis() + 60_000);

        assertThat(gaps.due(OPERATION)).get().extracting(Gap::from).isEqualTo(300L);
        read(290, 310);
        assertThat(all()).extracting(Gap::reason).containsExactly("HTTP 500 again");
        assertThat(gaps.due(OPERATION)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(gaps.due(OPERATION)).get().extracting(Gap::tries).isEqualTo(1);
        read(100, 100);
        assertThat(all()).isEmpty();
    }

    @Test
    void aWindowThatCoversPartOfAGapHealsNothing() {
        gaps.name(lease, List.of(gap(100, 200)), 200L);
        read(150, 300);

        assertThat(all()).hasSize(1);
    }

    @Test
    void aGapTriedUnderAClockThatRanAheadIsDueOnceTheClockIsPutRight() {
        gaps.name(lease, List.of(gap(100, 100)), null);
        clock.advance(Duration.ofHours(6));
        gaps.tried(lease, gap(100, 100), "again", clock.millis() + 60_000);
        clock.advance(Duration.ofHours(-6));

        assertThat(gaps.due(OPERATION)).isPresent();
    }
}
