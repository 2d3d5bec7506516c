package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.TypicalSlipsTest;
import org.clickrouter.scenario.TypicalSlipsTest.Slip;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty wrong edits and five right ones of a running product while 500 webhooks wait, at random moments, with kill -9
 * among them: each wrong one is answered with file and line and disturbs nothing. {@code -Dedits.seed=N} chooses
 * others, {@code -Dedits.seeds=20} tries so many from there on.
 */
class EditsAtRandomIT {

    private static final int WAITING = 500;
    private static final int WRONG = 20;
    private static final int KILLS = 3;
    private static final int IN_FLIGHT = 4;
    private static final String ROUTING = "routing.camel.yaml";

    @TempDir
    Path folder;

    private final Map<String, String> expected = new HashMap<>();
    private Home home;
    private Store store;
    private Outside outside;
    private Random random;
    private RunningJar running;
    private String routing;
    private String codes = "VENTA";
    private int right;

    private static LongStream seeds() {
        return LongStream.range(0, Long.getLong("edits.seeds", 1)).map(i -> Long.getLong("edits.seed", 1) + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noPollIsMissedAndNoDeliveryIsLostOrComesTwice(long seed) throws Exception {
        random = new Random(seed);
        store = Store.h2(folder);
        try (Outside everything = new Outside()) {
            outside = everything;
            outside.webhook.behave(request -> Behaviour.slow(Duration.ofMillis(20)));
            home = outside.settle(new Home(folder))
                    .store(store)
                    .with("poll.period", "300ms")
                    .with("poll.re-read", "1h/600ms")
                    .with("email.codes", "NOBODY")
                    .with("sql.codes", "NOBODY")
                    .with("webhook.codes", codes)
                    .with("webhook.rate", "8");
            routing = home.route(ROUTING);
            running = RunningJar.run(home);
            click(WAITING, "VENTA");
            for (Runnable edit : edits()) {
                moment();
                edit.run();
            }
            takes(() -> home.with("webhook.rate", "0").write());
            moment();
            try (RunningJar last = running) {
                await().atMost(PATIENCE).until(() -> store.view().allDone(expected.size()));
                assertThat(last.isAlive()).isTrue();
                balance();
            }
        }
    }

    private List<Runnable> edits() {
        List<Slip> slips = new ArrayList<>(TypicalSlipsTest.slips());
        Collections.shuffle(slips, random);
        List<Runnable> edits = new ArrayList<>();
        slips.subList(0, WRONG).forEach(slip -> edits.add(() -> refused(slip)));
        edits.add(() -> anotherCode("CODE"));
        edits.add(() -> anotherBranch("BRANCH A"));
        edits.add(() -> anotherBranch("BRANCH B"));
        edits.add(() -> takes(() -> home.with("webhook.max-in-flight", "3").write()));
        for (int i = 0; i < KILLS; i++) {
            edits.add(random.nextBoolean() ? this::killed : this::killedWhileItLoads);
        }
        Collections.shuffle(edits, random);
        return edits;
    }

    /** Waits for a moment of one kind or another. */
    private void moment() {
        int received = outside.webhook.received().size() + random.nextInt(4);
        int calls = outside.api.calls().size() + random.nextInt(2);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> outside.api.calls().size() >= calls
                        && outside.webhook.received().size() >= Math.min(received, expected.size()));
    }

    private void click(int count, String code) {
        outside.add(count, code)
                .forEach(click -> expected.put(click.path("chat_id").asText(), code));
    }

    private static void write(Home home, String file, String text) {
        try {
            home.route(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Output reload(String timeout) {
        return Output.of("reload", "--home", folder.toString(), "--timeout", timeout);
    }

    /** While the wrong file lies there, the report is read on, and what waits goes on leaving. */
    private void refused(Slip slip) {
        String text = slip.edit().apply(routing);
        int calls = outside.api.calls().size();
        int received = outside.webhook.received().size();
        write(home, slip.file(), text);

        Output answer = reload("5m");

        assertThat(answer.exitCode()).as(slip.name()).isEqualTo(1);
        TypicalSlipsTest.isTold(slip, text, answer.text().lines().toList());
        click(1, "VENTA");
        await().atMost(PATIENCE).until(() -> outside.api.calls().size() >= calls + 3);
        await().atMost(PATIENCE)
                .until(() -> outside.webhook.received().size() > received
                        && store.view().clicks().count() == expected.size());
        write(home, slip.file(), slip.file().equals(ROUTING) ? routing : "# nothing\n");
    }

    private void takes(Runnable edit) {
        edit.run();
        Output answer = reload("5m");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        right++;
    }

    private void anotherCode(String code) {
        codes += "," + code;
        takes(() -> home.with("webhook.codes", codes).write());
        click(2, code);
    }

    private void anotherBranch(String code) {
        routing += """
                - choice:
                    when:
                      - simple: "${header.cod_act} == 'CODE'"
                        steps:
                          - to:
                              id: to-STEP
                              uri: outbox:webhook
        """.replace("CODE", code).replace("STEP", code.replace(' ', '-'));
        takes(() -> write(home, ROUTING, routing));
        click(2, code);
    }

    private void killed() {
        running.kill();
        running.close();
        running = RunningJar.run(home);
    }

    private void killedWhileItLoads() {
        CompletableFuture<Output> answer = CompletableFuture.supplyAsync(() -> reload("3s"));
        moment();
        running.kill();
        running.close();
        answer.join();
        running = RunningJar.run(home);
    }

    private void balance() throws IOException {
        Map<String, String> ids = new HashMap<>();
        outside.webhook.received().forEach(request -> {
            String chat = Outside.data(request).path("chat_id").asText();
            String id = request.header("webhook-id").orElseThrow();
            assertThat(ids.merge(chat, id, (known, other) -> known)).as(chat).isEqualTo(id);
        });
        assertThat(ids.keySet()).isEqualTo(new HashSet<>(expected.keySet()));
        assertThat(new HashSet<>(ids.values())).hasSize(expected.size());
        assertThat(outside.webhookIds().size() - expected.size())
                .as("repeats after %d kills", KILLS)
                .isBetween(0, KILLS * IN_FLIGHT);
        assertThat(store.view().deliveries().count()).isEqualTo(expected.size());
        assertThat(store.view().revisions().unrouted().count()).isZero();
        assertThat(outside.api.maxInFlight()).isEqualTo(1);
        assertThat(right).isEqualTo(5);
        assertThat(new ObjectMapper()
                        .readTree(Output.of("status", "--json", "--home", folder.toString())
                                .text())
                        .at("/operations/0/gaps")
                        .asInt(-1))
                .isZero();
    }
}
