package org.clickrouter.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.window.Window.Kind;
import org.junit.jupiter.api.Test;

class WindowPlanTest {

    private static final long NOW = 1_773_154_800;
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final long SPAN = WindowPlan.MAX_SPAN_SECONDS;
    private static final Map<String, Long> NEVER = Map.of();

    private final WindowPlan plain = new WindowPlan(Duration.ofHours(24), Duration.ofSeconds(2), List.of());
    private final WindowPlan tiered =
            new WindowPlan(Duration.ofHours(24), Duration.ofSeconds(2), Tier.parse("6h/30m,48h/6h,7d/1d"));

    private static Window live(long from, long to) {
        return new Window(from, to, Kind.LIVE, null);
    }

    private static List<Window> all(
            WindowPlan plan, long now, Long origin, Long progress, Map<String, Long> reRead, long span) {
        List<Window> windows = new ArrayList<>(plan.live(now, origin, progress, span));
        windows.addAll(plan.reReads(now, origin, progress, reRead, span));
        return windows;
    }

    private static Map<String, Long> read(long secondsAgo6h, long secondsAgo48h, long secondsAgo7d) {
        return Map.of(
                "6h/30m",
                (NOW - secondsAgo6h) * 1000,
                "2d/6h",
                (NOW - secondsAgo48h) * 1000,
                "7d/1d",
                (NOW - secondsAgo7d) * 1000);
    }

    @Test
    void theFirstPollLooksBackAsFarAsItIsTold() {
        assertThat(plain.live(NOW, null, null, SPAN)).containsExactly(live(NOW - DAY, NOW - 2));
    }

    @Test
    void aPollAfterItBeginsASecondBeforeTheProgress() {
        assertThat(plain.live(NOW, NOW - DAY, NOW - 300, SPAN)).containsExactly(live(NOW - 301, NOW - 2));
    }

    @Test
    void aFirstPollThatFailedLosesNothingHoweverLongTheTroubleLasts() {
        long origin = NOW - DAY;

        assertThat(plain.live(NOW + 3 * DAY, origin, null, SPAN)).containsExactly(live(origin, NOW + 3 * DAY - 2));
        WindowPlan further = new WindowPlan(Duration.ofDays(7), Duration.ofSeconds(2), List.of());
        assertThat(further.live(NOW, origin, null, SPAN))
                .as("a longer start, set meanwhile, counts")
                .containsExactly(live(NOW - 7 * DAY, NOW - 2));
    }

    @Test
    void aStartShorterThanTheLagStillBegins() {
        WindowPlan now = new WindowPlan(Duration.ZERO, Duration.ofSeconds(2), List.of());

        assertThat(now.live(NOW, null, null, SPAN)).containsExactly(live(NOW - 2, NOW - 2));
    }

    @Test
    void aMachineAsleepForThreeDaysReadsThemAll() {
        assertThat(plain.live(NOW, NOW - 9 * DAY, NOW - 3 * DAY, SPAN))
                .containsExactly(live(NOW - 3 * DAY - 1, NOW - 2));
        List<Window> inDays = plain.live(NOW, NOW - 9 * DAY, NOW - 3 * DAY, DAY);
        assertThat(inDays).hasSize(4);
        assertThat(inDays.get(0)).isEqualTo(live(NOW - 3 * DAY - 1, NOW - 2 * DAY - 1));
        assertThat(inDays.get(3).to()).isEqualTo(NOW - 2);
    }

    @Test
    void aYearIsCutIntoWindowsBelowTheLimitThatOverlapByASecond() {
        List<Window> windows = plain.live(NOW, NOW - 365 * DAY, NOW - 365 * DAY, Long.MAX_VALUE);

        assertThat(windows)
                .hasSizeGreaterThan(11)
                .allSatisfy(w -> assertThat(w.to() - w.from()).isLessThanOrEqualTo(30 * DAY));
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).from()).isEqualTo(windows.get(i - 1).to() - 1);
        }
    }

    @Test
    void aClockSteppedBackAsksForNothingInvertedAndReadsOnWhenItCatchesUp() {
        assertThat(plain.live(NOW - HOUR, NOW - DAY, NOW, SPAN)).isEmpty();
        assertThat(plain.live(NOW, NOW - DAY, NOW - 1, SPAN)).containsExactly(live(NOW - 2, NOW - 2));
        assertThat(plain.live(NOW + 10, NOW - DAY, NOW, SPAN)).containsExactly(live(NOW - 1, NOW + 8));
    }

    @Test
    void whileTheClockIsBehindTheTiersGoOnReading() {
        Map<String, Long> inTheFuture = new HashMap<>();
        tiered.tiers().forEach(t -> inTheFuture.put(t.toString(), (NOW + HOUR) * 1000));

        assertThat(all(tiered, NOW, NOW - 30 * DAY, NOW + HOUR, inTheFuture, SPAN))
                .containsExactly(new Window(NOW - 7 * DAY, NOW - 2, Kind.RE_READ, "7d/1d"));
    }

    @Test
    void noTierIsReadBeforeItsTime() {
        assertThat(all(tiered, NOW, NOW - 30 * DAY, NOW - 300, read(1799, 6 * HOUR - 1, DAY - 1), SPAN))
                .containsExactly(live(NOW - 301, NOW - 2));
    }

    @Test
    void aTierThatIsDueIsReadAfterTheNewestSeconds() {
        assertThat(all(tiered, NOW, NOW - 30 * DAY, NOW - 300, read(1800, 100, 100), SPAN))
                .containsExactly(
                        live(NOW - 301, NOW - 2), new Window(NOW - 6 * HOUR, NOW - 300, Kind.RE_READ, "6h/30m"));
    }

    @Test
    void aTierThatIsReadLateBeginsWhereItWouldHaveBegunInTimeSoThatEachSecondHasItsLastLook() {
        assertThat(all(tiered, NOW, NOW - 30 * DAY, NOW - 300, read(1800, 100, DAY + 400), SPAN))
                .last()
                .isEqualTo(new Window(NOW - 7 * DAY - 400, NOW - 300, Kind.RE_READ, "7d/1d"));
    }

    @Test
    void afterTenDaysOfStandstillTheDaysBeforeItAreReadAgain() {
        assertThat(all(
                        tiered,
                        NOW,
                        NOW - 30 * DAY,
                        NOW - 10 * DAY,
                        read(10 * DAY, 10 * DAY + HOUR, 10 * DAY + 2 * HOUR),
                        SPAN))
                .last()
                .isEqualTo(new Window(NOW - 16 * DAY - 2 * HOUR, NOW - 10 * DAY, Kind.RE_READ, "7d/1d"));
    }

    @Test
    void theWidestDueTierCoversThoseInsideIt() {
        Map<String, Long> lastRead = read(1800, 6 * HOUR, 100);

        assertThat(all(tiered, NOW, NOW - 30 * DAY, NOW - 300, lastRead, SPAN))
                .last()
                .isEqualTo(new Window(NOW - 48 * HOUR, NOW - 300, Kind.RE_READ, "2d/6h"));
        assertThat(tiered.coveredBy("2d/6h", NOW, lastRead)).containsExactly("6h/30m", "2d/6h");
        assertThat(tiered.coveredBy("6h/30m", NOW, lastRead)).containsExactly("6h/30m");
        assertThat(tiered.coveredBy("2d/6h", NOW, read(100, 6 * HOUR, DAY)))
                .as("not what is not due, nor what is wider")
                .containsExactly("2d/6h");
    }

    @Test
    void aTierCutInPiecesIsDoneWithItsLast() {
        List<Window> windows = all(tiered, NOW, NOW - 30 * DAY, NOW - 300, read(1800, 100, 100), HOUR);

        assertThat(windows.stream().filter(w -> w.kind() == Kind.RE_READ)).hasSizeGreaterThan(5);
        assertThat(windows.stream().filter(w -> w.tier() != null)).containsExactly(windows.get(windows.size() - 1));
    }

    @Test
    void aReReadNeverLooksBehindTheOriginNorBeforeTheFirstPoll() {
        assertThat(all(tiered, NOW, NOW - HOUR, NOW - 300, NEVER, SPAN))
                .last()
                .isEqualTo(new Window(NOW - HOUR, NOW - 300, Kind.RE_READ, "7d/1d"));
        assertThat(all(tiered, NOW, NOW - 10, NOW - 10, NEVER, SPAN)).allMatch(w -> w.kind() == Kind.LIVE);
        assertThat(all(tiered, NOW, null, null, NEVER, SPAN)).allMatch(w -> w.kind() == Kind.LIVE);
    }

    @Test
    void aSpanOfOneSecondStillComesToTheEnd() {
        List<Window> windows = plain.live(NOW, NOW - DAY, NOW - 30, 1);

        assertThat(windows).allSatisfy(w -> assertThat(w.seconds()).isLessThanOrEqualTo(2));
        assertThat(windows.get(0).from()).isEqualTo(NOW - 31);
        assertThat(windows.get(windows.size() - 1).to()).isEqualTo(NOW - 2);
    }

    @Test
    void aBackfillIsReadByDaysThatOverlapByASecondAndStopsAtTheFirstPollsBeginning() {
        long first = NOW - 3 * DAY;
        long origin = NOW - DAY - HOUR;
        assertThat(WindowPlan.slice(first, first, NOW, null, SPAN, "b")).isEqualTo(slice(first, first + DAY));
        assertThat(WindowPlan.slice(first, first + DAY, NOW, null, SPAN, "b"))
                .isEqualTo(slice(first + DAY - 1, first + 2 * DAY));
        assertThat(WindowPlan.slice(first, first + 2 * DAY, NOW - 1, null, SPAN, "b"))
                .isEqualTo(slice(first + 2 * DAY - 1, NOW - 1));
        assertThat(WindowPlan.slice(first, first + DAY, NOW, origin, SPAN, "b"))
                .isEqualTo(slice(first + DAY - 1, origin));
        assertThat(WindowPlan.slice(first, origin, NOW, origin, SPAN, "b")).isEqualTo(slice(origin, origin + DAY));
        assertThat(WindowPlan.slice(first, origin + HOUR, NOW, origin, HOUR, "b"))
                .isEqualTo(slice(origin + HOUR - 1, origin + 2 * HOUR));
    }

    private static Window slice(long from, long to) {
        return new Window(from, to, Kind.BACKFILL, "b");
    }
}
