package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.clickrouter.testing.store.StoreLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backup under load, and the move to PostgreSQL and a restore, each killed in its midst: nothing is lost, no click gets
 * a second id.
 */
class MoveIT {

    private static final int CLICKS = 1_500;

    @TempDir
    Path folder;

    @TempDir
    Path other;

    /** Kills a command while it writes into a store, of which nothing is kept then. */
    private void killed(Store store, String... command) throws Exception {
        Database.open(store.url(), store.user(), store.password(), 2).close();
        try (Connection lock = store.open()) {
            StoreLock.NEW_DELIVERIES.take(lock);
            try (RunningJar jar = RunningJar.launch(folder, RunningJar.QUICK_START, command)) {
                await().atMost(PATIENCE).until(() -> {
                    assertThat(jar.isAlive()).as(jar.output()).isTrue();
                    return StoreLock.NEW_DELIVERIES.holdsUp(store.view());
                });
                jar.kill();
            }
            lock.rollback();
        }
        assertThat(store.view().clicks().count()).isZero();
    }

    private void succeeds(String... command) {
        RunningJar jar = RunningJar.launch(folder, RunningJar.QUICK_START, command);
        assertThat(jar.exitCode()).as(jar.output()).isZero();
    }

    private void allArriveUnderOneIdEach(Outside outside, List<ObjectNode> clicks, Home home, Store store) {
        try (RunningJar jar = RunningJar.run(home)) {
            await().atMost(PATIENCE).until(() -> store.view().allDone(CLICKS));
            assertThat(jar.stop()).isZero();
        }
        assertThat(new HashSet<>(outside.webhookIds())).hasSize(CLICKS);
        assertThat(new HashSet<>(
                        outside.webhook.received().stream().map(Outside::record).toList()))
                .containsExactlyInAnyOrderElementsOf(clicks);
    }

    @Test
    void whatWaitsArrivesThoughMoveAndRestoreAreKilledInTheirMidst() throws Exception {
        Store h2 = Store.h2(folder);
        Store moved = Store.postgres();
        Store restored = Store.postgres();
        String backup = other.resolve("backup.zip").toString();
        try (Outside outside = new Outside()) {
            outside.webhook.behave(Behaviour.slow(Duration.ofMillis(200)));
            List<ObjectNode> clicks = outside.add(CLICKS, "VENTA");
            Home home = outside.settle(new Home(folder)).store(h2).with("poll.period", "1s");
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> h2.view().clicks().count() == CLICKS);
                succeeds("backup", backup);
                jar.kill();
            }
            assertThat(outside.webhook.received())
                    .as("the kill came in the midst")
                    .hasSizeLessThan(CLICKS);
            outside.webhook.behave(Behaviour.ok());

            String[] move = {"move", "--to", moved.url(), "--user", moved.user()};
            killed(moved, move);
            succeeds(move);
            RunningJar old = RunningJar.launch(folder, RunningJar.QUICK_START, "run");
            assertThat(old.exitCode()).isOne();
            assertThat(old.output()).contains("this store was moved to");
            allArriveUnderOneIdEach(outside, clicks, home.store(moved), moved);

            home.store(restored).write();
            killed(restored, "restore", backup);
            succeeds("restore", backup);
            allArriveUnderOneIdEach(outside, clicks, home, restored);
        }
    }
}
