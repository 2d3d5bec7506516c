package org.clickrouter.store.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class LeaseTest extends StoreTest {

    private Operations other;
    private Gaps gaps;

    @BeforeEach
    void secondInstance() {
        other = new Operations(database, clock, "two");
        gaps = new Gaps(database, operations, clock);
        operations.release(lease, 0);
    }

    private static Gaps.Gap gap() {
        return Gaps.Gap.found(OPERATION, 10, 11, Gaps.Kind.FULL, "NEWS", "full");
    }

    private Optional<Lease> acquire() {
        return operations.acquire(OPERATION, TERM, false);
    }

    @Test
    void oneInstanceAtATimePollsAnOperation() {
        Lease ours = acquire().orElseThrow();

        assertThat(other.acquire(OPERATION, TERM, false)).isEmpty();
        assertThat(acquire()).as("nor twice by one instance").isEmpty();
        operations.register("lima");
        assertThat(other.acquire("lima", TERM, false))
                .as("another operation is free")
                .isPresent();

        operations.release(ours, 0);
        assertThat(other.acquire(OPERATION, TERM, false)).isPresent();
    }

    @Test
    void ofManyThreadsOfTwoInstancesOneGetsIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            var got = together(8, i -> (i % 2 == 0 ? operations : other).acquire(OPERATION, TERM, false));
            assertThat(got).filteredOn(Optional::isPresent).hasSize(1);
            got.forEach(l -> l.ifPresent(won -> operations.release(won, 0)));
        }
    }

    @Test
    void theLeaseOfADeadHolderEndsByItself() {
        acquire().orElseThrow();
        clock.advance(TERM.minusMillis(1));
        assertThat(other.acquire(OPERATION, TERM, false)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(other.acquire(OPERATION, TERM, false)).isPresent();
    }

    @Test
    void eachReadExtendsTheLeaseAndHasAHigherNumber() {
        Lease ours = acquire().orElseThrow();
        long first = operations.beginRead(ours, TERM);
        clock.advance(TERM.minusSeconds(1));
        assertThat(operations.beginRead(ours, TERM)).isGreaterThan(first);
        clock.advance(TERM.minusSeconds(1));

        assertThat(other.acquire(OPERATION, TERM, false)).isEmpty();
    }

    @Test
    void itIsDueAgainAfterItsPeriodAndAtAStartAtOnce() {
        operations.release(acquire().orElseThrow(), clock.millis() + 300_000);

        assertThat(acquire()).isEmpty();
        Lease atStart = operations.acquire(OPERATION, TERM, true).orElseThrow();
        operations.release(atStart, clock.millis() + 300_000);
        clock.advance(Duration.ofMinutes(5));
        assertThat(acquire()).isPresent();
    }

    @Test
    void aBackOffOutlastsAStart() {
        Lease ours = acquire().orElseThrow();
        operations.failed(ours, "the API was away", 1800, true, null);
        operations.release(ours, clock.millis() + 60_000);

        assertThat(operations.acquire(OPERATION, TERM, true)).isEmpty();
        assertThat(operations.state(OPERATION)).satisfies(s -> {
            assertThat(s.failures()).isEqualTo(1);
            assertThat(s.lastMessage()).isEqualTo("the API was away");
            assertThat(s.spanSeconds()).isEqualTo(1800);
        });
        clock.advance(Duration.ofMinutes(1));
        Lease again = operations.acquire(OPERATION, TERM, false).orElseThrow();
        store.write(
                store.compare(store.begin(again, UNCODED, TERM), java.util.List.of(), false),
                java.util.List.of(),
                new WindowEnd(0, 1000, 1L, 3600));
        assertThat(operations.state(OPERATION).failures())
                .as("a good window clears them")
                .isZero();
        assertThat(operations.state(OPERATION).lastMessage()).isNull();
    }

    @Test
    void aWindowThatWasOnlyTooLargeIsNoFailure() {
        Lease ours = acquire().orElseThrow();
        operations.failed(ours, "a full answer", 1800, false, null);

        assertThat(operations.state(OPERATION).failures()).isZero();
    }

    @Test
    void aStoppedOperationWaitsForARegistration() {
        Lease ours = acquire().orElseThrow();
        operations.failed(ours, "the token was refused", 1800, true, "TOKEN_REFUSED");
        operations.release(ours, 0);
        clock.advance(Duration.ofDays(3));

        assertThat(acquire()).isEmpty();
        assertThat(operations.state(OPERATION).stopped()).isEqualTo("TOKEN_REFUSED");
        other.register(OPERATION);
        assertThat(operations.state(OPERATION).stopped()).isNull();
        assertThat(acquire()).isPresent();
    }

    @Test
    void aRegistrationEndsTheBackOffOfAStopAndNoOther() {
        Lease ours = acquire().orElseThrow();
        operations.failed(ours, "HTTP 500", 1800, true, null);
        operations.release(ours, clock.millis() + Duration.ofMinutes(5).toMillis());
        other.register(OPERATION);
        assertThat(operations.acquire(OPERATION, TERM, true))
                .as("a restart may be one of many")
                .isEmpty();

        clock.advance(Duration.ofMinutes(5));
        Lease again = acquire().orElseThrow();
        operations.failed(again, "the token was refused", 1800, true, "TOKEN_REFUSED");
        operations.release(again, clock.millis() + Duration.ofMinutes(5).toMillis());
        other.register(OPERATION);
        assertThat(operations.acquire(OPERATION, TERM, true))
                .as("who mended the token does not wait")
                .isPresent();
    }

    @Test
    void registeringAgainKeepsTheProgress() {
        Lease ours = acquire().orElseThrow();
        operations.origin(ours, 500);
        operations.origin(ours, 900);
        gaps.name(ours, List.of(gap()), 1000L);
        gaps.name(ours, List.of(gap()), 700L);
        gaps.name(ours, List.of(gap()), null);
        operations.register(OPERATION);

        assertThat(operations.state(OPERATION).originSecond()).isEqualTo(500);
        assertThat(operations.state(OPERATION).progressSecond()).isEqualTo(1000);
        assertThat(operations.states()).hasSize(1);
    }

    @Test
    void aTierIsNotedByTheHolderOnlyAndAGapOnce() {
        Lease ours = acquire().orElseThrow();
        operations.reReads().done(ours, "6h/30m", 1);
        operations.reReads().done(ours, "6h/30m", 2);
        gaps.name(ours, List.of(gap()), null);
        gaps.name(ours, List.of(gap()), null);

        assertThat(operations.reReads().of(OPERATION)).containsExactly(java.util.Map.entry("6h/30m", 2L));
        assertThat(operations.gaps(OPERATION)).isEqualTo(1);
        clock.advance(TERM);
        other.acquire(OPERATION, TERM, false).orElseThrow();
        assertThatThrownBy(() -> operations.reReads().done(ours, "6h/30m", 3)).isInstanceOf(LeaseLostException.class);
        assertThat(operations.reReads().of(OPERATION)).containsValue(2L);
    }

    @Test
    void aWaitThatBeganUnderAClockThatRanAheadIsNoWaitOnceTheClockIsPutRight() {
        clock.advance(Duration.ofHours(6));
        operations.release(acquire().orElseThrow(), clock.millis() + 300_000);
        clock.advance(Duration.ofHours(-6).plusMinutes(2));

        assertThat(acquire()).isPresent();
    }

    @Test
    void aLeaseThatEndsLaterThanAnyCanWasTakenUnderAWrongClockAndIsOver() {
        clock.advance(Duration.ofHours(6));
        acquire().orElseThrow();
        clock.advance(Duration.ofHours(-6));

        assertThat(other.acquire(OPERATION, TERM, false)).isPresent();
        assertThat(other.acquire(OPERATION, TERM, false))
                .as("a lease of this clock holds")
                .isEmpty();
    }

    @Test
    void theProgressOfAClockThatRanAheadComesBackToWhatWasReadBefore() {
        Lease ours = acquire().orElseThrow();
        long second = clock.millis() / 1000;
        operations.origin(ours, second - 7200);
        windowRead(ours, second - 7200, second - 600);
        clock.advance(Duration.ofHours(6));
        windowRead(ours, second - 601, second + 6 * 3600);
        clock.advance(Duration.ofHours(-6).plusMinutes(2));

        operations.bringBack(ours, clock.millis() / 1000);

        assertThat(operations.state(OPERATION).progressSecond()).isEqualTo(second - 602);
        assertThat(operations.state(OPERATION).originSecond()).isEqualTo(second - 7200);
        assertThat(new Coverage(database).of(OPERATION, 0, Long.MAX_VALUE))
                .extracting(Coverage.Stretch::to)
                .containsExactly(second - 602, clock.millis() / 1000);
    }

    @Test
    void whatWasToBeSentUnderAClockThatRanAheadIsDueAtOnceWhenItIsPutBack() {
        Outbox outbox = new Outbox(database, clock, "one");
        clock.advance(Duration.ofHours(6));
        lease = acquire().orElseThrow();
        read("VENTA");
        clock.advance(Duration.ofHours(-6));
        assertThat(outbox.claim("crm", 1, TERM)).isEmpty();

        operations.bringBack(lease, clock.millis() / 1000);

        assertThat(outbox.claim("crm", 1, TERM)).hasSize(1);
    }

    /** It was made in time, and its second try was to come by a clock that ran ahead. */
    @Test
    void whatWasTriedUnderAClockThatRanAheadIsDueAtOnceWhenItIsPutBackAndAWaitOfTheRightTimeStays() {
        Outbox outbox = new Outbox(database, clock, "one");
        lease = acquire().orElseThrow();
        read("VENTA");
        var early = outbox.claim("crm", 1, TERM).get(0);
        outbox.mark(List.of(new Outcome(
                early, Outcome.State.RETRY, clock.millis() + Duration.ofHours(1).toMillis(), "BUSY", 503, "503")));
        clock.advance(Duration.ofHours(1));
        var claimed = outbox.claim("crm", 1, TERM).get(0);
        clock.advance(Duration.ofHours(6));
        outbox.mark(List.of(new Outcome(claimed, Outcome.State.RETRY, clock.millis() + 5000, "BUSY", 503, "503")));
        clock.advance(Duration.ofHours(-6));
        assertThat(outbox.claim("crm", 1, TERM)).isEmpty();

        operations.bringBack(lease, clock.millis() / 1000);

        var again = outbox.claim("crm", 1, TERM).get(0);
        outbox.mark(List.of(new Outcome(
                again, Outcome.State.RETRY, clock.millis() + Duration.ofDays(1).toMillis(), "BUSY", 503, "503")));
        database.update("DELETE FROM attempt WHERE ended > ?", clock.millis());
        operations.bringBack(lease, clock.millis() / 1000);
        assertThat(outbox.claim("crm", 1, TERM)).isEmpty();
    }

    @Test
    void aClaimOfAProcessThatWasKilledUnderAClockThatRanAheadEndsSoon() {
        Outbox outbox = new Outbox(database, clock, "one");
        lease = acquire().orElseThrow();
        read("VENTA");
        clock.advance(Duration.ofHours(6));
        assertThat(outbox.claim("crm", 1, TERM)).hasSize(1);
        clock.advance(Duration.ofHours(-6));

        operations.bringBack(lease, clock.millis() / 1000);

        assertThat(new Outbox(database, clock, "two").claim("crm", 1, TERM)).isEmpty();
        clock.advance(Duration.ofMinutes(11));
        assertThat(new Outbox(database, clock, "two").claim("crm", 1, TERM)).hasSize(1);
    }

    private void windowRead(Lease held, long from, long to) {
        database.transaction(() -> {
            new Coverage(database).add(OPERATION, from, to, clock.millis(), 0);
            operations.windowDone(held, 1, to, 3600, false, clock.millis());
            return null;
        });
    }
}
