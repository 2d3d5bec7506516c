package org.clickrouter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.clickrouter.poll.FaultyApi.Bad;
import org.clickrouter.poll.FaultyApi.Click;
import org.clickrouter.poll.FaultyApi.Fault;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.window.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One second that the API cannot answer for holds up nothing: it stands alone as a gap, and heals by itself. */
class BadSecondsTest {

    private final ReadingRig rig = new ReadingRig(1, new FaultyApi(1000));
    private final long bad = rig.second() - 3 * 3600 + 7;

    @AfterEach
    void close() {
        rig.close();
    }

    private void clicksAround() {
        for (int i = 0; i < 193; i++) {
            long second = rig.second() - 5 * 3600 + i * 90L;
            click("c" + i, second == bad ? bad + 1 : second);
        }
        click("before", bad - 1);
        click("behind", bad + 1);
        click("bad", bad);
    }

    private void click(String chat, long second) {
        rig.api.clicks.put(chat, new Click(chat, second, "VENTA"));
    }

    /** Polls for a stretch of simulated time. */
    private void run(Duration time) {
        long end = rig.clock.millis() + time.toMillis();
        while (rig.clock.millis() < end) {
            rig.poll();
            rig.clock.advance(Duration.ofSeconds(1));
        }
    }

    private Map<String, String> all() {
        Map<String, String> codes = new TreeMap<>();
        rig.api.clicks.values().forEach(click -> codes.put(click.chat(), click.code()));
        return codes;
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "HTTP_500",
                "EMPTY_BODY",
                "HTML_200",
                "NO_DATA",
                "CUT_SHORT",
                "RESET",
                "NOT_JSON",
                "TIME_OUT",
                "SIMULTANEOUS"
            })
    void whatCannotBeReadStandsAloneAsAGapWithinTwoMinutesAndHealsByItself(Fault fault) {
        clicksAround();
        rig.api.bad.put(bad, new Bad(fault, Long.MAX_VALUE));

        run(Duration.ofMinutes(2));

        Map<String, String> others = all();
        others.remove("bad");
        assertThat(rig.stored()).containsAllEntriesOf(others);
        assertThat(rig.named()).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(bad);
            assertThat(gap.to()).isEqualTo(bad);
            assertThat(gap.kind()).isEqualTo(Gaps.Kind.UNREADABLE);
        });
        assertThat(rig.operations.state(ReadingRig.NAME).progressSecond()).isGreaterThan(rig.second() - 400);
        assertThat(rig.operations.state(ReadingRig.NAME).failures()).isZero();
        assertThat(rig.api.calls).as("calls").isLessThan(90);

        int calls = rig.api.calls;
        run(Duration.ofHours(6));
        assertThat(rig.api.calls - calls)
                .as("72 polls, 12 re-reads in two parts, and few tries")
                .isLessThan(72 + 24 + 25);

        rig.api.bad.clear();
        run(Duration.ofHours(4));
        assertThat(rig.named()).isEmpty();
        assertThat(rig.stored()).isEqualTo(all());
    }

    @Test
    void aServerThatIsDownAsAWholeLeavesNoGap() {
        clicksAround();
        rig.api.down = true;

        run(Duration.ofHours(5));

        assertThat(rig.named()).isEmpty();
        assertThat(rig.api.calls).as("no more than one a back-off").isLessThan(45);
        rig.api.down = false;
        run(Duration.ofMinutes(30));
        assertThat(rig.stored()).isEqualTo(all());
        assertThat(rig.named()).isEmpty();
    }

    @Test
    void anApiThatRefusesEveryCallAsTooFastLeavesNoGap() {
        clicksAround();
        rig.api.busy = true;

        run(Duration.ofHours(5));

        assertThat(rig.named()).isEmpty();
        assertThat(rig.api.calls).as("two a back-off of two minutes").isLessThan(330);
        assertThat(rig.quota.used(ReadingRig.NAME, rig.operation.zone())).isEqualTo(rig.api.calls);
        rig.api.busy = false;
        run(Duration.ofMinutes(30));
        assertThat(rig.stored()).isEqualTo(all());
        assertThat(rig.named()).isEmpty();
    }

    /** Each second call of a session is refused, whatever it asks for. */
    @Test
    void anApiThatKeepsAPaceLeavesNoGap() {
        clicksAround();
        rig.api.pace = 20;

        run(Duration.ofHours(5));

        assertThat(rig.named()).isEmpty();
        assertThat(rig.stored()).isEqualTo(all());
    }

    @Test
    void aSecondThatIsRefusedAsTooFastIsNarrowedInABackfillToo() {
        run(Duration.ofMinutes(1));
        long history = rig.second() - 9 * 24 * 3600;
        click("old", history + 100);
        click("old-bad", history + 200);
        click("older", history + 300);
        rig.api.bad.put(history + 200, new Bad(Fault.SIMULTANEOUS, Long.MAX_VALUE));
        var job = rig.backfills.order(ReadingRig.NAME, history, history + 1000, false);

        for (int i = 0; i < 1500; i++) {
            rig.poll();
            rig.backfill();
            rig.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(rig.backfills.get(job.id()).finished()).isNotNull();
        assertThat(rig.stored()).containsOnlyKeys("old", "older");
        assertThat(rig.named()).extracting(Gaps.Gap::from).containsExactly(history + 200);
    }

    /** The parts before it are read again with each try. */
    @Test
    void ofAReReadInPartsTheLaterOnesAreNarrowedToo() {
        clicksAround();
        rig.api.bad.put(bad - 600, new Bad(Fault.HTTP_500, Long.MAX_VALUE));
        run(Duration.ofMinutes(2));
        rig.api.bad.put(bad, new Bad(Fault.HTTP_500, Long.MAX_VALUE));
        rig.api.clicks.put("c0", new Click("c0", rig.api.clicks.get("c0").second(), "CITA"));
        rig.api.clicks.put("c190", new Click("c190", rig.api.clicks.get("c190").second(), "CITA"));

        run(Duration.ofHours(1));

        assertThat(rig.stored()).containsEntry("c0", "CITA").containsEntry("c190", "CITA");
        assertThat(rig.named()).extracting(Gaps.Gap::from).containsExactly(bad - 600, bad);
    }

    @Test
    void anOutageInTheMidstOfNarrowingNamesNoSecondThatCanBeRead() {
        clicksAround();
        rig.api.bad.put(bad, new Bad(Fault.HTTP_500, Long.MAX_VALUE));
        rig.api.downFrom = 10;
        run(Duration.ofHours(1));
        assertThat(rig.named()).hasSizeBetween(2, 15);
        rig.api.downFrom = Integer.MAX_VALUE;
        run(Duration.ofHours(3));

        assertThat(rig.named()).extracting(Gaps.Gap::from, Gaps.Gap::to).containsExactly(tuple(bad, bad));
    }

    @Test
    void aRestartGoesOnWithWhatWasNamed() {
        clicksAround();
        rig.api.bad.put(bad, new Bad(Fault.EMPTY_BODY, Long.MAX_VALUE));
        rig.api.downFrom = 10;
        run(Duration.ofMinutes(2));
        assertThat(rig.named()).hasSizeBetween(2, 15);

        rig.api.downFrom = Integer.MAX_VALUE;
        rig.start();
        run(Duration.ofMinutes(30));

        assertThat(rig.named()).extracting(Gaps.Gap::from, Gaps.Gap::to).containsExactly(tuple(bad, bad));
    }

    @Test
    void whereEverythingFromASecondOnCannotBeReadWhatLiesBeforeIsReadAllTheSame() {
        clicksAround();
        for (long second = bad; second < rig.second() + 20_000; second++) {
            rig.api.bad.put(second, new Bad(Fault.HTTP_500, rig.second() + 3 * 3600));
        }

        run(Duration.ofHours(2));

        Map<String, String> before = new TreeMap<>();
        rig.api.clicks.values().stream()
                .filter(click -> click.second() < bad)
                .forEach(click -> before.put(click.chat(), click.code()));
        assertThat(rig.stored()).containsAllEntriesOf(before);
        run(Duration.ofHours(30));
        assertThat(rig.stored()).isEqualTo(all());
        assertThat(rig.named()).isEmpty();
    }

    @Test
    void theTriesOfGapsStayBehindLivePolling() {
        clicksAround();
        rig.api.bad.put(bad, new Bad(Fault.HTTP_500, Long.MAX_VALUE));

        run(Duration.ofMinutes(5));

        assertThat(rig.asked)
                .filteredOn(window -> window.kind() == Window.Kind.GAP)
                .hasSizeBetween(20, 80);
        for (int i = 1; i < rig.asked.size(); i++) {
            if (rig.asked.get(i).kind() == Window.Kind.LIVE) {
                continue;
            }
            assertThat(rig.asked.subList(0, i)).anyMatch(window -> window.kind() == Window.Kind.LIVE);
        }
        assertThat(rig.quota.used(ReadingRig.NAME, rig.operation.zone())).isEqualTo(rig.api.calls);
    }

    /** Live polling takes all the time there is. */
    @Test
    void anApiThatIsSlowerThanThePeriodLeavesNoGapUntried() {
        clicksAround();
        rig.api.bad.put(bad, new Bad(Fault.HTTP_500, Long.MAX_VALUE));
        run(Duration.ofMinutes(2));
        assertThat(rig.named()).hasSize(1);
        rig.period = Duration.ofSeconds(30);
        rig.start();
        rig.callTakes = Duration.ofSeconds(40);
        rig.api.bad.clear();

        run(Duration.ofHours(2));

        assertThat(rig.named()).isEmpty();
        assertThat(rig.stored()).isEqualTo(all());
    }

    @Test
    void aBackfillGoesOnBehindABadSecondToo() {
        run(Duration.ofMinutes(1));
        long history = rig.second() - 9 * 24 * 3600;
        click("old", history + 100);
        click("old-bad", history + 200);
        click("older", history + 300);
        rig.api.bad.put(history + 200, new Bad(Fault.HTTP_500, Long.MAX_VALUE));
        var job = rig.backfills.order(ReadingRig.NAME, history, history + 1000, false);

        for (int i = 0; i < 1500; i++) {
            rig.poll();
            rig.backfill();
            rig.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(rig.backfills.get(job.id()).finished()).isNotNull();
        assertThat(rig.stored()).containsOnlyKeys("old", "older");
        assertThat(rig.named())
                .extracting(Gaps.Gap::from, Gaps.Gap::routing)
                .containsExactly(tuple(history + 200, "NO_HISTORY"));
    }

    @Test
    void aClockThatRanAheadAndIsPutRightHoldsUpNothing() {
        clicksAround();
        run(Duration.ofMinutes(1));
        rig.clock.advance(Duration.ofHours(6));
        rig.poll();
        OperationState wrong = rig.operations.state(ReadingRig.NAME);
        rig.clock.advance(Duration.ofHours(-6).plusMinutes(1));
        assertThat(wrong.progressSecond()).isGreaterThan(rig.second() + 20_000);
        click("new", rig.second());
        rig.clock.advance(Duration.ofSeconds(10));

        rig.poll();

        assertThat(rig.stored()).containsKey("new");
        assertThat(rig.operations.state(ReadingRig.NAME).progressSecond()).isEqualTo(rig.second() - 2);
    }
}
