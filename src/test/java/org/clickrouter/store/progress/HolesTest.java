package org.clickrouter.store.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.clickrouter.store.progress.Coverage.Stretch;
import org.clickrouter.store.progress.Holes.Hole;
import org.junit.jupiter.api.Test;

/** Seconds that nobody looked at are named, to the second; those that nobody ever meant to read are none. */
class HolesTest {

    private static final long ORIGIN = 1_000;
    private static final long PROGRESS = 5_000;
    private static final OperationState STATE =
            new OperationState("bogota", ORIGIN, PROGRESS, 1, 0, 0, null, null, null, null);

    private static Stretch read(long from, long to) {
        return new Stretch(from, to, 0, 0);
    }

    private static Gaps.Gap named(long from, long to) {
        return Gaps.Gap.found("bogota", from, to, Gaps.Kind.UNREADABLE, "", "");
    }

    private static List<Hole> holes(long from, long to, Stretch... read) {
        return Holes.of(List.of(read), List.of(), STATE, from, to);
    }

    @Test
    void whatLiesBetweenTwoReadsIsNamedToTheSecond() {
        assertThat(holes(0, 9_999, read(1_000, 2_000), read(2_011, 3_000), read(3_500, 5_000)))
                .containsExactly(new Hole(2_001, 2_010), new Hole(3_001, 3_499));
    }

    @Test
    void whereReadingBeganAndWhereItHasComeAreItsEnds() {
        assertThat(holes(0, 9_999, read(1_000, 5_000))).isEmpty();
        assertThat(holes(0, 9_999, read(1_005, 4_000))).containsExactly(new Hole(1_000, 1_004), new Hole(4_001, 5_000));
        assertThat(holes(1_500, 3_999, read(1_600, 5_000))).containsExactly(new Hole(1_500, 1_599));
    }

    @Test
    void ofHistoryWhatLiesBehindItsFirstReadCounts() {
        assertThat(holes(0, 9_999, read(500, 700), read(1_000, 5_000))).containsExactly(new Hole(701, 999));
    }

    @Test
    void aNamedGapIsToldOnce() {
        assertThat(Holes.of(
                        List.of(read(1_000, 2_000), read(3_000, 5_000)), List.of(named(2_001, 2_500)), STATE, 0, 9_999))
                .containsExactly(new Hole(2_501, 2_999));
    }

    @Test
    void nothingIsMissingWhereNothingWasReadYet() {
        assertThat(holes(0, 9_999)).isEmpty();
        OperationState never = new OperationState("bogota", null, null, 1, 0, 0, null, null, null, null);
        assertThat(Holes.of(List.of(read(1, 2)), List.of(), never, 0, 9)).isEmpty();
    }
}
