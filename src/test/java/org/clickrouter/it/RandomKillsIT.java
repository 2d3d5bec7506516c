package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clicks appear and change their codes at random while answers are cut, fail and stall, and the process is killed at
 * random moments. {@code -Dkills.seed=N} chooses other moments, {@code -Dkills.seeds=100} tries so many from there on.
 */
class RandomKillsIT {

    private static final int STEPS = 8;
    private static final int IN_FLIGHT = 4;

    @TempDir
    Path folder;

    private int kills;

    private static LongStream seeds() {
        return LongStream.range(0, Long.getLong("kills.seeds", 1)).map(i -> Long.getLong("kills.seed", 1) + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inTheEndTheStoreIsTheTruthAndEachRevisionArrivedUnderOneId(long seed) {
        Random random = new Random(seed);
        Store store = Store.h2(folder);
        try (Outside outside = new Outside()) {
            Home home = outside.settle(new Home(folder))
                    .shortLeases()
                    .store(store)
                    .with("poll.period", "300ms")
                    .with("poll.retry", "200ms")
                    .with("poll.re-read", "1h/600ms")
                    .with("poll.chunk", "5")
                    .with("wolkvox.timeout", "2s")
                    .with("wolkvox.licenses", "100");
            ChangingReport report = new ChangingReport(outside, random);
            RunningJar running = RunningJar.run(home);
            for (int step = 0; step < STEPS; step++) {
                report.change();
                trouble(outside, random);
                moment(outside, random);
                if (random.nextBoolean()) {
                    running.kill();
                    running.close();
                    kills++;
                    running = RunningJar.run(home);
                }
            }
            outside.api.clearFaults();
            try (RunningJar last = running) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(ChangingReport.codes(store)).isEqualTo(report.truth()));
                await().atMost(PATIENCE)
                        .until(() -> store.view().deliveries().notDone().count() == 0);
                assertThat(last.isAlive()).isTrue();
                eachRevisionArrivedUnderOneId(outside, store);
                assertThat(outside.api.maxInFlight()).isEqualTo(1);
            }
        }
    }

    private static void trouble(Outside outside, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> outside.api.fault(Fault.of(Fault.Kind.CUT_SHORT).afterRecords(1 + random.nextInt(8)), 2);
            case 1 -> outside.api.fault(Fault.of(Fault.Kind.HTML_500));
            case 2 ->
                outside.api.fault(
                        Fault.of(Fault.Kind.STALL, Duration.ofMillis(700)).afterRecords(6));
            case 3 -> outside.api.fault(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(500)));
            default -> {}
        }
    }

    /** Waits for a moment of one kind or another: in a call, after one, when something arrives. */
    private static void moment(Outside outside, Random random) {
        int calls = outside.api.calls().size();
        int received = outside.webhook.received().size();
        switch (random.nextInt(3)) {
            case 0 ->
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
                    List<Call> all = outside.api.calls();
                    return all.size() > calls && all.get(all.size() - 1).end() == null;
                });
            case 1 ->
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> outside.api.calls().size() > calls + 1);
            default ->
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> outside.webhook.received().size() > received
                                || outside.api.calls().size() > calls + 4);
        }
    }

    private void eachRevisionArrivedUnderOneId(Outside outside, Store store) {
        List<String> expected = ChangingReport.revisions(store).stream()
                .filter(ChangingReport::isRouted)
                .toList();
        List<String> arrived = outside.webhooks();
        assertThat(new HashSet<>(arrived)).containsExactlyInAnyOrderElementsOf(expected);
        long late = store.view().attempts().to("webhook").failedAs("TIMED_OUT").count();
        assertThat((long) arrived.size() - expected.size())
                .as("repeats after %d kills and %d late answers", kills, late)
                .isLessThanOrEqualTo(kills * IN_FLIGHT + late);
        Map<String, String> idOf = new HashMap<>();
        List<String> ids = outside.webhookIds();
        for (int i = 0; i < Math.min(ids.size(), arrived.size()); i++) {
            assertThat(idOf.computeIfAbsent(arrived.get(i), revision -> ""))
                    .as(arrived.get(i))
                    .isIn("", ids.get(i));
            idOf.put(arrived.get(i), ids.get(i));
        }
        assertThat(new HashSet<>(idOf.values()))
                .as("an id of its own for each revision")
                .hasSize(idOf.size());
    }
}
