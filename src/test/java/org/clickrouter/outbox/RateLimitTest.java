package org.clickrouter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    private long now;

    /** When calls were begun in five minutes, in nanoseconds; looked at as often as the claiming thread would. */
    private List<Long> calls(double rate, Random random) {
        RateLimit limit = new RateLimit(rate, () -> now);
        List<Long> calls = new ArrayList<>();
        while (now < 300 * SECOND) {
            int begun = Math.min(limit.free(), 1 + random.nextInt(64));
            limit.take(begun);
            for (int i = 0; i < begun; i++) {
                calls.add(now);
            }
            // Now and then nothing is there to be sent for a while, or the machine is busy.
            now += random.nextInt(500) == 0
                    ? (long) (random.nextDouble() * 20 * SECOND)
                    : Math.max(1, limit.waitMillis()) * 1_000_000 + random.nextInt(3_000_000);
        }
        return calls;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.33, 0.5, 1, 1.25, 1.5, 2.5, 7.77, 20, 99.9, 1_000})
    void inAnyTenSecondsThereAreNeverMoreCallsThanTheRateAllows(double rate) {
        List<Long> calls = calls(rate, new Random(7));

        int most = Math.max(1, (int) Math.floor(rate * 10 + 1e-9));
        for (int i = most; i < calls.size(); i++) {
            assertThat(calls.get(i) - calls.get(i - most)).isGreaterThan(10 * SECOND);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.5, 2.5, 20, 1_000})
    void aQueueThatIsAlwaysFullComesCloseToTheRate(double rate) {
        RateLimit limit = new RateLimit(rate, () -> now);
        long calls = 0;
        while (now < 300 * SECOND) {
            int free = limit.free();
            limit.take(free);
            calls += free;
            now += Math.max(1, limit.waitMillis()) * 1_000_000;
        }

        assertThat(calls).isBetween((long) (rate * 300 * 0.96), (long) (rate * 300) + 1);
    }

    @Test
    void zeroIsNoLimit() {
        RateLimit limit = new RateLimit(0, () -> now);
        limit.take(1_000_000);

        assertThat(limit.free()).isGreaterThan(1_000_000);
        assertThat(limit.waitMillis()).isZero();
    }
}
