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
    private final DestinationCircuitBreaker wellness = new DestinationCircuitBreaker(
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
            wellness.failed(true);
        }
    }

    @Test
    void fiveFailuresInARowMakeItSickAndTheFifthSaysSo() {
        fail(4);
        assertThat(wellness.sick()).isFalse();
        assertThat(wellness.failed(true)).isTrue();
        assertThat(wellness.sick()).isTrue();
        assertThat(wellness.failed(true)).as("said once").isFalse();
    }

    @Test
    void anAnswerThatRefusesOneMessageShowsThatItIsWell() {
        fail(4);
        wellness.failed(false);
        fail(4);
        assertThat(wellness.sick()).isFalse();
    }

    @Test
    void probesComeAfterGrowingPausesUpToThirtySeconds() {
        fail(5);
        for (long pause : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(wellness.mayProbe()).isFalse();
            now = now.plusSeconds(pause).minusMillis(1);
            assertThat(wellness.mayProbe()).isFalse();
            now = now.plusMillis(1);
            assertThat(wellness.mayProbe()).isTrue();
            wellness.failed(true);
        }
    }

    @Test
    void theFirstSuccessEndsTheSicknessAndWakesWhatWaits() {
        fail(7);
        assertThat(wellness.delivered()).isTrue();
        assertThat(wellness.sick()).isFalse();
        assertThat(wellness.delivered()).as("only once").isFalse();
    }

    @Test
    void fiveRefusalsInARowPauseItAndAnythingElseBetweenThemBreaksTheRow() {
        for (Runnable between :
                List.<Runnable>of(() -> wellness.pause(FailureKind.SERVER_ERROR), wellness::delivered)) {
            for (int i = 0; i < 4; i++) {
                assertThat(wellness.pause(FailureKind.UNAUTHORIZED)).isEmpty();
            }
            between.run();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(wellness.pause(FailureKind.UNAUTHORIZED)).isEmpty();
        }
        assertThat(wellness.pause(FailureKind.UNAUTHORIZED)).hasValue(Pauses.Kind.REFUSED);
        assertThat(wellness.pause(FailureKind.UNAUTHORIZED))
                .as("also when it was resumed and nothing is mended")
                .hasValue(Pauses.Kind.REFUSED);
    }

    @Test
    void oneThatIsGoneIsPausedAtOnce() {
        assertThat(wellness.pause(FailureKind.GONE)).hasValue(Pauses.Kind.GONE);
    }

    @Test
    void theEndOfAPauseMakesTheNextProbeDue() {
        fail(9);
        assertThat(wellness.mayProbe()).isFalse();
        wellness.resumed();
        assertThat(wellness.mayProbe()).isTrue();
        assertThat(wellness.sick()).isTrue();
    }

    @Test
    void oneThatFailsNowAndThenIsWokenOnceAMinuteAtMost() {
        fail(1);
        assertThat(wellness.delivered()).isTrue();
        fail(1);
        assertThat(wellness.delivered()).isFalse();
        now = now.plus(Duration.ofMinutes(1));
        fail(1);
        assertThat(wellness.delivered()).isTrue();
    }
}
