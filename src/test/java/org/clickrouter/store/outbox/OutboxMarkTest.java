package org.clickrouter.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Outcome.State;
import org.clickrouter.testing.StoreKind;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a delivery after an attempt. */
@ParameterizedClass
@EnumSource
class OutboxMarkTest extends StoreTest {

    private static final Duration HOLD = Duration.ofSeconds(90);
    private Outbox ours;
    private Outbox theirs;
    private Delivery delivery;

    @BeforeEach
    void oneClaimed() {
        ours = new Outbox(database, clock, "one");
        theirs = new Outbox(database, clock, "two");
        read("VENTA");
        delivery = ours.claim("crm", 1, HOLD).get(0);
    }

    private static Outcome failed(Delivery delivery, State state, long due) {
        return new Outcome(delivery, state, due, "SERVER_ERROR", 503, "503 Service Unavailable");
    }

    private String row() {
        return view().deliveries().list().stream()
                .map(d -> d.state() + " attempts=" + d.attempts() + " holder=" + d.holder() + " failure=" + d.failure()
                        + " status=" + d.status())
                .findFirst()
                .orElseThrow();
    }

    private List<Delivery> claimAfter(Duration time) {
        clock.advance(time);
        return theirs.claim("crm", 10, HOLD);
    }

    @Test
    void aSuccessEndsItForEver() {
        ours.mark(List.of(Outcome.done(delivery, 204)));

        assertThat(row()).startsWith("done attempts=1").endsWith("failure=null status=204");
        assertThat(claimAfter(Duration.ofDays(9))).isEmpty();
        assertThat(ours.depths()).isEmpty();
    }

    @Test
    void aSuccessCountsWhoeverHoldsItByNow() {
        Delivery second = claimAfter(HOLD).get(0);
        ours.mark(List.of(Outcome.done(delivery, 200)));
        assertThat(row()).startsWith("done attempts=1");

        theirs.mark(List.of(failed(second, State.RETRY, clock.millis())));
        assertThat(row())
                .as("a failure of the repeat takes nothing back")
                .startsWith("done attempts=1")
                .contains("failure=null");
        theirs.mark(List.of(Outcome.done(second, 200)));
        assertThat(row()).as("nor is it counted twice").startsWith("done attempts=1");
    }

    @Test
    void aSuccessCountsEvenAfterItWasGivenUp() {
        ours.mark(List.of(failed(delivery, State.DEAD, 0)));
        ours.mark(List.of(Outcome.done(delivery, 200)));

        assertThat(row()).startsWith("done").contains("failure=null");
    }

    @Test
    void aFailureOfOneWhoLostItChangesNothing() {
        claimAfter(HOLD);
        String held = row();

        for (State state : List.of(State.RETRY, State.DEAD, State.RETURNED)) {
            ours.mark(List.of(failed(delivery, state, 0)));
            assertThat(row()).as(state.name()).isEqualTo(held);
        }
    }

    @Test
    void aRetryIsDueAtItsTimeAndCountsItsAttempts() {
        ours.mark(List.of(failed(delivery, State.RETRY, clock.millis() + 30_000)));
        assertThat(row()).isEqualTo("pending attempts=1 holder=null failure=SERVER_ERROR status=503");
        assertThat(claimAfter(Duration.ofMillis(29_999))).isEmpty();

        assertThat(claimAfter(Duration.ofMillis(1))).singleElement().satisfies(d -> {
            assertThat(d.attempts()).isEqualTo(1);
            assertThat(d.id()).as("the same for ever").isEqualTo(delivery.id());
        });
    }

    @Test
    void whatIsDeadIsKeptAndNeverClaimed() {
        ours.mark(List.of(failed(delivery, State.DEAD, 0)));

        assertThat(claimAfter(Duration.ofDays(9))).isEmpty();
        assertThat(ours.depths())
                .singleElement()
                .satisfies(d -> assertThat(d.destination() + " " + d.state() + " " + d.count())
                        .isEqualTo("crm dead 1"));
        assertThat(view().deliveries().errors()).containsExactly("503 Service Unavailable");
    }

    @Test
    void whatIsReturnedIsDueAtOnceAndWasNoAttempt() {
        ours.mark(List.of(Outcome.returned(delivery)));

        assertThat(row()).isEqualTo("pending attempts=0 holder=null failure=null status=null");
        assertThat(theirs.claim("crm", 10, HOLD)).hasSize(1);
    }

    @Test
    void manyOutcomesAreMarkedTogether() {
        read(List.of(click("a", "A"), click("b", "B"), click("c", "C")));
        List<Delivery> more = ours.claim("crm", 10, HOLD);
        ours.mark(List.of(
                Outcome.done(delivery, null),
                failed(more.get(0), State.RETRY, clock.millis() + 1),
                failed(more.get(1), State.DEAD, 0),
                Outcome.returned(more.get(2))));

        assertThat(view().deliveries().states()).containsExactlyInAnyOrder("dead", "done", "pending", "pending");
    }

    @Test
    void aWellDestinationWakesWhatWaitedForIt() {
        ours.mark(List.of(failed(delivery, State.RETRY, clock.millis() + 3_600_000)));

        assertThat(ours.wake("mail", List.of("SERVER_ERROR"))).isZero();
        assertThat(ours.wake("crm", List.of("REFUSED")))
                .as("a message's own failure waits on")
                .isZero();
        assertThat(ours.claim("crm", 10, HOLD)).isEmpty();
        assertThat(ours.wake("crm", List.of("CONNECTION", "SERVER_ERROR"))).isEqualTo(1);
        assertThat(ours.claim("crm", 10, HOLD)).hasSize(1);
        assertThat(ours.wake("crm", List.of("SERVER_ERROR")))
                .as("what is under way is left alone")
                .isZero();
    }

    /** Ends the first updates of H2 with an error. */
    public static final class Trouble implements Trigger {

        private static final AtomicInteger LEFT = new AtomicInteger();
        private static volatile String state;

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            if (LEFT.decrementAndGet() >= 0) {
                throw new SQLException("trouble", state);
            }
        }
    }

    /** @param onPostgres what the first updates do there */
    private void trouble(int updates, String state, String onPostgres) {
        if (kind == StoreKind.POSTGRESQL) {
            // A sequence forgets nothing when its transaction is rolled back.
            database.update("CREATE SEQUENCE troubles");
            database.update("CREATE FUNCTION trouble() RETURNS trigger AS $$ BEGIN IF nextval('troubles') <= " + updates
                    + " THEN " + onPostgres + "; END IF; RETURN NEW; END $$ LANGUAGE plpgsql");
            database.update("CREATE TRIGGER trouble BEFORE UPDATE ON delivery FOR EACH ROW EXECUTE FUNCTION trouble()");
        } else {
            Trouble.state = state;
            Trouble.LEFT.set(updates);
            database.update("CREATE TRIGGER trouble BEFORE UPDATE ON delivery FOR EACH ROW CALL '"
                    + Trouble.class.getName() + "'");
        }
    }

    @Test
    void aMarkThatWasTheVictimOfADeadlockIsMadeAgain() {
        trouble(2, "40001", "RAISE EXCEPTION USING ERRCODE = '40P01'");

        ours.mark(List.of(Outcome.done(delivery, 200)));

        assertThat(row()).startsWith("done attempts=1");
    }

    @Test
    void aMarkWhoseConnectionBrokeIsMadeAgain() {
        trouble(1, "08006", "PERFORM pg_terminate_backend(pg_backend_pid())");

        ours.mark(List.of(Outcome.done(delivery, 200)));

        assertThat(row()).startsWith("done attempts=1");
    }

    @Test
    void successesOfEveryStatusAreMarkedTogether() {
        read(List.of(click("a", "A"), click("b", "B"), click("c", "C")));
        List<Delivery> more = ours.claim("crm", 10, HOLD);
        ours.mark(List.of(
                Outcome.done(delivery, 200),
                Outcome.done(more.get(0), 204),
                Outcome.done(more.get(1), null),
                Outcome.done(more.get(2), 204)));

        assertThat(view().deliveries().list())
                .extracting(d -> d.state() + " " + d.status())
                .containsExactlyInAnyOrder("done 200", "done 204", "done null", "done 204");
    }

    @Test
    void aRestartOfTheDatabaseForgetsNoMark() {
        ours.mark(List.of(Outcome.done(delivery, 200)));
        close();
        database = Database.open(url, kind.user(), "", 10);

        assertThat(row()).startsWith("done");
    }
}
