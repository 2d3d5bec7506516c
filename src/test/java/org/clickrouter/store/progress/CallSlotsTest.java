package org.clickrouter.store.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.progress.CallSlots.Slot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CallSlotsTest extends StoreTest {

    private static final String TOKEN = "token-key";
    private CallSlots ours;
    private CallSlots theirs;

    @BeforeEach
    void twoInstances() {
        ours = new CallSlots(database, clock, "one");
        theirs = new CallSlots(database, clock, "two");
        ours.register(TOKEN, 2);
        theirs.register(TOKEN, 2);
    }

    @Test
    void oneCallAtATime() {
        Slot first = ours.take(TOKEN, 1, TERM).orElseThrow();

        assertThat(ours.take(TOKEN, 1, TERM)).isEmpty();
        assertThat(theirs.take(TOKEN, 1, TERM)).isEmpty();
        ours.release(first);
        assertThat(theirs.take(TOKEN, 1, TERM)).isPresent();
    }

    @Test
    void twoWhereTwoAreAllowed() {
        ours.take(TOKEN, 2, TERM).orElseThrow();
        Slot second = theirs.take(TOKEN, 2, TERM).orElseThrow();

        assertThat(ours.take(TOKEN, 2, TERM)).isEmpty();
        theirs.release(second);
        assertThat(ours.take(TOKEN, 2, TERM)).isPresent();
    }

    @Test
    void aSlotTakenUnderAClockThatWasPutBackIsFreeOnceItsCallMustBeOver() {
        clock.advance(Duration.ofHours(6));
        theirs.take(TOKEN, 1, TERM).orElseThrow();
        clock.advance(Duration.ofHours(-6));

        assertThat(ours.take(TOKEN, 1, TERM)).as("the call may still last").isEmpty();
        clock.advance(TERM);
        assertThat(ours.take(TOKEN, 1, TERM)).isPresent();
    }

    @Test
    void tokensAreCountedApart() {
        ours.register("another", 1);
        ours.take(TOKEN, 1, TERM).orElseThrow();

        assertThat(ours.take("another", 1, TERM)).isPresent();
        assertThat(ours.take("never registered", 1, TERM)).isEmpty();
    }

    @Test
    void theSlotOfAKilledProcessFreesItselfWhenTheCallMustBeOver() {
        Slot killed = ours.take(TOKEN, 1, TERM).orElseThrow();
        clock.advance(TERM.minusMillis(1));
        assertThat(theirs.take(TOKEN, 1, TERM)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(theirs.take(TOKEN, 1, TERM)).isPresent();
        ours.release(killed);
        assertThat(ours.take(TOKEN, 1, TERM))
                .as("one who wakes up late frees nobody else's")
                .isEmpty();
    }

    @Test
    void manyThreadsOfTwoInstancesNeverHoldMoreThanTheLimit() throws Exception {
        for (int limit = 1; limit <= 2; limit++) {
            int slots = limit;
            AtomicInteger held = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            var taken = together(4, thread -> {
                int calls = 0;
                while (calls < 6) {
                    Optional<Slot> slot = (thread % 2 == 0 ? ours : theirs).take(TOKEN, slots, TERM);
                    if (slot.isPresent()) {
                        most.accumulateAndGet(held.incrementAndGet(), Math::max);
                        Thread.yield();
                        held.decrementAndGet();
                        ours.release(slot.get());
                        calls++;
                    }
                }
                return calls;
            });
            assertThat(most.get()).as("at once, of %d", slots).isBetween(1, slots);
            assertThat(taken).hasSize(4).containsOnly(6);
        }
    }
}
