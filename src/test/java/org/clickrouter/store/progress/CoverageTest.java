package org.clickrouter.store.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.clickrouter.window.Tier;
import org.clickrouter.window.Window;
import org.clickrouter.window.Window.Kind;
import org.clickrouter.window.WindowPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random weeks of polls that succeed, fail, halve and sleep: every second up to the progress has been inside a window
 * that was read.
 */
class CoverageTest {

    private static final long BEGIN = 1_773_154_800;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySecondFromTheOriginIsRead(long seed) {
        Random random = new Random(seed);
        int lag = random.nextInt(60);
        WindowPlan plan = new WindowPlan(
                Duration.ofSeconds(random.nextInt(20_000)), Duration.ofSeconds(lag), Tier.parse("1h/10m,6h/1h"));
        BitSet read = new BitSet();
        Map<String, Long> reRead = new HashMap<>();
        Long origin = null;
        Long progress = null;
        long span = WindowPlan.MAX_SPAN_SECONDS;
        long now = BEGIN;
        for (int poll = 0; poll < 60; poll++) {
            boolean last = poll == 59;
            Deque<Window> windows = new ArrayDeque<>(plan.live(now, origin, progress, span));
            windows.addAll(plan.reReads(now, origin, progress, reRead, span));
            if (origin == null && !windows.isEmpty()) {
                origin = windows.peek().from();
            }
            while (!windows.isEmpty()) {
                Window window = windows.pop();
                assertThat(window.to() - window.from())
                        .isLessThanOrEqualTo(Math.max(span * 2, WindowPlan.MAX_SPAN_SECONDS));
                assertThat(window.to()).as("never into the lag").isLessThanOrEqualTo(now - lag);
                int fate = last ? 9 : random.nextInt(10);
                if (fate == 0) {
                    break;
                }
                if (fate < 3 && !window.halves().isEmpty()) {
                    List<Window> halves = window.halves();
                    windows.push(halves.get(1));
                    windows.push(halves.get(0));
                    span = Math.max(600, (window.to() - window.from()) / 2);
                    continue;
                }
                read.set((int) (window.from() - BEGIN + 40_000), (int) (window.to() - BEGIN + 40_001));
                span = Math.min(WindowPlan.MAX_SPAN_SECONDS, span * 2);
                if (window.kind() == Kind.LIVE) {
                    progress = progress == null ? window.to() : Math.max(progress, window.to());
                }
                if (window.tier() != null) {
                    for (String tier : plan.coveredBy(window.tier(), now, reRead)) {
                        reRead.put(tier, now * 1000);
                    }
                }
                if (progress != null) {
                    int first = (int) (origin - BEGIN + 40_000);
                    assertThat(read.nextClearBit(first))
                            .as("progress never passes a second that was not read")
                            .isGreaterThan((int) (progress - BEGIN + 40_000));
                }
            }
            if (!last) {
                // Now and then asleep, now and then a clock that is set back.
                now += random.nextInt(12) == 0
                        ? 40_000
                        : random.nextInt(12) == 0 ? -random.nextInt(900) : random.nextInt(900);
            }
        }

        assertThat(progress).isNotNull();
        assertThat(read.nextClearBit((int) (origin - BEGIN + 40_000)))
                .as("every second of [origin, now - lag]")
                .isGreaterThan((int) (now - lag - BEGIN + 40_000));
    }
}
