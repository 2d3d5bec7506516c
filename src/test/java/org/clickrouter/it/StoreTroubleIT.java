package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Call;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The product on a PostgreSQL that is restarted, or away for a while, whatever it is doing at that moment.
 * {@code -Dtrouble.seed=N} chooses other moments.
 */
class StoreTroubleIT {

    private static final int ROUNDS = 8;
    private static final int CLICKS_A_ROUND = 40;
    private static final int IN_FLIGHT = 4;

    @TempDir
    Path folder;

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aStoreThatComesAndGoesLosesAndRepeatsNothing() {
        Store store = Store.postgres();
        long seed = Long.getLong("trouble.seed", 1);
        Random random = new Random(seed);
        try (Outside outside = new Outside()) {
            Home home = outside.settle(new Home(folder))
                    .store(store)
                    .with("poll.period", "200ms")
                    .with("poll.re-read", "1h/600ms")
                    .with("poll.chunk", "7");
            List<ObjectNode> clicks = new ArrayList<>();
            try (RunningJar running = RunningJar.run(home)) {
                for (int round = 0; round < ROUNDS; round++) {
                    clicks.addAll(outside.add(CLICKS_A_ROUND, "VENTA"));
                    int seen = outside.webhook.received().size();
                    int more = random.nextInt(CLICKS_A_ROUND);
                    await().atMost(PATIENCE)
                            .until(() -> outside.webhook.received().size() >= seen + more);
                    if (round % 4 == 3) {
                        store.refuse(true);
                        int calls = outside.api.calls().size();
                        store.cut();
                        assertThat(running.isAlive()).isTrue();
                        await().atMost(PATIENCE)
                                .until(() -> running.get("/observe/health").statusCode() == 503);
                        store.refuse(false);
                        await().atMost(PATIENCE).until(() -> outside.api.calls().size() > calls);
                    } else {
                        store.cut();
                    }
                }
                await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));
            }
            assertThat(outside.webhookIds())
                    .as("seed %d", seed)
                    .hasSize(clicks.size())
                    .doesNotHaveDuplicates();
            assertThat(outside.webhook.received())
                    .extracting(Outside::record)
                    .containsExactlyInAnyOrderElementsOf(clicks);
            assertThat(store.view().sink().count()).isEqualTo(clicks.size());
            assertThat(store.view().gaps()).isEmpty();
            assertThat(outside.api.maxInFlight()).isEqualTo(1);
            assertThat(outside.api.calls()).extracting(Call::status).doesNotContain(403);
        }
    }

    /** What was sent in the last moments has no mark then; nothing else is sent a second time. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aStopWhileTheStoreIsAwayEndsAndRepeatsNoMoreThanWasInFlight() {
        Store store = Store.postgres();
        try (Outside outside = new Outside()) {
            Home home = outside.settle(new Home(folder)).store(store).with("poll.period", "200ms");
            outside.webhook.behave(Behaviour.slow(Duration.ofMillis(100)));
            List<ObjectNode> clicks = outside.add(CLICKS_A_ROUND, "VENTA");
            try (RunningJar running = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> outside.webhook.received().size() >= CLICKS_A_ROUND / 4);
                store.refuse(true);
                store.cut();
                running.stop();
            }
            store.refuse(false);
            store.view().edit().leasesAreOver();
            try (RunningJar running = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));
                assertThat(running.isAlive()).isTrue();
            }
            assertThat(Set.copyOf(outside.webhookIds())).hasSize(clicks.size());
            assertThat(outside.webhookIds().size() - clicks.size())
                    .as("repeats")
                    .isLessThanOrEqualTo(IN_FLIGHT);
        }
    }
}
