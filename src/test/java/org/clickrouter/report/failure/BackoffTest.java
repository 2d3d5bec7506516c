package org.clickrouter.report.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    /** A random source whose jitter is nil. */
    private static final RandomGenerator MIDDLE = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 1L << 63;
        }
    };

    @ParameterizedTest
    @CsvSource({
        "SERVER_TROUBLE,1,5",
        "SERVER_TROUBLE,2,10",
        "SERVER_TROUBLE,50,900",
        "TIMED_OUT,1,5",
        "SIMULTANEOUS,1,15",
        "SIMULTANEOUS,2,30",
        "SIMULTANEOUS,9,120",
        "MAINTENANCE,1,300",
        "MAINTENANCE,2000000000,3600",
        "BAD_REQUEST,1,300",
        "DAILY_LIMIT,2,600",
        "EMPTY,3,0",
        "RECORDS,1,0",
        "SERVER_TROUBLE,0,0"
    })
    void delaysGrowWithFailuresUpToTheirCap(AnswerKind kind, int failures, long seconds) {
        assertThat(new Backoff(Backoff.BASE, MIDDLE).next(kind, failures)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(new Backoff(Duration.ofMillis(5), MIDDLE).next(kind, failures))
                .isEqualTo(Duration.ofMillis(seconds));
    }

    @Test
    void jitterStaysWithinTwentyPercentAndIsUsed() {
        Backoff backoff = new Backoff(Duration.ofSeconds(10), new Random(1));
        assertThat(java.util.stream.Stream.generate(() -> backoff.next(AnswerKind.SERVER_TROUBLE, 1))
                        .limit(200)
                        .toList())
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aBaseOfZeroIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, MIDDLE)).isInstanceOf(IllegalArgumentException.class);
    }
}
