package org.clickrouter.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final RetrySchedule SCHEDULE = RetrySchedule.parse("5s, 5m,30m,2h,500ms,1d");

    /** A source that always gives the same number from 0 to 1. */
    private static RandomGenerator always(double number) {
        return new Random() {
            @Override
            public double nextDouble() {
                return number;
            }
        };
    }

    @Test
    void eachAttemptHasItsDelayAndThenTheDeliveryIsDead() {
        assertThat(SCHEDULE.delayAfter(1, always(0.5))).contains(Duration.ofSeconds(5));
        assertThat(SCHEDULE.delayAfter(4, always(0.5))).contains(Duration.ofHours(2));
        assertThat(SCHEDULE.delayAfter(6, always(0.5))).contains(Duration.ofDays(1));
        assertThat(SCHEDULE.delayAfter(7, always(0.5))).isEmpty();
        assertThat(SCHEDULE.attempts()).isEqualTo(7);
    }

    @Test
    void jitterMovesADelayByATenthEitherWay() {
        assertThat(SCHEDULE.delayAfter(2, always(0))).contains(Duration.ofSeconds(270));
        assertThat(SCHEDULE.delayAfter(2, always(1))).contains(Duration.ofSeconds(330));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5s,5x | '5x'",
                "5s,7 | '7'",
                "5s,,5m | empty part",
                "'' | empty part",
                "5s,0s | '0s'",
                "1h,-2h | '-2h'"
            })
    void aWrongPartIsNamed(String schedule, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetrySchedule.parse(schedule))
                .withMessageContaining(named);
    }

    @Test
    void anAttemptBeforeTheFirstIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> SCHEDULE.delayAfter(0, always(0)));
    }

    @Test
    void itIsWrittenAsSettingsWriteIt() {
        assertThat(SCHEDULE).hasToString("5s,5m,30m,2h,500ms,1d");
    }
}
