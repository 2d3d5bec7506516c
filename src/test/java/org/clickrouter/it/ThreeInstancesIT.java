package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.clickrouter.testing.store.StoreLock;
import org.clickrouter.testing.store.StoreView.Covered;
import org.clickrouter.testing.store.StoreView.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances on one PostgreSQL; whichever polls is killed, or frozen and woken when another has taken over. */
class ThreeInstancesIT {

    private static final int ROUNDS = 16;
    private static final int CLICKS_A_ROUND = 3;
    private static final int BACKLOG = 200;
    private static final int IN_FLIGHT = 4;

    @TempDir
    Path folder;

    private final Store store = Store.postgres();
    private final List<RunningJar> instances = new ArrayList<>();
    private final List<Home> homes = new ArrayList<>();

    @Test
    void aPollerThatIsKilledOrFrozenIsReplacedAndNothingOverlapsIsLostOrRepeated() throws Exception {
        try (Outside outside = new Outside();
                AutoCloseable end = () -> instances.forEach(RunningJar::close)) {
            assertThat(end).isNotNull();
            outside.api.faultAlways(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(300)));
            for (int i = 0; i < 3; i++) {
                launch(outside);
            }
            instances.forEach(RunningJar::serving);
            List<ObjectNode> clicks = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                boolean kill = round % 4 == 0;
                long poller = round % 2 == 0 ? pollerInCall(outside) : pollerThatHasJustEnded();
                signal(kill ? "-KILL" : "-STOP", poller);
                // A call in flight may still answer with them: a poller that is frozen wakes up with an answer that
                // others have stored.
                clicks.addAll(outside.add(CLICKS_A_ROUND, "VENTA"));
                if (kill) {
                    replaceDead();
                }
                await().atMost(PATIENCE).until(() -> store.view().clicks().count() == clicks.size());
                if (!kill) {
                    signal("-CONT", poller);
                }
                await().atMost(PATIENCE)
                        .until(() -> store.view().deliveries().notDone().count() == 0);
                instances.forEach(RunningJar::serving);
            }
            int calls = outside.api.calls().size();
            await().atMost(PATIENCE).until(() -> outside.api.calls().size() > calls + 4);

            assertThat(outside.api.maxInFlight())
                    .as(() -> "overlapping: " + overlapping(outside.api.calls()))
                    .isEqualTo(1);
            assertThat(outside.api.calls()).extracting(Call::status).doesNotContain(403);
            assertThat(outside.webhookIds()).doesNotHaveDuplicates();
            assertThat(outside.webhook.received())
                    .extracting(Outside::record)
                    .containsExactlyInAnyOrderElementsOf(clicks);
            assertThat(store.view().revisions().count()).isEqualTo(clicks.size());
            assertThat(store.view().sink().count()).isEqualTo(clicks.size());
            assertThat(store.view().gaps()).isEmpty();
            List<Covered> read = store.view().coverage();
            assertThat(read.stream().skip(1).map(Covered::from))
                    .as("no holes in the ledger")
                    .containsExactlyElementsOf(read.stream()
                            .limit(read.size() - 1)
                            .map(before -> before.to() + 1)
                            .toList());
        }
    }

    /**
     * The database would keep the locks of a process that stands still: a virtual machine that is paused, or a host
     * that lost its power.
     */
    @Test
    void anInstanceThatIsFrozenInATransactionDoesNotHoldUpTheOthers() throws Exception {
        try (Outside outside = new Outside();
                AutoCloseable end = () -> instances.forEach(RunningJar::close)) {
            assertThat(end).isNotNull();
            RunningJar frozen = launch(outside).serving();
            try (Connection lock = store.open()) {
                StoreLock.OPERATIONS_TO_TAKE.take(lock);
                await().atMost(PATIENCE).until(() -> StoreLock.OPERATIONS_TO_TAKE.holdsUp(store.view()));
                signal("-STOP", frozen.processNumber());
                lock.rollback();
            }

            // It was stopped while its statement waited for the lock: its transaction is open now and stands still.
            List<ObjectNode> clicks = outside.add(CLICKS_A_ROUND, "VENTA");
            launch(outside);
            await().atMost(PATIENCE).until(() -> store.view().allDone(CLICKS_A_ROUND));

            signal("-CONT", frozen.processNumber());
            instances.get(1).kill();
            clicks.addAll(outside.add(CLICKS_A_ROUND, "VENTA"));
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
                AutoCloseable end = () -> instances.forEach(RunningJar::close)) {
            assertThat(end).isNotNull();
            // Slow enough that the greater part waits still when this test gets to see that the first have come.
            outside.webhook.behave(Behaviour.slow(Duration.ofSeconds(1)));
            RunningJar frozen = launch(outside, Home::shortLeases).serving();
            List<ObjectNode> clicks = outside.add(BACKLOG, "VENTA");
            await().atMost(PATIENCE).until(() -> outside.webhook.received().size() >= BACKLOG / 10);
            signal("-STOP", frozen.processNumber());
            assertThat(store.view().deliveries().notDone().count()).isGreaterThan(BACKLOG / 2);
            outside.webhook.behave(Behaviour.slow(Duration.ofMillis(50)));

            RunningJar other = launch(outside, Home::shortLeases).serving();
            await().atMost(PATIENCE)
                    .until(() -> store.view().deliveries().notDone().count() == 0);
            other.kill();
            signal("-CONT", frozen.processNumber());
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

    private static List<Call> overlapping(List<Call> calls) {
        return calls.stream()
                .filter(call -> calls.stream()
                        .anyMatch(other -> other != call
                                && (call.end() == null || other.start().isBefore(call.end()))
                                && (other.end() == null || call.start().isBefore(other.end()))))
                .toList();
    }

    private RunningJar launch(Outside outside) throws IOException {
        return launch(outside, home -> home);
    }

    private RunningJar launch(Outside outside, UnaryOperator<Home> more) throws IOException {
        Path own = Files.createDirectory(folder.resolve("instance-" + instances.size()));
        Home home = more.apply(outside.settle(new Home(own))
                .store(store)
                .with("poll.period", "500ms")
                .with("wolkvox.timeout", "2s"));
        homes.add(home);
        RunningJar instance = RunningJar.launch(home.write().folder(), RunningJar.QUICK_START, "run");
        instances.add(instance);
        return instance;
    }

    /** The process number of the instance that holds the operation while a call is in flight. */
    private long pollerInCall(Outside outside) {
        long[] poller = new long[1];
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            List<Call> calls = outside.api.calls();
            poller[0] = holder();
            return poller[0] != 0 && calls.get(calls.size() - 1).end() == null;
        });
        return poller[0];
    }

    /** The process number of the instance that polled last, while nobody polls. */
    private long pollerThatHasJustEnded() {
        long[] last = new long[1];
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            long now = holder();
            last[0] = now == 0 ? last[0] : now;
            return now == 0 && last[0] != 0;
        });
        return last[0];
    }

    private long holder() {
        return store.view().operations().stream()
                .map(Operation::holder)
                .filter(Objects::nonNull)
                .mapToLong(holder -> Long.parseLong(holder.split("/")[1]))
                .findFirst()
                .orElse(0);
    }

    private static void signal(String signal, long process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(process))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private void replaceDead() {
        await().atMost(PATIENCE).until(() -> instances.stream().anyMatch(instance -> !instance.isAlive()));
        for (int i = 0; i < instances.size(); i++) {
            if (!instances.get(i).isAlive()) {
                instances.set(i, RunningJar.launch(homes.get(i).folder(), RunningJar.QUICK_START, "run"));
            }
        }
    }
}
