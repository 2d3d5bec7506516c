package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.run.Router;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.testing.store.StoreView;
import org.clickrouter.testing.store.StoredDelivery;

/**
 * The product with every kind of destination at once and one click for each trouble. The deliveries all wait; one is
 * let go when its turn comes, so that it meets its trouble and nothing else does.
 */
final class FailureMatrix implements AutoCloseable {

    private static final long FAR = 4_102_444_800_000L;
    private static final String FIRST_WAIT = "1h";

    private final Rig rig;
    private final List<MatrixKind> kinds;
    private final Map<String, String> unknownHost = new LinkedHashMap<>();
    private final Map<String, String> ended = new LinkedHashMap<>();
    private Router router;

    /** What the store says about a delivery after its first try. */
    private record Tried(
            String state, int attempts, int all, String failure, Integer status, long minutes, boolean paused) {
        String words() {
            if (failure == null) {
                return "| - | " + attempts + " | " + state + " | - ";
            }
            FailureKind kind = FailureKind.valueOf(failure.replace("_UNTIL", ""));
            String next = failure.endsWith("_UNTIL") ? "in 2 h, as asked" : "as scheduled";
            if (kind == FailureKind.MISCONFIGURED) {
                return "| " + kind + " | " + attempts + " | once it is mended | misconfigured ";
            }
            if (paused) {
                return "| " + kind + " " + status + " | " + attempts + " | once it is resumed | paused ";
            }
            assertThat(minutes)
                    .as("minutes to the next try")
                    .isBetween(failure.endsWith("_UNTIL") ? 115L : 50L, failure.endsWith("_UNTIL") ? 125L : 70L);
            return "| " + kind + (status == null ? "" : " " + status) + " | " + attempts + " | " + next + " | "
                    + (kind.sick() ? "yes" : "no") + " ";
        }
    }

    FailureMatrix(Path home, List<MatrixKind> kinds) throws Exception {
        this.kinds = kinds;
        rig = new Rig(home).set("retry.schedule", String.join(",", java.util.Collections.nCopies(9, FIRST_WAIT)));
        // Looks for work often, since nothing signals that a test has changed the time.
        String destinations = rig.routeFile("destinations.camel.yaml");
        rig.write("destinations.camel.yaml", destinations.replaceAll("( +)rate: .*\n", "$0$1idle: 20\n"));
        start(MatrixKind.UNKNOWN_HOST);
        List<String> chats = kinds.stream()
                .flatMap(kind -> kind.troubles().keySet().stream())
                .distinct()
                .map(FailureMatrix::chat)
                .flatMap(chat -> kinds.stream().flatMap(kind -> Stream.of(chat, kind.companion(chat))))
                .distinct()
                .toList();
        router.context().getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().startsWith("outbox:"))
                .forEach(this::suspend);
        chats.forEach(chat -> rig.click(chat, "VENTA"));
        eventually(
                () -> assertThat(Rig.store(router).deliveries().count()).isEqualTo((long) chats.size() * kinds.size()));
        Rig.store(router).edit().allDueAt(FAR);
        noName();
    }

    /** The same host for all, and no way to mend it but the setting: so the product starts a second time. */
    private void noName() throws Exception {
        for (var route : router.context().getRoutes()) {
            if (route.getEndpoint().getEndpointUri().startsWith("outbox:")) {
                router.context().getRouteController().resumeRoute(route.getRouteId());
            }
        }
        for (MatrixKind kind : kinds) {
            letGo(kind, MatrixKind.NO_NAME);
        }
        for (MatrixKind kind : kinds) {
            unknownHost.put(kind.destination(), tried(kind, MatrixKind.NO_NAME).words());
        }
        rig.stop(router);
        rig.set("poll.period", "1h").set("poll.re-read", "");
        start("localhost");
        for (MatrixKind kind : kinds) {
            // At once, since a success elsewhere would wake it in the midst of another trouble.
            ended.put(kind.destination(), end(kind, MatrixKind.NO_NAME, unknownHost.get(kind.destination())));
        }
    }

    private void start(String host) {
        kinds.forEach(kind -> kind.settings(rig, host));
        router = rig.start();
    }

    private void suspend(org.apache.camel.Route route) {
        try {
            router.context().getRouteController().suspendRoute(route.getRouteId());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came of a trouble: the line of the page, or why there is none. */
    record Outcome(String row, Throwable failure) {
        String line() {
            if (failure != null) {
                throw new AssertionError(failure.getMessage(), failure);
            }
            return row;
        }
    }

    /** Brings a delivery into each trouble of each kind, one after another; the kinds, which share nothing, at once. */
    Map<MatrixKind, Map<String, Outcome>> outcomes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(kinds.size());
        try {
            Map<MatrixKind, Future<Map<String, Outcome>>> begun = new LinkedHashMap<>();
            kinds.forEach(kind -> begun.put(kind, threads.submit(() -> outcomes(kind))));
            Map<MatrixKind, Map<String, Outcome>> outcomes = new LinkedHashMap<>();
            for (MatrixKind kind : kinds) {
                outcomes.put(kind, begun.get(kind).get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
            kinds.forEach(MatrixKind::recover);
        }
    }

    private Map<String, Outcome> outcomes(MatrixKind kind) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (String trouble : kind.troubles().keySet()) {
            try {
                outcomes.put(trouble, new Outcome(row(kind, trouble), null));
            } catch (Throwable e) {
                outcomes.put(trouble, new Outcome(null, e));
                kind.recover();
            }
        }
        return outcomes;
    }

    /** Brings one click's delivery into a trouble and out of it again. Returns the line of the page. */
    private String row(MatrixKind kind, String trouble) throws Exception {
        if (trouble.equals(MatrixKind.NO_NAME)) {
            return ended.get(kind.destination());
        }
        kind.disconnect(router);
        kind.troubles().get(trouble).run();
        letGo(kind, trouble);
        if (trouble.endsWith(MatrixKind.APART)) {
            return apart(kind, trouble);
        }
        return end(kind, trouble, tried(kind, trouble).words());
    }

    /** Refused together, two clicks go alone at once. */
    private String apart(MatrixKind kind, String trouble) throws Exception {
        eventually(() -> assertThat(Rig.store(router)
                        .deliveries()
                        .to(kind.destination())
                        .done()
                        .list())
                .extracting(StoredDelivery::chat)
                .contains(chat(trouble), kind.companion(chat(trouble))));
        Tried done = read(kind, trouble);
        kind.recover();
        return "| " + trouble + " | REJECTED " + trouble.substring(0, 3) + " | " + (done.attempts() - 1)
                + " | at once, each alone | no | " + kind.hasApart(chat(trouble)) + " |";
    }

    private String end(MatrixKind kind, String trouble, String first) throws Exception {
        kind.recover();
        new Pauses(router.stores().database, Clock.systemUTC()).resume(kind.destination());
        int attempts = 1;
        if (trouble.equals(MatrixKind.LOST_MARK)) {
            // As a killed process leaves it: sent, and the store does not know.
            String chat = chat(trouble);
            Rig.store(router).edit().forgetMark(kind.destination(), chat, kind.companion(chat));
        } else if (!first.startsWith("| - ")) {
            letGo(kind, trouble);
            attempts = 2;
        }
        int all = attempts;
        eventually(() -> assertThat(read(kind, trouble)).satisfies(done -> {
            assertThat(done.state()).isEqualTo("done");
            assertThat(done.all()).isEqualTo(all);
        }));
        return "| " + trouble + " " + first + "| " + kind.has(chat(trouble)) + " |";
    }

    /** Long beside every time-out here, and short enough that a cell which fails says so soon. */
    private static void eventually(ThrowingRunnable asserted) {
        await().pollInterval(Duration.ofMillis(20)).untilAsserted(asserted);
    }

    private void letGo(MatrixKind kind, String trouble) {
        Rig.store(router).edit().dueNow(kind.destination(), chat(trouble), kind.companion(chat(trouble)));
    }

    private Tried tried(MatrixKind kind, String trouble) {
        eventually(() -> assertThat(read(kind, trouble).all()).as(trouble).isEqualTo(1));
        return read(kind, trouble);
    }

    private Tried read(MatrixKind kind, String trouble) {
        StoreView store = Rig.store(router);
        StoredDelivery delivery =
                store.deliveries().to(kind.destination()).ofChat(chat(trouble)).one();
        return new Tried(
                delivery.state(),
                delivery.attempts(),
                delivery.allAttempts(),
                delivery.failure(),
                delivery.status(),
                (delivery.due() - System.currentTimeMillis()) / 60_000,
                store.pauses().stream().anyMatch(pause -> pause.destination().equals(kind.destination())));
    }

    private static String chat(String trouble) {
        return "c-" + trouble.replaceAll("[^A-Za-z0-9]+", "-");
    }

    @Override
    public void close() {
        rig.close();
    }
}
