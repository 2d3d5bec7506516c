package org.clickrouter.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.store.jdbc.StoreException;
import org.junit.jupiter.api.Test;

class StoreProbeTest {

    private final AtomicInteger questions = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);

    private void hang() {
        questions.incrementAndGet();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aStoreThatAnswersHasNoTrouble() {
        assertThat(new StoreProbe(questions::incrementAndGet, Duration.ofMinutes(1)).trouble())
                .isEmpty();
        assertThat(questions).hasValue(1);
    }

    @Test
    void whatTheStoreSaysIsTold() {
        StoreProbe pulse = new StoreProbe(
                () -> {
                    throw new StoreException("The store failed: Connection refused");
                },
                Duration.ofMinutes(1));

        assertThat(pulse.trouble()).contains("The store failed: Connection refused");
    }

    /** All of them would hold a connection, or a thread of the server, as long as the store hangs. */
    @Test
    void whoeverAsksAStoreThatHangsIsToldSoonAndAsksNoSecondTime() {
        StoreProbe pulse = new StoreProbe(this::hang, Duration.ofMillis(50));

        for (int i = 0; i < 5; i++) {
            assertThat(pulse.trouble()).contains("nothing within 50 ms");
        }

        assertThat(questions).hasValue(1);
        answer.countDown();
        eventually(() -> assertThat(pulse.trouble()).isEmpty());
    }

    @Test
    void aStoreThatHangsAgainIsToldWithWhatItSaidBefore() {
        StoreProbe pulse = new StoreProbe(
                () -> {
                    if (questions.get() == 0) {
                        questions.incrementAndGet();
                        throw new StoreException("The store failed: Connection refused");
                    }
                    hang();
                },
                Duration.ofMillis(50));
        assertThat(pulse.trouble()).isPresent();

        eventually(() -> assertThat(pulse.trouble())
                .isEqualTo(Optional.of("nothing within 50 ms; before that: The store failed: Connection refused")));
        answer.countDown();
    }
}
