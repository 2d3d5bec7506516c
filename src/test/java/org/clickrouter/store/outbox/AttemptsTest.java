package org.clickrouter.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clickrouter.console.view.Moments;
import org.clickrouter.console.view.Replays;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.Outcome.State;
import org.clickrouter.testing.store.Attempts.Attempt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of each attempt, and how they are numbered through replays. */
@ParameterizedClass
@EnumSource
class AttemptsTest extends StoreTest {

    private static final Duration HOLD = Duration.ofSeconds(90);
    private Outbox outbox;

    @BeforeEach
    void outbox() {
        outbox = new Outbox(database, clock, "one");
    }

    private Delivery claim() {
        clock.advance(Duration.ofHours(1));
        return outbox.claim("crm", 1, HOLD).get(0);
    }

    private void attempt(State state) {
        Delivery delivery = claim();
        outbox.mark(List.of(
                state == State.DONE
                        ? Outcome.done(delivery, 200)
                        : new Outcome(delivery, state, clock.millis(), "SERVER_ERROR", 500, "answered 500")));
    }

    private List<String> attempts() {
        return view().attempts().list().stream()
                .map(a -> a.number() + " " + a.outcome() + " " + Objects.requireNonNullElse(a.failure(), "-") + " "
                        + a.status() + " " + Objects.requireNonNullElse(a.error(), "-"))
                .toList();
    }

    private String counts() {
        return view().deliveries().list().stream()
                .map(d -> d.state() + " " + d.attempts() + "+" + d.uncounted())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReplayByCodeMeansTheCodeOfTheDeliverysOwnRevision() {
        read("VENTA");
        read("RECLAMO");
        outbox.mark(outbox.claim("crm", 10, HOLD).stream()
                .map(d -> Outcome.done(d, 204))
                .toList());

        assertThat(Replays.replay(database, clock, true, "destination", "crm", "code", "OTRA"))
                .isZero();
        assertThat(Replays.replay(database, clock, true, "destination", "crm", "code", "VENTA"))
                .isOne();
        assertThat(view().deliveries().pending().one().revision()).isEqualTo(1);
        assertThat(Replays.replay(database, clock, true, "destination", "crm", "code", "RECLAMO"))
                .isOne();
    }

    private long replayAll() {
        return Replays.replay(database, clock, true, "destination", "crm");
    }

    @Test
    void whatGoesWellCostsNoRow() {
        read("VENTA");
        attempt(State.DONE);
        assertThat(attempts()).isEmpty();
        assertThat(counts()).isEqualTo("done 1+0");
    }

    @Test
    void eachFailureIsKeptWithItsNumberAndItsTime() {
        read("VENTA");
        attempt(State.RETRY);
        attempt(State.DEAD);
        assertThat(attempts())
                .containsExactly("1 failed SERVER_ERROR 500 answered 500", "2 failed SERVER_ERROR 500 answered 500");
        assertThat(view().attempts().list())
                .extracting(Attempt::ended)
                .containsExactly(clock.millis() - Duration.ofHours(1).toMillis(), clock.millis());
    }

    @Test
    void aReplayKeepsWhatItOverwritesAndTheNumbersGoOnWhileTheScheduleStartsAnew() {
        read("VENTA");
        attempt(State.RETRY);
        attempt(State.DONE);
        assertThat(replayAll()).isEqualTo(1);
        assertThat(attempts()).endsWith("2 done - 200 -");
        Delivery again = claim();
        assertThat(again.attempts()).as("of the schedule").isZero();
        assertThat(again.attempt()).isEqualTo(3);
        outbox.mark(List.of(new Outcome(again, State.DEAD, 0, "REJECTED", 400, "answered 400")));
        assertThat(replayAll()).isEqualTo(1);
        attempt(State.DONE);
        assertThat(replayAll()).as("as often as asked").isEqualTo(1);
        assertThat(attempts())
                .containsExactly(
                        "1 failed SERVER_ERROR 500 answered 500",
                        "2 done - 200 -",
                        "3 failed REJECTED 400 answered 400",
                        "4 done - 200 -");
        assertThat(counts()).isEqualTo("pending 0+4");
        assertThat(view().deliveries().ids()).as("under the same id").containsExactly(again.id());
    }

    @Test
    void anAttemptAtAPausedDestinationHasANumberAndCountsNotForTheSchedule() {
        read("VENTA");
        attempt(State.RETRY);
        attempt(State.HELD);
        assertThat(counts()).isEqualTo("pending 1+1");
        assertThat(claim().attempt()).isEqualTo(3);
        assertThat(attempts()).hasSize(2);
    }

    @Test
    void whatWasGivenBackUntriedIsNoAttempt() {
        read("VENTA");
        outbox.mark(List.of(Outcome.returned(claim())));
        assertThat(attempts()).isEmpty();
        assertThat(claim().attempt()).isEqualTo(1);
    }

    @Test
    void aFailureOfOneWhoLostTheClaimIsNoAttempt() {
        read("VENTA");
        Delivery ours = claim();
        Outbox theirs = new Outbox(database, clock, "two");
        clock.advance(HOLD);
        Delivery second = theirs.claim("crm", 1, HOLD).get(0);
        outbox.mark(List.of(new Outcome(ours, State.RETRY, clock.millis(), "TIMED_OUT", null, "late")));
        assertThat(attempts()).isEmpty();
        theirs.mark(List.of(new Outcome(second, State.RETRY, clock.millis(), "BUSY", 503, "answered 503")));
        assertThat(attempts()).containsExactly("1 failed BUSY 503 answered 503");
    }

    @Test
    void aDeathOfAVersionThatKeptNoAttemptsIsKeptByTheReplayAndItsCountingAgainIsNoError() {
        read("VENTA");
        attempt(State.DEAD);
        view().edit().forgetAttempts();
        assertThat(replayAll()).isEqualTo(1);
        assertThat(attempts()).containsExactly("1 failed SERVER_ERROR 500 answered 500");
        view().edit().forgetUncounted();
        attempt(State.RETRY);
        assertThat(attempts()).hasSize(1);
        assertThat(counts()).isEqualTo("pending 1+0");
    }

    @Test
    void aLargeReplayGoesInPortionsAndLeavesOutWhatIsPending() {
        read(IntStream.range(0, 2050).mapToObj(i -> click("c" + i, "VENTA")).toList());
        outbox.mark(outbox.claim("crm", 2049, HOLD).stream()
                .map(d -> new Outcome(d, State.DEAD, 0, "REJECTED", 400, "no"))
                .toList());
        assertThat(Replays.replay(database, clock, false, "destination", "crm", "since", "1h", "code", "VENTA"))
                .isEqualTo(2049);
        assertThat(view().attempts().count()).isEqualTo(2049);
        assertThat(replayAll()).isZero();
        assertThat(outbox.claim("crm", 3000, HOLD)).hasSize(2050).allMatch(d -> d.attempts() == 0);
    }

    @Test
    void whatIsDeadIsListedWithAllItsTries() {
        read("VENTA");
        attempt(State.DEAD);
        replayAll();
        attempt(State.DEAD);
        assertThat(Replays.find(database, clock, "destination", "crm", "state", "dead")
                        .rows())
                .singleElement()
                .satisfies(l -> {
                    assertThat(l.attempts()).isEqualTo(2);
                    assertThat(l.ended()).isEqualTo(new Moments(true).iso(clock.millis(), ZoneOffset.UTC));
                    assertThat(l.failure() + " " + l.status() + ": " + l.error())
                            .isEqualTo("SERVER_ERROR 500: answered 500");
                });
    }
}
