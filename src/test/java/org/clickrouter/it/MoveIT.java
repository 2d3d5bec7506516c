package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup under load, and the move to PostgreSQL with a kill in its midst: nothing is lost, no id comes twice. */
class MoveIT {

    private static final int CLICKS = 3_000;

    @TempDir
    Path folder;

    @TempDir
    Path other;

    @Test
    void whatWaitsIsMovedOnceThoughTheMoveIsKilled() throws Exception {
        Store h2 = Store.h2(folder);
        Store postgres = Store.postgres();
        try (Outside outside = new Outside()) {
            outside.webhook.behave(Behaviour.slow(Duration.ofMillis(200)));
            List<ObjectNode> clicks = outside.add(CLICKS, "VENTA");
            Home home = outside.settle(new Home(folder)).store(h2).with("poll.period", "1s");
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> h2.view().clicks().count() == CLICKS);
                RunningJar backup = RunningJar.launch(
                        folder,
                        RunningJar.QUICK_START,
                        "backup",
                        other.resolve("b.zip").toString());
                assertThat(backup.exitCode()).as(backup.output()).isZero();
                assertThat(jar.stop()).isZero();
            }
            int sent = outside.webhook.received().size();
            assertThat(sent).as("the stop came in the midst").isLessThan(CLICKS);

            Random random = new Random(7);
            String[] move = {"move", "--to", postgres.url(), "--user", postgres.user()};
            for (int kill = 0; kill < 3; kill++) {
                try (RunningJar killed = RunningJar.launch(folder, RunningJar.QUICK_START, move)) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_000 + random.nextInt(2_500)));
                    killed.kill();
                }
            }
            RunningJar last = RunningJar.launch(folder, RunningJar.QUICK_START, move);
            assertThat(last.exitCode())
                    .as(last.output())
                    .isEqualTo(last.output().contains("this store was moved") ? 1 : 0);

            RunningJar wrong = RunningJar.launch(folder, RunningJar.QUICK_START, "run");
            assertThat(wrong.exitCode()).isOne();
            assertThat(wrong.output()).contains("this store was moved to");

            outside.webhook.behave(Behaviour.ok());
            try (RunningJar jar = RunningJar.run(home.store(postgres))) {
                await().atMost(PATIENCE).until(() -> postgres.view().allDone(CLICKS));
                assertThat(jar.stop()).isZero();
            }
            assertThat(outside.webhookIds()).hasSize(CLICKS).doesNotHaveDuplicates();
            assertThat(outside.webhook.received())
                    .extracting(Outside::record)
                    .containsExactlyInAnyOrderElementsOf(clicks);
        }
    }
}
