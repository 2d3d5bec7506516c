package org.clickrouter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.clickrouter.poll.FaultyApi.Bad;
import org.clickrouter.poll.FaultyApi.Click;
import org.clickrouter.poll.FaultyApi.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any second meets any fault of BEHAVIOR.md, for ever or for a while, the API is away now and then, the product
 * restarts, and codes come late: in the end nothing is missing that the API can give, and each named gap is a second
 * that it cannot. {@code -Dfaults.seed=7,22} runs these alone.
 */
class RandomFaultsTest {

    /** A few of them in each build; {@code -Dfaults.seeds=200} for more, a second or two each. */
    private static final long RUNS = Long.getLong("faults.seeds", 3);

    /** Seeds that once failed. */
    private static final long[] REGRESSIONS = {22};

    private static final List<String> CODES = List.of("VENTA", "CITA", "");

    static LongStream seeds() {
        String some = System.getProperty("faults.seed", "");
        return !some.isEmpty()
                ? Stream.of(some.split(",")).mapToLong(Long::parseLong)
                : LongStream.concat(
                        LongStream.rangeClosed(1, RUNS),
                        LongStream.of(REGRESSIONS).filter(seed -> seed > RUNS));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingThatTheApiCanGiveIsMissingAndEachGapIsOneThatItCannot(long seed) {
        Random random = new Random(seed);
        FaultyApi api = new FaultyApi(25);
        try (ReadingRig rig = new ReadingRig(seed, api)) {
            long begin = rig.second();
            for (int i = 0; i < 40; i++) {
                click(api, "early-" + i, begin - random.nextInt(6 * 3600 - 60), "");
            }
            for (int i = random.nextInt(5); i > 0; i--) {
                fault(api, random, begin - random.nextInt(6 * 3600), begin);
            }
            for (int step = 0; step < 40; step++) {
                happen(rig, random);
                long until = rig.clock.millis() + random.nextInt(600_000);
                while (rig.clock.millis() < until) {
                    rig.poll();
                    rig.clock.advance(Duration.ofSeconds(1 + random.nextInt(30)));
                }
            }
            api.down = false;
            long settled = rig.clock.millis() + Duration.ofDays(4).toMillis();
            while (rig.clock.millis() < settled) {
                rig.poll();
                rig.clock.advance(Duration.ofMinutes(20));
            }

            Map<String, String> readable = new TreeMap<>();
            api.clicks.values().stream()
                    .filter(click -> !forEver(api, click.second()))
                    .forEach(click -> readable.put(click.chat(), click.code()));
            assertThat(rig.stored()).containsAllEntriesOf(readable);
            assertThat(rig.named()).allSatisfy(gap -> {
                assertThat(gap.from()).isEqualTo(gap.to());
                assertThat(forEver(api, gap.from())).as("%s", gap).isTrue();
            });
        }
    }

    private static boolean forEver(FaultyApi api, long second) {
        Bad bad = api.bad.get(second);
        return bad != null && bad.until() == Long.MAX_VALUE;
    }

    private static void happen(ReadingRig rig, Random random) {
        FaultyApi api = rig.api;
        for (int i = random.nextInt(3); i > 0; i--) {
            click(api, "late-" + api.clicks.size(), rig.second() - random.nextInt(120), "");
        }
        List<Click> all = List.copyOf(api.clicks.values());
        for (int i = random.nextInt(4); i > 0; i--) {
            Click click = all.get(random.nextInt(all.size()));
            click(api, click.chat(), click.second(), CODES.get(random.nextInt(CODES.size())));
        }
        switch (random.nextInt(12)) {
            case 0, 1 -> fault(api, random, rig.second() - random.nextInt(6 * 3600), rig.second());
            case 2 -> api.down = true;
            case 3, 4 -> api.down = false;
            case 5 -> rig.start();
            default -> {}
        }
    }

    private static void fault(FaultyApi api, Random random, long second, long now) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        long while_ = now + 60 + random.nextInt(4 * 3600);
        // Half of them where a click is.
        List<Click> clicks = List.copyOf(api.clicks.values());
        long where = random.nextBoolean()
                ? second
                : clicks.get(random.nextInt(clicks.size())).second();
        if (!forEver(api, where)) {
            api.bad.put(
                    where, new Bad(fault, fault.mayLastForEver() && random.nextBoolean() ? Long.MAX_VALUE : while_));
        }
    }

    private static void click(FaultyApi api, String chat, long second, String code) {
        api.clicks.put(chat, new Click(chat, second, code));
    }
}
