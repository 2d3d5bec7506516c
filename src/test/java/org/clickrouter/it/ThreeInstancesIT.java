package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.Store;
import org.clickrouter.testing.store.StoreView.Covered;
import org.clickrouter.testing.store.StoreView.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances on one PostgreSQL; whichever polls is killed, or frozen and woken when another has taken over. */
class ThreeInstancesIT {

    private static final int ROUNDS = 16;
    private static final int CLICKS_A_ROUND = 3;

    @TempDir
    Path folder;

    private final Store store = Store.postgres();

    @Test
    void aPollerThatIsKilledOrFrozenIsReplacedAndNothingOverlapsIsLostOrRepeated() throws Exception {
        try (Outside outside = new Outside();
                Instances instances = new Instances(folder, store)) {
            outside.api.faultAlways(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(300)));
            for (int i = 0; i < 3; i++) {
                instances.launch(outside);
            }
            instances.serving();
            List<ObjectNode> clicks = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                boolean kill = round % 4 == 0;
                long poller = round % 2 == 0 ? pollerInCall(outside) : pollerThatHasJustEnded();
                Instances.signal(kill ? "-KILL" : "-STOP", poller);
                // A call in flight may still answer with them: a poller that is frozen wakes up with an answer that
                // others have stored.
                clicks.addAll(outside.add(CLICKS_A_ROUND, "VENTA"));
                if (kill) {
                    instances.replaceDead();
                }
                await().atMost(PATIENCE).until(() -> store.view().clicks().count() == clicks.size());
                if (!kill) {
                    Instances.signal("-CONT", poller);
                }
                await().atMost(PATIENCE)
                        .until(() -> store.view().deliveries().notDone().count() == 0);
                instances.serving();
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

    private static List<Call> overlapping(List<Call> calls) {
        return calls.stream()
                .filter(call -> calls.stream()
                        .anyMatch(other -> other != call
                                && (call.end() == null || other.start().isBefore(call.end()))
                                && (other.end() == null || call.start().isBefore(other.end()))))
                .toList();
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
}
