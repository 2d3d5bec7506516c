package org.clickrouter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.delivery.RetrySchedule;
import org.clickrouter.store.outbox.Pauses;
import org.junit.jupiter.api.Test;

class DestinationCircuitBreakerTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final DestinationCircuitBreaker breaker = new DestinationCircuitBreaker(
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            RetrySchedule.parse("5s,5m"));

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(true);
        }
    }

    @Test
    void fiveFailuresInARowMakeItSickAndTheFifthSaysSo() {
        fail(4);
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.failed(true)).isTrue();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.failed(true)).as("said once").isFalse();
    }

    @Test
    void anAnswerThatRefusesOneMessageShowsThatItIsWell() {
        fail(4);
        breaker.failed(false);
        fail(4);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void probesComeAfterGrowingPausesUpToThirtySeconds() {
        fail(5);
        for (long pause : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(breaker.mayProbe()).isFalse();
            now = now.plusSeconds(pause).minusMillis(1);
            assertThat(breaker.mayProbe()).isFalse();
            now = now.plusMillis(1);
            assertThat(breaker.mayProbe()).isTrue();
            breaker.failed(true);
        }
    }

    @Test
    void theFirstSuccessEndsTheSicknessAndWakesWhatWaits() {
        fail(7);
        assertThat(breaker.delivered()).isTrue();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.delivered()).as("only once").isFalse();
    }

    @Test
    void fiveRefusalsInARowPauseItAndAnythingElseBetweenThemBreaksTheRow() {
        for (Runnable between : List.<Runnable>of(() -> breaker.pause(FailureKind.SERVER_ERROR), breaker::delivered)) {
            for (int i = 0; i < 4; i++) {
                assertThat(breaker.pause(FailureKind.UNAUTHORIZED)).isEmpty();
            }
            between.run();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(breaker.pause(FailureKind.UNAUTHORIZED)).isEmpty();
        }
        assertThat(breaker.pause(FailureKind.UNAUTHORIZED)).hasValue(Pauses.Kind.REFUSED);
        assertThat(breaker.pause(FailureKind.UNAUTHORIZED))
                .as("also when it was resumed and nothing is mended")
                .hasValue(Pauses.Kind.REFUSED);
    }

    @Test
    void oneThatIsGoneIsPausedAtOnce() {
        assertThat(breaker.pause(FailureKind.GONE)).hasValue(Pauses.Kind.GONE);
    }

    @Test
    void theEndOfAPauseMakesTheNextProbeDue() {
        fail(9);
        assertThat(breaker.mayProbe()).isFalse();
        breaker.resumed();
        assertThat(breaker.mayProbe()).isTrue();
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void oneThatFailsNowAndThenIsWokenOnceAMinuteAtMost() {
        fail(1);
        assertThat(breaker.delivered()).isTrue();
        fail(1);
        assertThat(breaker.delivered()).isFalse();
        now = now.plus(Duration.ofMinutes(1));
        fail(1);
        assertThat(breaker.delivered()).isTrue();
    }
}
