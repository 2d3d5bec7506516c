package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Receivers fail, refuse us and say that they are gone, destinations are switched off and on, the operator resumes and
 * replays, and the process is killed: in random order and at random moments, while clicks appear and change their
 * codes.
 */
class RandomOperationsIT {

    /** What happens, each once for each seed. */
    private enum Operation {
        GONE,
        REFUSED,
        SWITCH_OFF,
        KILL,
        REPLAY_ONE,
        REPLAY_DESTINATION,
        REPLAY_CODE,
        KILL_IN_REPLAY,
        BUSY,
        HANG,
        RESET,
        UNWANTED,
        MAIL_SERVER_DOWN
    }

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 1)
    void nothingIsLostAndNothingHasASecondId(long seed) {
        Random random = new Random(seed);
        List<Operation> operations = new ArrayList<>(Arrays.asList(Operation.values()));
        Collections.shuffle(operations, random);
        try (OperatedScene scene = new OperatedScene(folder, Store.h2(folder), random)) {
            for (Operation operation : operations) {
                scene.report.change();
                scene.moment();
                happen(operation, scene, random);
                if (random.nextBoolean()) {
                    scene.resume();
                }
            }
            scene.resume();
            scene.settled();
            deadOnesAreReplayed(scene);
            assertThat(scene.isAlive()).isTrue();
            new Books(scene).balance();
        }
    }

    private static void happen(Operation operation, OperatedScene scene, Random random) {
        switch (operation) {
            case GONE -> scene.whileItAnswers(Behaviour.status(410), () -> scene.isPaused("gone"));
            case REFUSED ->
                scene.whileItAnswers(
                        Behaviour.status(random.nextBoolean() ? 401 : 403), () -> scene.isPaused("refused"));
            case SWITCH_OFF -> scene.switchOff(random.nextBoolean() ? "webhook" : "email");
            case KILL -> {
                scene.kill();
                scene.run();
            }
            case REPLAY_ONE -> {
                List<String> ids = scene.store.view().deliveries().done().notTo("sql").ids().stream()
                        .sorted()
                        .toList();
                scene.replay("--id", ids.get(random.nextInt(ids.size())));
            }
            case REPLAY_DESTINATION ->
                scene.replay("--destination", List.of("webhook", "email", "sql").get(random.nextInt(3)));
            case REPLAY_CODE -> scene.replay("--code", "VENTA", "--since", "1h");
            case KILL_IN_REPLAY -> scene.killWhileReplaying("--since", "1h");
            case BUSY ->
                scene.whileItAnswers(
                        Behaviour.status(List.of(500, 502, 503, 504).get(random.nextInt(4))),
                        scene.requestsMore(2 + random.nextInt(6)));
            case HANG ->
                scene.whileItAnswers(
                        new Behaviour(503, Duration.ofDays(1), null, false), scene.requestsMore(1 + random.nextInt(2)));
            case RESET -> scene.whileItAnswers(Behaviour.broken(), scene.requestsMore(2 + random.nextInt(6)));
            case UNWANTED ->
                scene.whileItAnswers(
                        Behaviour.status(422),
                        () -> scene.store.view().deliveries().dead().count() > 0);
            case MAIL_SERVER_DOWN -> scene.mailServerDown();
        }
    }

    /** What died, died of a receiver that did not want it, or failed too often, and is put back by the command. */
    private static void deadOnesAreReplayed(OperatedScene scene) {
        pendingIsOver(scene);
        assertThat(scene.store.view().deliveries().dead().list())
                .noneMatch(dead -> dead.destination().equals("sql") || "GONE".equals(dead.failure()));
        if (scene.store.view().deliveries().dead().count() > 0) {
            try (RunningJar replay = scene.command("replay", "--since", "1h")) {
                assertThat(replay.exitCode()).as(replay.output()).isZero();
            }
            pendingIsOver(scene);
        }
        assertThat(scene.store.view().deliveries().dead().count()).isZero();
    }

    private static void pendingIsOver(OperatedScene scene) {
        scene.until(() -> scene.store.view().deliveries().pending().count() == 0);
    }
}
