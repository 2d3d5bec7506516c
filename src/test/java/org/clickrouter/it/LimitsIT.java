package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.clickrouter.testing.store.StoredDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One call in flight, whatever happens around it. */
class LimitsIT {

    @TempDir
    Path folder;

    @TempDir
    Path other;

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void anAnswerThatTakesLongerThanManyPeriodsIsNeverJoinedByASecondCall() {
        Duration slow = Duration.ofSeconds(12);
        try (Outside outside = new Outside()) {
            outside.api.fault(Fault.of(Fault.Kind.SLOW, slow));
            List<ObjectNode> clicks = outside.add(50, "VENTA");
            Store store = Store.h2(folder);
            Home home = outside.settle(new Home(folder))
                    .store(store)
                    .with("poll.period", "1s")
                    .with("wolkvox.timeout", "40s");
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> outside.api.calls().size() >= 4);
                Call first = outside.api.calls().get(0);
                assertThat(Duration.between(first.start(), first.end())).isGreaterThanOrEqualTo(slow);
                assertThat(outside.api.calls().get(1).start()).isAfterOrEqualTo(first.end());
                assertThat(outside.api.maxInFlight()).isEqualTo(1);
                await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));
                assertThat(outside.webhookIds()).hasSameSizeAs(clicks).doesNotHaveDuplicates();
                assertThat(jar.stop()).isZero();
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void twoInstancesOnOneStoreShareTheTokenAndTheDeliveries() {
        Store store = Store.postgres();
        try (Outside outside = new Outside()) {
            outside.api.faultAlways(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(700)));
            List<ObjectNode> clicks = outside.add(400, "CITA AGENDADA");
            try (RunningJar first = RunningJar.run(instance(outside, store, folder));
                    RunningJar second = RunningJar.run(instance(outside, store, other))) {
                await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));
                clicks.addAll(outside.add(400, "CITA AGENDADA"));
                await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));
                assertThat(store.view().deliveries().list().stream()
                                .map(StoredDelivery::holder)
                                .distinct())
                        .as("both deliver")
                        .hasSize(2);
                assertThat(first.stop()).isZero();
                int calls = outside.api.calls().size();
                await().atMost(PATIENCE).until(() -> outside.api.calls().size() > calls + 2);
                assertThat(second.stop()).isZero();
            }
            assertThat(outside.api.maxInFlight()).isEqualTo(1);
            assertThat(outside.api.calls()).extracting(Call::status).doesNotContain(403);
            assertThat(outside.webhook.received())
                    .extracting(Outside::record)
                    .containsExactlyInAnyOrderElementsOf(clicks);
            assertThat(outside.subjects())
                    .containsExactlyInAnyOrderElementsOf(
                            clicks.stream().map(Outside::subject).toList());
            assertThat(store.view().sink().count()).isEqualTo(clicks.size());
        }
    }

    private static Home instance(Outside outside, Store store, Path home) {
        return outside.settle(new Home(home))
                .store(store)
                .with("poll.period", "500ms")
                .with("poll.re-read", "26h/2s");
    }

    /** Ten seconds are what is promised to whoever stops it. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aTermSignalEndsWithinTenSecondsThoughTheApiHangsAndTheCallKeepsItsSlot() {
        Store store = Store.h2(folder);
        try (Outside outside = new Outside()) {
            List<ObjectNode> clicks = outside.add(3, "VENTA");
            outside.api.fault(Fault.of(Fault.Kind.SLOW, Duration.ofMinutes(10)));
            Home home = outside.settle(new Home(folder))
                    .store(store)
                    .with("poll.period", "1s")
                    .with("wolkvox.timeout", "60s");
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> outside.api.calls().size() == 1);
                jar.terminate();
                await().atMost(Duration.ofSeconds(10)).until(() -> !jar.isAlive());
                assertThat(jar.exitCode()).isZero();
                assertThat(jar.output()).doesNotContain("ERROR", "WARN");
            }
            assertThat(store.view().operations())
                    .as("leases left behind")
                    .allMatch(operation -> operation.leaseUntil() == 0);
            assertThat(store.view().operations())
                    .as("failures counted")
                    .allMatch(operation -> operation.lastFailure() == null);
            assertThat(store.view().callsInFlight())
                    .as("the API may still be working on it")
                    .isOne();
            outside.api.clearFaults();
            store.view().edit().leasesAreOver();
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));
                assertThat(jar.stop()).isZero();
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aTermSignalDuringAPollEndsInOrder() {
        Store store = Store.h2(folder);
        try (Outside outside = new Outside()) {
            List<ObjectNode> clicks = outside.add(300, "CITA AGENDADA");
            outside.api.fault(Fault.of(Fault.Kind.STALL, Duration.ofSeconds(60)));
            Home home = outside.settle(new Home(folder))
                    .store(store)
                    .with("poll.period", "1s")
                    .with("poll.chunk", "40")
                    .with("wolkvox.timeout", "60s");
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> store.view().clicks().count() >= 40);
                assertThat(outside.api.calls()).last().extracting(Call::end).isNull();
                jar.terminate();
                outside.api.clearFaults();
                assertThat(jar.exitCode()).isZero();
                assertThat(jar.output()).doesNotContain("ERROR");
            }
            assertThat(outside.api.calls()).hasSize(1).extracting(Call::end).doesNotContainNull();
            assertThat(store.view().operations())
                    .as("leases left behind")
                    .allMatch(operation -> operation.leaseUntil() == 0);
            assertThat(store.view().callsInFlight()).as("slots left behind").isZero();
            assertThat(store.view().leases()).as("claims left behind").isZero();
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));
                assertThat(jar.stop()).isZero();
            }
            assertThat(outside.webhook.received())
                    .extracting(Outside::record)
                    .containsExactlyInAnyOrderElementsOf(clicks);
            assertThat(outside.subjects())
                    .containsExactlyInAnyOrderElementsOf(
                            clicks.stream().map(Outside::subject).toList());
            assertThat(outside.api.maxInFlight()).isEqualTo(1);
        }
    }
}
