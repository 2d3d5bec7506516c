package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Fault;
import org.clickrouter.simulate.Received;
import org.clickrouter.testing.Outside;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clicks appear, get codes late and change them while answers are cut, time out and fail, the receiver refuses, and the
 * product is closed, or loses its store at once as a killed process does. {@code -Dtrouble.seed=N} runs one seed alone,
 * with {@code -Dtrouble.seeds=M} the M from there on.
 */
class RandomTroubleTest {

    /** Seeds that once failed. */
    private static final long[] REGRESSIONS = {8};

    private static final long[] SEEDS = {1, 2};
    private static final int STEPS = 20;
    private static final List<String> CODES = List.of("VENTA", "VENTA", "CITA", "CANCELADA", "");
    private static final List<String> ROUTED = List.of("VENTA", "CITA");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    Path home;

    /** Each code that a chat ever had, in order. */
    private final Map<String, List<String>> truth = new TreeMap<>();

    private final Queue<Received> accepted = new ConcurrentLinkedQueue<>();
    private Random random;
    private boolean crashed;

    static LongStream seeds() {
        Long from = Long.getLong("trouble.seed");
        return from != null
                ? LongStream.range(from, from + Integer.getInteger("trouble.seeds", 1))
                : LongStream.concat(LongStream.of(REGRESSIONS), LongStream.of(SEEDS));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inTheEndTheStoreIsTheTruthAndEachRevisionWasDeliveredOnce(long seed) {
        random = new Random(seed);
        try (Rig rig = new Rig(home, ApiOptions.defaults().licenses(1000).cut(20))) {
            rig.set("wolkvox.max-records", "20")
                    .set("wolkvox.timeout", "1s")
                    .set("wolkvox.connect-timeout", "1s")
                    .set("poll.chunk", "7")
                    .set("poll.retry", "300ms")
                    .set("poll.re-read", "2h/200ms")
                    .set("webhook.codes", String.join(",", ROUTED));
            Random refusals = new Random(seed + 1);
            rig.webhook.behave(request -> {
                boolean refused;
                synchronized (refusals) {
                    refused = refusals.nextInt(5) == 0;
                }
                if (refused) {
                    return Behaviour.status(503);
                }
                accepted.add(request);
                return Behaviour.ok();
            });
            appear(rig, 45);
            Router router = rig.start();
            for (int step = 0; step < STEPS; step++) {
                happen(rig);
                if (random.nextInt(10) == 0) {
                    router = restart(rig, router);
                }
                rig.callsMore(random.nextInt(3));
            }
            rig.api.clearFaults();
            Router last = router;
            Rig.eventually(() -> assertThat(stored(last)).isEqualTo(nowInTheReport()));
            rig.callsMore(5);
            Rig.eventually(() ->
                    assertThat(Rig.store(last).deliveries().notDone().count()).isZero());
            check(rig, last);
        }
    }

    private void appear(Rig rig, int clicks) {
        for (int i = 0; i < clicks; i++) {
            String chat = "5730%08d".formatted(truth.size());
            String code = random.nextInt(3) == 0 ? "VENTA" : "";
            Map<String, Object> record = rig.record(chat, code);
            // Some at once, others only after live polling has passed their second.
            record.put(
                    "date",
                    DATE.format(LocalDateTime.now(rig.api.options().zone())
                            .minusSeconds(i == 0 ? 1 : random.nextInt(3600))));
            truth.put(chat, new ArrayList<>(List.of(code)));
            rig.api.put(record);
        }
    }

    private void happen(Rig rig) {
        appear(rig, random.nextInt(4));
        List<String> chats = new ArrayList<>(truth.keySet());
        for (int i = random.nextInt(6); i > 0; i--) {
            String chat = chats.get(random.nextInt(chats.size()));
            String code = CODES.get(random.nextInt(CODES.size()));
            List<String> codes = truth.get(chat);
            if (!codes.get(codes.size() - 1).equals(code)) {
                codes.add(code);
                rig.api.recode(chat, code);
            }
        }
        if (random.nextInt(3) > 0) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> rig.api.fault(Fault.of(Fault.Kind.HTML_500));
            case 1 -> rig.api.fault(Fault.of(Fault.Kind.EMPTY_200));
            case 2, 3 -> rig.api.fault(Fault.of(Fault.Kind.CUT_SHORT));
            case 4 -> rig.api.fault(Fault.of(Fault.Kind.RESET));
            // Ends before the next try: the API works on a call to its end, also where its client has gone.
            case 5 -> rig.api.fault(Fault.of(Fault.Kind.STALL, TIMEOUT.plusMillis(40)));
            case 6 -> rig.api.fault(Fault.of(Fault.Kind.NUMERIC_IDS));
            default -> rig.api.fault(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(100)));
        }
    }

    private Router restart(Rig rig, Router router) {
        if (random.nextBoolean()) {
            crashed = true;
            router.stores().database.close();
        }
        rig.stop(router);
        return rig.start();
    }

    private static Map<String, String> stored(Router router) {
        return new TreeMap<>(Rig.store(router).clicks().codes());
    }

    private Map<String, String> nowInTheReport() {
        Map<String, String> codes = new TreeMap<>();
        truth.forEach((chat, all) -> codes.put(chat, all.get(all.size() - 1)));
        return codes;
    }

    private void check(Rig rig, Router router) {
        Map<String, List<String>> revisions = new TreeMap<>();
        List<String> wanted = new ArrayList<>();
        Rig.store(router).revisions().list().forEach(revision -> {
            revisions
                    .computeIfAbsent(revision.chat(), chat -> new ArrayList<>())
                    .add(revision.code());
            if (ROUTED.contains(revision.code())) {
                wanted.add(revision.chat() + " " + revision.number() + " " + revision.code());
            }
        });
        // Polling sees some of the changes, never one that did not happen, and in their order.
        revisions.forEach((chat, codes) ->
                assertThat(truth.get(chat)).as("codes of %s", chat).containsSubsequence(codes));

        Map<String, String> byId = new HashMap<>();
        accepted.forEach(request -> assertThat(
                        byId.merge(request.header("webhook-id").orElseThrow(), delivered(request), (old, repeat) -> {
                            assertThat(repeat).isEqualTo(old);
                            return old;
                        }))
                .isNotNull());
        assertThat(byId.values()).containsExactlyInAnyOrderElementsOf(wanted);
        if (!crashed) {
            assertThat(accepted).hasSameSizeAs(wanted);
        }
        assertThat(rig.api.maxInFlight()).isEqualTo(1);
        assertThat(router.stores().quota.used("default", rig.api.options().zone()))
                .isGreaterThanOrEqualTo(rig.api.calls().size());
        assertThat(router.stores().operations.gaps("default")).isZero();
    }

    private static String delivered(Received request) {
        return Outside.chat(request) + " " + field(request, "revision") + " " + field(request, "cod_act");
    }

    private static String field(Received request, String name) {
        return request.text().replaceFirst("(?s).*\"" + name + "\":\\s*\"?([^\",}]*)\"?.*", "$1");
    }
}
