package org.clickrouter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.poll.limit.TokenLimits;
import org.junit.jupiter.api.Test;

/** What doctor, reconcile and check --online call beside polling: one call of the token at a time, and no long wait. */
class CallsBesidePollingTest {

    @Test
    void aPollThatMeetsAnotherCallGoesOnSoonAfterThatIsOver() throws Exception {
        try (ReadingRig rig = new ReadingRig(1, new FaultyApi(25))) {
            CountedCalls doctor = new CountedCalls(Optional.of(rig.database), rig.clock, "doctor");

            int during = doctor.make(rig.operation, Duration.ZERO, () -> {
                int calls = rig.poll();
                rig.clock.advance(Duration.ofSeconds(3));
                return calls + rig.poll();
            });
            rig.clock.advance(Duration.ofSeconds(1));

            assertThat(during).isZero();
            assertThat(rig.poll()).isPositive();
        }
    }

    /** As on a virtual machine that was paused: what it had taken may be another's by the time that it goes on. */
    @Test
    void aProcessThatStoodStillBehindTakingItsSlotMakesNoCallWithIt() throws Exception {
        try (ReadingRig rig = new ReadingRig(1, new FaultyApi(25))) {
            CountedCalls doctor = new CountedCalls(Optional.of(rig.database), rig.clock, "doctor");
            int[] overlapping = new int[1];
            rig.counting = () -> {
                rig.counting = () -> {};
                rig.clock.advance(TokenLimits.slotTerm(rig.operation));
                overlapping[0] = others(doctor, rig);
            };

            assertThat(rig.poll()).isZero();
            assertThat(overlapping).containsExactly(1);

            rig.clock.advance(Duration.ofSeconds(1));
            assertThat(rig.poll()).isPositive();
        }
    }

    private static int others(CountedCalls calls, ReadingRig rig) {
        try {
            return calls.make(rig.operation, Duration.ZERO, () -> 1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCallThatWasNeverGivenBackHoldsThePollUpUntilItMustBeOver() throws Exception {
        try (ReadingRig rig = new ReadingRig(1, new FaultyApi(25))) {
            CountedCalls killed = new CountedCalls(Optional.of(rig.database), rig.clock, "killed");
            long[] began = {rig.clock.millis()};
            assertThat(killed.make(rig.operation, Duration.ZERO, () -> {
                        long end =
                                began[0] + TokenLimits.slotTerm(rig.operation).toMillis() - 1;
                        int calls = 0;
                        while (rig.clock.millis() < end) {
                            calls += rig.poll();
                            rig.clock.advance(Duration.ofSeconds(1));
                        }
                        assertThat(calls).isZero();
                        rig.clock.advance(Duration.ofSeconds(1));
                        return rig.poll();
                    }))
                    .isPositive();
        }
    }
}
