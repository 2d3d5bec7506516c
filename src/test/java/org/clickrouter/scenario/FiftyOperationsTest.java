package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.Fault;
import org.clickrouter.testing.store.StoreView.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many operations in one process, each with its own server and token. */
class FiftyOperationsTest {

    private static final int OPERATIONS = 50;
    private static final int REFUSED = 7;
    private static final int DEAD = 19;
    private static final int HANGS = 31;

    @TempDir
    Path home;

    private final List<ApiSimulator> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(ApiSimulator::close);
    }

    @Test
    void aRefusedTokenADeadServerAndOneThatHangsLeaveTheOthersPollingOnTime() throws Exception {
        // What hangs would hold up the end of the test.
        try (Rig rig = new Rig(home);
                AutoCloseable end = () -> servers.get(HANGS).clearFaults()) {
            assertThat(end).isNotNull();
            List<String> names =
                    IntStream.range(0, OPERATIONS).mapToObj(i -> "op" + i).toList();
            rig.set("wolkvox.operations", String.join(",", names))
                    // Whatever waited for the one that hangs would wait for ever.
                    .set("wolkvox.timeout", "1h")
                    .set("poll.tick", "200ms")
                    .set("poll.retry", "1s")
                    .set("poll.period", "1s")
                    .set("poll.re-read", "");
            for (int i = 0; i < OPERATIONS; i++) {
                ApiSimulator server =
                        ApiSimulator.start(ApiOptions.defaults().licenses(1000).token("token-of-" + i));
                servers.add(server);
                server.put(rig.record("chat-" + i, "VENTA"));
                rig.set("wolkvox.op" + i + ".base-url", server.baseUrl())
                        .set("wolkvox.op" + i + ".token", i == REFUSED ? "another" : "token-of-" + i);
            }
            servers.get(DEAD).close();
            servers.get(HANGS).faultAlways(Fault.of(Fault.Kind.SLOW, Duration.ofDays(1)));
            Router router = rig.start();
            List<ApiSimulator> well = IntStream.range(0, OPERATIONS)
                    .filter(i -> i != REFUSED && i != DEAD && i != HANGS)
                    .mapToObj(servers::get)
                    .toList();
            Rig.eventually(
                    () -> assertThat(well).allMatch(server -> !server.calls().isEmpty()));
            List<Integer> before =
                    well.stream().map(server -> server.calls().size()).toList();
            Rig.eventually(() -> assertThat(more(well, before)).anyMatch(n -> n >= 8));
            assertThat(more(well, before))
                    .as("polls of each while one made eight")
                    .allMatch(n -> n >= 4);

            Rig.eventually(() -> assertThat(rig.received()).hasSize(well.size()).doesNotHaveDuplicates());
            assertThat(rig.received()).doesNotContain("chat-" + REFUSED, "chat-" + DEAD, "chat-" + HANGS);
            assertThat(servers.get(REFUSED).calls())
                    .as("a token that was refused is not tried again")
                    .hasSize(1);
            assertThat(router.stores().operations.state("op" + REFUSED).stopped())
                    .isNotNull();
            assertThat(router.stores().operations.state("op" + DEAD).failures()).isPositive();
            assertThat(servers.get(HANGS).calls()).hasSize(1);
            assertThat(servers).allMatch(server -> server.maxInFlight() <= 1);
            assertThat(Rig.store(router).operations())
                    .filteredOn(operation -> operation.progressSecond() != null)
                    .extracting(Operation::name)
                    .hasSize(well.size())
                    .doesNotContain("op" + REFUSED, "op" + DEAD, "op" + HANGS);
        }
    }

    private static List<Integer> more(List<ApiSimulator> servers, List<Integer> before) {
        return IntStream.range(0, servers.size())
                .mapToObj(i -> servers.get(i).calls().size() - before.get(i))
                .toList();
    }
}
