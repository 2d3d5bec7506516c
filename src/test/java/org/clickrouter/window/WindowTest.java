package org.clickrouter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.clickrouter.window.Window.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    private static final DateTimeFormatter API = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private static Window window(String from, String to) {
        return new Window(
                Instant.parse(from).getEpochSecond(), Instant.parse(to).getEpochSecond(), Kind.LIVE, null);
    }

    @Test
    void itsTextsAreTheOperationsLocalTime() {
        Window window = window("2026-03-10T04:59:59Z", "2026-03-10T05:00:00Z");

        assertThat(window.fromText(ZoneId.of("America/Bogota"))).isEqualTo("20260309235959");
        assertThat(window.toText(ZoneId.of("America/Bogota"))).isEqualTo("20260310000000");
    }

    @ParameterizedTest(name = "{0}: {1} to {2} is asked as {3} to {4}")
    @CsvSource({
        // Clocks go back from 02:00 to 01:00 at 06:00Z.
        "America/New_York, 2026-11-01T05:50:00Z, 2026-11-01T06:10:00Z, 20261101010000, 20261101020000",
        "America/New_York, 2026-11-01T04:30:00Z, 2026-11-01T06:10:00Z, 20261101003000, 20261101020000",
        "America/New_York, 2026-11-01T05:50:00Z, 2026-11-01T09:00:00Z, 20261101010000, 20261101040000",
        "America/New_York, 2026-11-01T06:00:00Z, 2026-11-01T06:10:00Z, 20261101010000, 20261101011000",
        "America/New_York, 2026-11-01T05:10:00Z, 2026-11-01T05:20:00Z, 20261101011000, 20261101012000",
        // The last second is the step itself.
        "America/New_York, 2026-11-01T05:50:00Z, 2026-11-01T06:00:00Z, 20261101010000, 20261101020000",
        // From midnight back to 23:00 of the day before, at 03:00Z.
        "America/Santiago, 2026-04-05T02:50:00Z, 2026-04-05T03:10:00Z, 20260404230000, 20260405000000",
        // Back from 03:00 to 02:00 at 01:00Z.
        "Europe/Madrid, 2026-10-25T00:59:59Z, 2026-10-25T01:00:01Z, 20261025020000, 20261025030000",
        // Forward: nothing repeats.
        "Europe/Madrid, 2026-03-29T00:59:00Z, 2026-03-29T01:01:00Z, 20260329015900, 20260329030100"
    })
    void whereAnHourComesTwiceTheTextSpansBoth(String zone, String from, String to, String fromText, String toText) {
        assertThat(window(from, to).fromText(ZoneId.of(zone))).isEqualTo(fromText);
        assertThat(window(from, to).toText(ZoneId.of(zone))).isEqualTo(toText);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "America/Santiago",
                "Europe/Madrid",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "America/Bogota"
            })
    void itsTextsHoldEveryLocalTimeOfItsSecondsAndAreNeverInvertedNorTooLong(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        Random random = new Random(7);
        long year = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 3_000; i++) {
            long from = aroundAStep(random, zone, year);
            long length =
                    random.nextBoolean() ? random.nextInt(7_200) : random.nextLong(WindowPlan.MAX_SPAN_SECONDS + 1);
            Window window = new Window(from, from + length, Kind.LIVE, null);
            LocalDateTime first = LocalDateTime.parse(window.fromText(zone), API);
            LocalDateTime last = LocalDateTime.parse(window.toText(zone), API);

            assertThat(first).as("%s", window).isBeforeOrEqualTo(last);
            assertThat(Duration.between(first, last)).isLessThanOrEqualTo(Duration.ofDays(31));
            for (int j = 0; j < 30; j++) {
                long second = from + (j == 0 ? 0 : j == 1 ? length : random.nextLong(length + 1));
                assertThat(LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone))
                        .as("%s", window)
                        .isBetween(first, last);
            }
        }
    }

    /** Half of the time near a change of the clocks, where one exists. */
    private static long aroundAStep(Random random, ZoneId zone, long year) {
        long any = year + random.nextLong(365L * 86_400);
        var step = zone.getRules().nextTransition(Instant.ofEpochSecond(any));
        return step == null || random.nextBoolean() ? any : step.toEpochSecond() - 7_200 + random.nextInt(10_800);
    }

    @Test
    void whereClocksGoBackAfterAStepForwardWithinAWindowItStillSpansBoth() {
        // No zone of today does so within a month. Cairo in 2010: forward on 9 September at 22:00Z, back on 30
        // September at 21:00Z.
        ZoneId cairo = ZoneId.of("Africa/Cairo");
        Window window = window("2010-09-09T12:00:00Z", "2010-09-30T21:10:00Z");

        assertThat(window.toText(cairo)).isEqualTo("20101001000000");
    }

    @Test
    void itsHalvesOverlapByASecondAndTheLaterOneFinishesTheTier() {
        Window window = new Window(1000, 1100, Kind.RE_READ, "6h/30m");

        assertThat(window.halves())
                .containsExactly(
                        new Window(1000, 1050, Kind.RE_READ, null), new Window(1049, 1100, Kind.RE_READ, "6h/30m"));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 59, 86_400, 2_592_000})
    void halvingGoesDownToOneSecondAndThenEnds(long length) {
        Deque<Window> left = new ArrayDeque<>();
        left.add(new Window(0, length, Kind.LIVE, null));
        int steps = 0;
        while (!left.peek().halves().isEmpty()) {
            Window window = left.pop();
            assertThat(window.halves())
                    .hasSize(2)
                    .allSatisfy(h -> assertThat(h.seconds()).isBetween(2L, window.seconds() - 1));
            assertThat(window.halves().get(0).from()).isEqualTo(window.from());
            assertThat(window.halves().get(1).to()).isEqualTo(window.to());
            assertThat(window.halves().get(1).from())
                    .as("no second between them")
                    .isLessThanOrEqualTo(window.halves().get(0).to());
            left.push(window.halves().get(1));
            left.push(window.halves().get(0));
            assertThat(++steps).isLessThan(40);
        }
        assertThat(left.peek().seconds()).isEqualTo(2);
    }

    @Test
    void itsPartsShareTheirEndsAndTheLastOneFinishesTheTier() {
        Window window = new Window(0, 100, Kind.RE_READ, "6h/30m");

        assertThat(window.parts(8))
                .hasSize(8)
                .startsWith(new Window(0, 13, Kind.RE_READ, null), new Window(13, 26, Kind.RE_READ, null))
                .endsWith(new Window(91, 100, Kind.RE_READ, "6h/30m"));
        assertThat(new Window(5, 8, Kind.GAP, null).parts(8))
                .containsExactly(
                        new Window(5, 6, Kind.GAP, null),
                        new Window(6, 7, Kind.GAP, null),
                        new Window(7, 8, Kind.GAP, null));
        assertThat(new Window(5, 6, Kind.GAP, null).parts(2)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftOutOfItASingleSecondForCertainOfMoreTheEndsAreShared() {
        Window window = new Window(0, 100, Kind.RE_READ, "t");

        assertThat(window.without(7, 7))
                .containsExactly(new Window(0, 6, Kind.RE_READ, null), new Window(8, 100, Kind.RE_READ, "t"));
        assertThat(window.without(7, 9))
                .containsExactly(new Window(0, 7, Kind.RE_READ, null), new Window(9, 100, Kind.RE_READ, "t"));
        assertThat(window.without(90, 120)).containsExactly(new Window(0, 90, Kind.RE_READ, "t"));
        assertThat(window.without(100, 100)).containsExactly(new Window(0, 99, Kind.RE_READ, "t"));
        assertThat(window.without(0, 0)).containsExactly(new Window(1, 100, Kind.RE_READ, "t"));
        assertThat(window.without(0, 100)).isEmpty();
        assertThat(window.without(101, 102)).containsExactly(window);
    }

    @Test
    void oneSecondCannotBeCutAndNoWindowIsInverted() {
        assertThat(new Window(5, 5, Kind.LIVE, null).halves()).isEmpty();
        assertThat(new Window(5, 6, Kind.LIVE, null).halves()).isEmpty();
        assertThatThrownBy(() -> new Window(6, 5, Kind.LIVE, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 to 5");
    }

    @Test
    void itSaysInALogWhatItIs() {
        assertThat(new Window(0, 60, Kind.RE_READ, null))
                .hasToString("1970-01-01T00:00:00Z..1970-01-01T00:01:00Z re-read");
        assertThat(new Window(0, 60, Kind.LIVE, null).text(ZoneId.of("America/Bogota")))
                .isEqualTo("1969-12-31T19:00:00-05:00..1969-12-31T19:01:00-05:00 live");
    }
}
