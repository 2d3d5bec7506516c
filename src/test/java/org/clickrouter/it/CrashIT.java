package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.clickrouter.simulate.Received;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} at every point, one after the other on the same store. Half of the points at a time, so that the
 * restarted products' waiting for the leases of the killed ones overlaps.
 */
class CrashIT {

    static Stream<Arguments> storesAndPoints() {
        List<List<CrashPoint>> halves = List.of(points(0), points(1));
        return halves.stream().flatMap(half -> Stream.of(Arguments.of("H2", half), Arguments.of("PostgreSQL", half)));
    }

    private static List<CrashPoint> points(int half) {
        return Arrays.stream(CrashPoint.values())
                .filter(point -> point.ordinal() % 2 == half)
                .toList();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("storesAndPoints")
    void aKillLosesNothingAndRepeatsOnlyWhatWasInFlight(String database, List<CrashPoint> points, @TempDir Path folder)
            throws SQLException {
        Store store = database.equals("H2") ? Store.h2(folder) : Store.postgres();
        try (CrashScene scene = new CrashScene(folder, store)) {
            for (CrashPoint point : points) {
                point.reach(scene);
                scene.kill();
            }
            scene.finish();
            everyClickIsStored(scene);
            webhooksCameAtLeastOnceUnderOneId(scene, points.size());
            mailsCameAtLeastOnceUnderOneId(scene, points.size());
            rowsAreExact(scene);
            assertThat(scene.outside.api.maxInFlight())
                    .as("calls in flight over all kills")
                    .isEqualTo(1);
        }
    }

    private static void everyClickIsStored(CrashScene scene) {
        assertThat(scene.store.view().clicks().chats())
                .containsExactlyInAnyOrderElementsOf(Outside.chats(scene.all).toList());
        assertThat(scene.store.view().revisions().count()).isEqualTo(scene.clicks());
        assertThat(scene.store.view().deliveries().count())
                .isEqualTo(scene.clicks() + scene.toWebhook.size() + scene.toMail.size());
        assertThat(scene.store.view().quarantined()).isEmpty();
    }

    private static void webhooksCameAtLeastOnceUnderOneId(CrashScene scene, int kills) {
        Map<String, Received> byId = new HashMap<>();
        for (Received request : scene.outside.webhook.received()) {
            Received before = byId.putIfAbsent(request.header("webhook-id").orElseThrow(), request);
            assertThat(before == null || before.text().equals(request.text()))
                    .as("a repeat is the same to the letter")
                    .isTrue();
            Outside.assertSigned(request);
        }
        assertThat(byId.values()).extracting(Outside::record).containsExactlyInAnyOrderElementsOf(scene.toWebhook);
        assertThat(scene.outside.webhook.received().size() - byId.size())
                .as("repeats")
                .isLessThanOrEqualTo(kills * CrashScene.WEBHOOKS_IN_FLIGHT);
    }

    private static void mailsCameAtLeastOnceUnderOneId(CrashScene scene, int kills) {
        List<String> ids = scene.outside.messageIds();
        assertThat(new HashSet<>(scene.outside.subjects()))
                .containsExactlyInAnyOrderElementsOf(
                        scene.toMail.stream().map(Outside::subject).toList());
        assertThat(new HashSet<>(ids)).hasSameSizeAs(scene.toMail);
        assertThat(ids.size() - scene.toMail.size())
                .as("repeats")
                .isLessThanOrEqualTo(kills * CrashScene.MAILS_IN_FLIGHT);
    }

    private static void rowsAreExact(CrashScene scene) {
        Map<String, ObjectNode> expected = new HashMap<>();
        scene.all.forEach(click -> expected.put(click.path("chat_id").textValue(), click));
        Map<String, ObjectNode> rows = new HashMap<>();
        scene.store.view().sink().rows().forEach(row -> {
            assertThat(row.revision()).isEqualTo(1);
            rows.put(row.chat(), Outside.parse(row.record()));
        });
        assertThat(rows).isEqualTo(expected);
    }
}
