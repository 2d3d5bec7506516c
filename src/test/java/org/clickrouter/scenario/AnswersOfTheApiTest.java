package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.testing.EndlessHead;
import org.clickrouter.testing.EndlessServer;
import org.clickrouter.testing.store.StoreView.Gap;
import org.clickrouter.testing.store.StoreView.Operation;
import org.clickrouter.testing.store.StoreView.Quarantined;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every answer of the report API (WOLKVOX.md, "as it behaves") through the whole product: what was asked next, what
 * arrived, what health says.
 */
class AnswersOfTheApiTest {

    private static final String NAME = "default";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home).set("poll.chunk", "3");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<Fault> passing() {
        return Stream.of(
                Fault.of(Fault.Kind.HTML_500),
                Fault.of(Fault.Kind.EMPTY_200),
                Fault.of(Fault.Kind.CUT_SHORT),
                Fault.of(Fault.Kind.CUT_SHORT).afterRecords(8),
                Fault.of(Fault.Kind.RESET),
                Fault.of(Fault.Kind.RESET).afterRecords(0),
                Fault.of(Fault.Kind.SIMULTANEOUS),
                Fault.of(Fault.Kind.MAINTENANCE),
                Fault.of(Fault.Kind.BAD_REQUEST),
                Fault.of(Fault.Kind.NUMERIC_IDS),
                Fault.of(Fault.Kind.DATA_OBJECT),
                Fault.of(Fault.Kind.DATA_NULL),
                Fault.of(Fault.Kind.BAD_RECORDS),
                Fault.of(Fault.Kind.FEWER),
                Fault.of(Fault.Kind.FEWER).afterRecords(0));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("passing")
    void afterTroubleThatPassesEveryClickArrivesOnce(Fault fault) {
        rig.clicks("8800", 9, "VENTA").api.fault(fault, 2);

        Router router = rig.start();

        everyClickArrivesOnce(router, 9);
        eventually(() ->
                assertThat(router.stores().operations.state(NAME).failures()).isZero());
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void anAnswerThatStallsIsCutOffAndAskedForAgain() {
        rig.set("wolkvox.timeout", "1s");
        rig.clicks("8800", 9, "VENTA").api.fault(Fault.of(Fault.Kind.STALL, Duration.ofSeconds(3)));

        Router router = rig.start();

        everyClickArrivesOnce(router, 9);
        assertThat(router.stores().operations.state(NAME).stopped()).isNull();
    }

    /** A usual slip of PHP, which browsers pass over and a newer HTTP client may not. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aContentEncodingThatIsNoneIsPassedOver() throws IOException {
        List<String> slips = List.of("UTF-8", "utf8", "none", "binary");
        byte[] report = ("{\"code\":\"200\",\"error\":null,\"msg\":\"1 records were found\",\"data\":["
                        + new ObjectMapper().writeValueAsString(rig.record("slip", "VENTA")) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", slips.get(calls.getAndIncrement() % slips.size()));
            exchange.sendResponseHeaders(200, report.length);
            exchange.getResponseBody().write(report);
            exchange.close();
        });
        server.start();
        try {
            rig.set(
                    "wolkvox.base-url",
                    "http://127.0.0.1:" + server.getAddress().getPort());

            Router router = rig.start();

            eventually(() -> assertThat(rig.received()).containsExactly("slip"));
            eventually(() -> assertThat(calls.get()).isGreaterThan(slips.size()));
            assertThat(router.stores().operations.state(NAME).failures()).isZero();
            rig.close();
        } finally {
            server.stop(0);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"[{", "[{}, <!-- "})
    void anAnswerThatIsGivenUpIsNotReadToItsEnd(String beginning) {
        String empty = "{\"code\": \"200\", \"error\": null, \"msg\": \"0 records were found\", \"data\": []}";
        try (EndlessServer endless = new EndlessServer(1, "{\"code\": \"200\", \"data\": " + beginning, empty)) {
            rig.set("wolkvox.base-url", endless.url());

            Router router = rig.start();

            eventually(() -> assertThat(endless.closed()).isOne());
            eventually(() -> assertThat(router.stores().operations.state(NAME).progressSecond())
                    .isNotNull());
            rig.close();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"a", "X-A: b\r\n"})
    void anAnswerWhoseHeadHasNoEndIsGivenUpAndAskedForAgain(String more) {
        try (EndlessHead endless = new EndlessHead(false, "HTTP/1.1 200 OK\r\nX-A: b", more)) {
            rig.set("wolkvox.base-url", "http://127.0.0.1:" + endless.port());

            rig.start();

            eventually(() -> assertThat(endless.closed()).isOne());
            eventually(() -> assertThat(endless.calls()).isGreaterThan(1));
            rig.close();
        }
    }

    private void everyClickArrivesOnce(Router router, int count) {
        eventually(() -> assertThat(rig.received()).hasSizeGreaterThanOrEqualTo(count));
        // Re-reads bring the same records again, and under fault kinds in another shape.
        int before = rig.api.calls().size();
        eventually(() -> assertThat(rig.api.calls().stream().skip(before).toList())
                .filteredOn(call -> call.records() >= count)
                .hasSizeGreaterThanOrEqualTo(2));
        assertThat(rig.received())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "8800" + i).toList());
        assertThat(rig.webhook.received())
                .extracting(r -> r.header("webhook-id").orElseThrow())
                .doesNotHaveDuplicates();
        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().tried(1).count())
                        .isEqualTo(count));
        assertThat(Rig.store(router).clicks().coded("VENTA").count()).isEqualTo(count);
        // Also where the API still works on a call that was given up.
        assertThat(rig.api.maxInFlight()).isEqualTo(1);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void anAnswerThatLacksRecordsItAnnouncedIsAskedForTwiceMoreThenNamedAsAGapAndReadingGoesOn() {
        rig.set("poll.re-read", "").clicks("8800", 9, "VENTA").api.faultAlways(Fault.of(Fault.Kind.FEWER));

        Router router = rig.start();

        eventually(() -> assertThat(router.stores().operations.state(NAME).progressSecond())
                .isNotNull());
        List<Call> calls =
                rig.api.calls().stream().filter(call -> call.records() > 0).toList();
        // Further ones are tries of the gap.
        assertThat(calls).hasSizeGreaterThanOrEqualTo(3);
        assertThat(calls.subList(0, 3))
                .extracting(Call::from)
                .containsOnly(calls.get(0).from());
        assertThat(Rig.store(router).gaps())
                .extracting(Gap::reason)
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).contains("announced"));
        eventually(() -> assertThat(rig.received()).containsExactlyInAnyOrder("88000", "88001", "88002", "88003"));
        assertThat(router.stores().operations.state(NAME).failures()).isZero();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"HTML_500", "EMPTY_200", "CUT_SHORT"})
    void oneSecondThatTheApiCannotAnswerForHoldsUpNothingIsShownAsAGapAndHealsByItself(Fault.Kind kind)
            throws Exception {
        LocalDateTime bad =
                LocalDateTime.now(rig.api.options().zone()).minusMinutes(31).withNano(0);
        rig.clicks("8800", 9, "VENTA");
        for (int i = -1; i <= 1; i++) {
            Map<String, Object> record = rig.record("at" + i, "VENTA");
            record.put("date", DATE.format(bad.plusSeconds(i)));
            rig.api.put(record);
        }
        rig.api.faultAt(bad, Fault.of(kind));

        Router router = rig.start();

        eventually(() -> assertThat(rig.received()).contains("88000", "88008", "at-1", "at1"));
        long second = bad.atZone(rig.api.options().zone()).toEpochSecond();
        eventually(() -> assertThat(Rig.store(router).gaps())
                .extracting(gap -> gap.kind() + " " + gap.from() + " " + gap.to())
                .containsExactly("UNREADABLE " + second + " " + second));
        assertThat(Rig.health(router, "/observe/health?data=true")).contains("\"gaps\"");
        assertThat(rig.api.maxInFlight()).isEqualTo(1);
        rig.api.clearFaults();
        eventually(() -> assertThat(rig.received()).contains("at0").doesNotHaveDuplicates());
        eventually(() -> assertThat(Rig.store(router).gaps()).isEmpty());
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void anEmptyWindowIsNoFailureAndMovesTheProgress() {
        Router router = rig.start();

        eventually(() -> assertThat(rig.api.calls())
                .hasSizeGreaterThan(3)
                .extracting(Call::status)
                .contains(404));
        OperationState state = router.stores().operations.state(NAME);
        assertThat(state.failures()).isZero();
        assertThat(state.progressSecond()).isNotNull();
        assertThat(state.lastGood()).isNotNull();
        assertThat(state.lastRecords()).isNull();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void badRecordsAreKeptWithTheirTextAndTheReasonWhileTheOthersGoOn() throws Exception {
        rig.clicks("8800", 3, "VENTA").api.fault(Fault.of(Fault.Kind.BAD_RECORDS), 2);

        Router router = rig.start();

        everyClickArrivesOnce(router, 3);
        assertThat(Rig.store(router).quarantined())
                .extracting(Quarantined::raw)
                .contains("\"this is no record\"", "42", "[[\"nor\",\"this\"]]")
                .hasSize(5);
        assertThat(Rig.store(router).quarantined())
                .extracting(Quarantined::reason)
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
        // They came twice.
        assertThat(Rig.health(router, "/observe/metrics"))
                .contains("clickrouter_quarantined_total{operation=\"default\"} 5.0");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("403", Fault.of(Fault.Kind.WRONG_TOKEN), null),
                Arguments.of("403 inside 200", Fault.of(Fault.Kind.CODE_INSIDE_200), null),
                Arguments.of("401 or 403 by the API itself", null, "not-the-token"));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusedTokenStopsThatOperationAloneAndHealthSaysHowToMendIt(String name, Fault fault, String token)
            throws Exception {
        try (ApiSimulator other = ApiSimulator.start(ApiOptions.defaults())) {
            rig.set("wolkvox.operations", "bad,good").set("wolkvox.good.base-url", other.baseUrl());
            if (fault != null) {
                rig.api.faultAlways(fault);
            } else {
                rig.set("wolkvox.bad.token", token);
            }
            Router router = rig.start();
            eventually(() -> assertThat(router.stores().operations.state("bad").stopped())
                    .isEqualTo("REFUSED_TOKEN"));
            int goodCalls = other.calls().size();

            // The other operation goes on, and each of its polls is a chance for the stopped one to call as well.
            eventually(() -> assertThat(other.calls()).hasSizeGreaterThan(goodCalls + 10));

            assertThat(rig.api.calls()).hasSize(1);
            assertThat(Rig.health(router, "/observe/health/ready"))
                    .contains("DOWN")
                    .contains("wolkvox.token")
                    .contains("Operation bad is stopped");
            assertThat(Rig.health(router, "/observe/health/live"))
                    .contains("UP")
                    .doesNotContain("DOWN");
            assertThat(router.stores().operations.state("good").stopped()).isNull();
            // A restart with a valid token mends it.
            rig.stop(router);
            rig.api.clearFaults();
            rig.set("wolkvox.bad.token", rig.api.options().token()).click("1", "VENTA");
            rig.start();
            eventually(() -> assertThat(rig.received()).contains("1"));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void theDailyLimitIsWaitedForAlsoOverARestart() throws IOException {
        rig.set("wolkvox.operations", "full,other");
        try (ApiSimulator other = ApiSimulator.start(ApiOptions.defaults())) {
            rig.set("wolkvox.other.base-url", other.baseUrl());
            rig.api.fault(Fault.of(Fault.Kind.TOKEN_LIMIT));
            Router router = rig.start();
            eventually(() -> assertThat(router.stores().operations.state("full").failures())
                    .isEqualTo(1));
            long failed = Rig.store(router).operation("full").lastFailure();
            OperationSettings operation = rig.settings().operations().get(0);
            long reset = Math.min(
                    router.stores().quota.resetsAt(operation.zone()),
                    failed + Duration.ofHours(1).toMillis());

            rig.stop(router);
            Router again = rig.start();
            int calls = other.calls().size();
            eventually(() -> assertThat(other.calls()).hasSizeGreaterThan(calls + 10));

            assertThat(again.stores().operations.state("full").nextPoll()).isBetween(reset - 30_000, reset + 30_000);
            assertThat(rig.api.calls()).hasSize(1);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void ourOwnShareOfTheDailyLimitIsNeverExceeded() {
        rig.set("wolkvox.licenses", "1").set("wolkvox.quota-share", "0.005");

        Router router = rig.start();

        eventually(() -> assertThat(router.stores().operations.state(NAME).lastMessage())
                // Re-reads are refused earlier, for the sake of live polling.
                .contains("quota of 5 calls")
                .doesNotContain("but for what live polling needs"));
        assertThat(rig.api.calls()).hasSize(5);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"SIMULTANEOUS", "MAINTENANCE", "BAD_REQUEST", "HTML_500"})
    void howLongIsWaitedDependsOnTheAnswer(Fault.Kind kind) {
        rig.set("poll.retry", "1m").api.faultAlways(Fault.of(kind));

        Router router = rig.start();

        eventually(() ->
                assertThat(router.stores().operations.state(NAME).nextPoll()).isPositive());
        Operation state = Rig.store(router).operation("default");
        long pause = (state.nextPoll() - state.lastFailure()) / 60_000;
        switch (kind) {
            case HTML_500 -> assertThat(pause).isBetween(0L, 1L);
            case SIMULTANEOUS -> assertThat(pause).isBetween(2L, 4L);
            default -> assertThat(pause).isBetween(47L, 72L);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aBadRequestIsLoud() throws Exception {
        rig.api.faultAlways(Fault.of(Fault.Kind.BAD_REQUEST));

        Router router = rig.start();

        eventually(() -> assertThat(Rig.health(router, "/observe/health/ready"))
                .contains("DOWN")
                .contains("SOME PARAMETERS ARE REQUIRED")
                .contains("wolkvox.base-url"));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aCodeThatComesLateOrChangesIsSentOnceForEachRevision() {
        rig.set("webhook.codes", "VENTA,CITA").click("1", "");
        Router router = rig.start();
        eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(1));
        assertThat(rig.received()).isEmpty();

        rig.api.recode("1", " VENTA ");
        eventually(() -> assertThat(rig.webhook.received()).hasSize(1));
        rig.api.recode("1", "CITA");
        eventually(() -> assertThat(rig.webhook.received()).hasSize(2));
        rig.callsMore(15);

        assertThat(rig.webhook.received())
                .extracting(r -> r.text().replaceFirst("(?s).*\"revision\":(\\d+).*", "$1"))
                .containsExactly("1", "2");
        assertThat(rig.webhook.received().get(0).text()).contains("\" VENTA \"");
    }
}
