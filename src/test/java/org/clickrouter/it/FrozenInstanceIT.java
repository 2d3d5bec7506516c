package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.clickrouter.testing.store.StoreLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that stands still, such as on a paused virtual machine, while another works on the same PostgreSQL. */
class FrozenInstanceIT {

    private static final int CLICKS = 3;
    private static final int BACKLOG = 200;
    private static final int IN_FLIGHT = 4;

    @TempDir
    Path folder;

    private final Store store = Store.postgres();

    /**
     * The database would keep the locks of a process that stands still: a virtual machine that is paused, or a host
     * that lost its power.
     */
    @Test
    void anInstanceThatIsFrozenInATransactionDoesNotHoldUpTheOthers() throws Exception {
        try (Outside outside = new Outside();
                Instances instances = new Instances(folder, store)) {
            RunningJar frozen = instances.launch(outside).serving();
            try (Connection lock = store.open()) {
                StoreLock.OPERATIONS_TO_TAKE.take(lock);
                await().atMost(PATIENCE).until(() -> StoreLock.OPERATIONS_TO_TAKE.holdsUp(store.view()));
                Instances.signal("-STOP", frozen.processNumber());
                lock.rollback();
            }

            // It was stopped while its statement waited for the lock: its transaction is open now and stands still.
            List<ObjectNode> clicks = outside.add(CLICKS, "VENTA");
            RunningJar other = instances.launch(outside);
            await().atMost(PATIENCE).until(() -> store.view().allDone(CLICKS));

            Instances.signal("-CONT", frozen.processNumber());
            other.kill();
            clicks.addAll(outside.add(CLICKS, "VENTA"));
            await("what was frozen goes on")
                    .atMost(PATIENCE)
                    .until(() -> store.view().allDone(clicks.size()));
            assertThat(outside.webhook.received())
                    .extracting(Outside::record)
                    .containsExactlyInAnyOrderElementsOf(clicks);
            assertThat(outside.api.maxInFlight()).isEqualTo(1);
        }
    }

    /**
     * What it was sending cannot be called back; what it had claimed beside that is the other's by the time it wakes
     * up.
     */
    @Test
    void aSenderThatIsFrozenRepeatsNoMoreThanItWasSending() throws Exception {
        try (Outside outside = new Outside();
                Instances instances = new Instances(folder, store)) {
            // Slow enough that the greater part waits still when this test gets to see that the first have come.
            outside.webhook.behave(Behaviour.slow(Duration.ofSeconds(1)));
            RunningJar frozen = instances.launch(outside, Home::shortLeases).serving();
            List<ObjectNode> clicks = outside.add(BACKLOG, "VENTA");
            await().atMost(PATIENCE).until(() -> outside.webhook.received().size() >= BACKLOG / 10);
            Instances.signal("-STOP", frozen.processNumber());
            assertThat(store.view().deliveries().notDone().count()).isGreaterThan(BACKLOG / 2);
            outside.webhook.behave(Behaviour.slow(Duration.ofMillis(50)));

            RunningJar other = instances.launch(outside, Home::shortLeases).serving();
            await().atMost(PATIENCE)
                    .until(() -> store.view().deliveries().notDone().count() == 0);
            other.kill();
            Instances.signal("-CONT", frozen.processNumber());
            clicks.addAll(outside.add(1, "VENTA"));
            await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));

            assertThat(Set.copyOf(outside.webhookIds())).hasSize(clicks.size());
            assertThat(outside.webhookIds().size() - clicks.size())
                    .as("repeats")
                    .isLessThanOrEqualTo(IN_FLIGHT
                            + (int) store.view()
                                    .attempts()
                                    .to("webhook")
                                    .failedAs("TIMED_OUT")
                                    .count());
        }
    }
}
