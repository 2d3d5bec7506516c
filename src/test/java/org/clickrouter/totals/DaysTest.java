package org.clickrouter.totals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A day is told for what it is: proven, complete, settling, gap, differing, unread. */
@ParameterizedClass
@EnumSource
class DaysTest extends StoreTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    private static final long FROM = DAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    private static final long TO = FROM + 86_399;

    private Days days;
    private Coverage coverage;
    private DayTotals totals;

    @BeforeEach
    void oneClick() {
        days = new Days(database, clock, Duration.ofDays(6));
        coverage = new Coverage(database);
        totals = new DayTotals(database);
        read(List.of(click("VENTA")));
        StoreView.of(database).edit().nothingIsReadBetween(FROM - 86_400, TO + 86_400);
    }

    private DayState state() {
        return days.of(OPERATION, ZoneOffset.UTC, DAY).state();
    }

    private void readAt(long from, long to, Duration after) {
        database.transaction(() -> {
            coverage.add(OPERATION, from, to, (TO + after.toSeconds()) * 1000, 1);
            return null;
        });
    }

    private void theirs(Long count) {
        totals.put(OPERATION, new DayTotals.Total(DAY, count, totals.clicks(OPERATION, DAY), clock.millis(), false));
    }

    @Test
    void whatWasNeverReadIsUnreadAndWhatWasReadInPartHasAGap() {
        assertThat(state()).isEqualTo(DayState.UNREAD);
        readAt(FROM, TO - 1, Duration.ofDays(7));
        assertThat(state()).as("one second lost").isEqualTo(DayState.GAP);
    }

    @Test
    void codesStillComeUntilTheDayWasReadAgainAfterTheyHadSettled() {
        readAt(FROM, TO, Duration.ofHours(1));
        assertThat(state()).isEqualTo(DayState.SETTLING);
        theirs(1L);
        assertThat(state()).isEqualTo(DayState.SETTLING);
        readAt(FROM, TO, Duration.ofDays(7));
        assertThat(state()).isEqualTo(DayState.PROVEN);
    }

    @Test
    void withoutATotalOfTheVendorADayIsCompleteByTheLedgerAlone() {
        readAt(FROM, TO, Duration.ofDays(7));
        assertThat(state()).isEqualTo(DayState.COMPLETE);
        theirs(null);
        assertThat(state()).isEqualTo(DayState.COMPLETE);
    }

    @Test
    void aRecordTakenOutByHandIsNoticedAndSoIsAnotherTotal() {
        readAt(FROM, TO, Duration.ofDays(7));
        theirs(2L);
        assertThat(state()).isEqualTo(DayState.DIFFERS);
        theirs(1L);
        StoreView.of(database).edit().loseClicks();
        assertThat(days.of(OPERATION, ZoneOffset.UTC, DAY).clicks()).isZero();
        assertThat(state()).isEqualTo(DayState.DIFFERS);
    }

    @Test
    void aNamedGapIsAGapWhateverTheTotal() {
        readAt(FROM, TO, Duration.ofDays(7));
        theirs(1L);
        Lease mine = lease;
        new Gaps(database, operations, clock)
                .name(mine, List.of(Gaps.Gap.found(OPERATION, FROM + 5, FROM + 5, Gaps.Kind.FULL, "NEWS", "x")), null);
        assertThat(state()).isEqualTo(DayState.GAP);
    }

    @Test
    void aDayInWhichReadingBeganIsPartialAndNotComparedWithATotal() {
        long began = FROM + 3600;
        org.clickrouter.testing.store.StoreView.of(database).edit().nothingIsReadBetween(began, TO + 86_400);
        readAt(began, TO, Duration.ofDays(7));
        theirs(9L);
        assertThat(state()).isEqualTo(DayState.PARTIAL);
        assertThat(days.of(OPERATION, ZoneOffset.UTC, DAY).notComparable()).isEqualTo("only a part of it was read");
    }

    @Test
    void whereAsManyChatsWereForgottenATotalSaysNothing() {
        readAt(FROM, TO, Duration.ofDays(7));
        theirs(2L);
        org.clickrouter.store.clicks.Forgotten.add(database, OPERATION, "other", 0);
        assertThat(state()).isEqualTo(DayState.COMPLETE);
        assertThat(days.of(OPERATION, ZoneOffset.UTC, DAY).notComparable())
                .contains("1 more, and 1 chat was forgotten");
    }
}
