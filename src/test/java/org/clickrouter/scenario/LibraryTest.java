package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.scenario.Host.json;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.clickrouter.settings.Settings;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle on the class path of somebody's Camel application. */
class LibraryTest {

    private static final int STARTS = 40;

    @TempDir
    private Path home;

    private long stored(ToLongFunction<StoreView> looking) {
        try (Database store =
                Database.open("jdbc:h2:file:" + home.resolve("store").toAbsolutePath(), "", "", 2)) {
            return looking.applyAsLong(StoreView.of(store));
        }
    }

    @Test
    void aRecordGivenInComesOutOnceWithItsFieldsAsHeaders() throws Exception {
        try (Host host = new Host(home).takes().start()) {
            assertThat(host.give(json("a", "VENTA"))).isEqualTo(1);
            assertThat(host.give(json("a", "VENTA"))).isZero();
            assertThat(host.give(json("b", ""))).isEqualTo(1);

            eventually(() -> assertThat(host.got).hasSize(2));
            Host.Got a = host.got.stream()
                    .filter(g -> g.text("chat_id").equals("a"))
                    .findFirst()
                    .orElseThrow();
            assertThat(a.body()).isEqualTo(json("a", "VENTA"));
            assertThat(a.headers())
                    .containsEntry("operation", "default")
                    .containsEntry("cod_act", "VENTA")
                    .containsEntry("revision", 1)
                    .containsEntry("source_id", "120210000000000017")
                    .containsEntry("date", "2026-11-20 10:00:00")
                    .containsEntry("attempt", 1);
            assertThat(a.text("webhook-id")).matches("msg_[0-9a-f]{32}");
        }
        assertThat(stored(store -> store.deliveries().done().count())).isEqualTo(2);
    }

    @Test
    void recordsComeAsTextBytesStreamMapOrAListOfThese() throws Exception {
        try (Host host = new Host(home).takes().start()) {
            assertThat(host.give(json("bytes", "A").getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(1);
            assertThat(host.give(new ByteArrayInputStream(json("stream", "A").getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(1);
            assertThat(host.give(Map.of("chat_id", 17, "cod_act", "Información")))
                    .isEqualTo(1);
            assertThat(host.give("[" + json("l1", "A") + "," + json("l2", "A") + "]"))
                    .isEqualTo(2);
            assertThat(host.give(List.of(json("l2", "A"), Map.of("chat_id", "l3", "cod_act", "B"))))
                    .isEqualTo(1);

            eventually(() -> assertThat(host.got)
                    .extracting(g -> g.text("chat_id"))
                    .containsExactlyInAnyOrder("bytes", "stream", "17", "l1", "l2", "l3"));
        }
    }

    @Test
    void eachNewCodeIsARevisionAlsoOneThatComesBack() throws Exception {
        try (Host host = new Host(home).takes().start()) {
            for (String code : List.of("", "A", "A", "B", "A", "A")) {
                host.give(json("a", code));
            }

            eventually(() -> assertThat(host.got)
                    .extracting(g -> g.text("revision") + g.text("cod_act"))
                    .containsExactlyInAnyOrder("0", "1A", "2B", "3A"));
            assertThat(host.got).extracting(g -> g.text("webhook-id")).doesNotHaveDuplicates();
        }
        assertThat(stored(StoreView::cutReads)).isZero();
    }

    @Test
    void oneOfSeveralRecordsOfAClickThatIsGivenAloneLaterIsNews() throws Exception {
        try (Host host = new Host(home).takes().start()) {
            String both = "[" + json("a", "A") + "," + json("a", "B") + "]";
            assertThat(host.give(both)).isEqualTo(2);
            assertThat(host.give(both)).isZero();
            assertThat(host.give(json("a", "A"))).isEqualTo(1);
            assertThat(host.give(json("a", "A"))).isZero();

            eventually(() -> assertThat(host.got)
                    .extracting(g -> g.text("revision") + g.text("cod_act"))
                    .containsExactlyInAnyOrder("1A", "2B", "3A"));
        }
    }

    @Test
    void aCallWaitsForAPollThatHoldsTheOperation() throws Exception {
        StoreHandles poller = new StoreHandles(
                Settings.of(
                        home,
                        Map.of(
                                "store.url",
                                "jdbc:h2:file:" + home.resolve("store").toAbsolutePath()
                                        + ";AUTO_SERVER=FALSE;DB_CLOSE_ON_EXIT=FALSE"),
                        "test"),
                Clock.systemUTC(),
                "another/1/instance");
        try (poller;
                Host host = new Host(home).takes().start()) {
            host.give(json("a", "A"));
            Lease lease = poller.operations
                    .acquire("default", Duration.ofMinutes(1), true)
                    .orElseThrow();
            CompletableFuture<Integer> given = CompletableFuture.supplyAsync(() -> host.give(json("a", "B")));
            await().during(Duration.ofMillis(300)).until(() -> !given.isDone());
            poller.operations.release(lease, 0);

            assertThat(given).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1);
        }
    }

    @Test
    void aBadRecordIsAnsweredWithTheRuleAndNothingOfTheCallIsStored() throws Exception {
        try (Host host = new Host(home).takes().start()) {
            assertThatThrownBy(
                            () -> host.give("[" + json("good", "A") + ",{\"chat_id\":{},\"cod_act\":\"secret-data\"}]"))
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("record 2: chat_id is an object or array");
            assertThatThrownBy(() -> host.give("nonsense")).cause().hasMessageStartingWith("no JSON");
            assertThatThrownBy(() -> host.give(json("a", "A") + "x"))
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> host.give(17)).cause().hasMessageContaining("a record is JSON");
            assertThatThrownBy(() -> host.give(null)).cause().hasMessageContaining("an empty body");
            assertThatThrownBy(() -> host.give(List.of("{\"x\":1}"))).cause().hasMessage("record 1: no known field");

            // The operation is free again.
            assertThat(host.give(json("after", "A"))).isEqualTo(1);
        }
        assertThat(stored(store -> store.clicks().count())).isEqualTo(1);
    }

    @Test
    void aHostRouteThatFailsGetsTheClickAgainUnderTheSameId() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Host host = new Host(home).takes(exchange -> {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("the host's own trouble");
            }
        });
        try (host) {
            host.start().give(json("a", "VENTA"));

            eventually(() -> assertThat(host.got).hasSize(3));
            assertThat(host.got).extracting(g -> g.text("attempt")).containsExactly("1", "2", "3");
            assertThat(host.got)
                    .extracting(g -> g.text("webhook-id"))
                    .containsOnly(host.got.get(0).text("webhook-id"));
        }
        assertThat(stored(store -> store.deliveries().done().count())).isEqualTo(1);
    }

    @Test
    void whatTheHostCouldNotTakeIsHandedToItAfterARestart() throws Exception {
        String id;
        Map<String, String> patient = Map.of("click-router.retry.schedule", "1s,1s,1s,1s,1s,1s,1s");
        try (Host host = new Host(home, patient).takes(exchange -> {
            throw new IllegalStateException("down");
        })) {
            host.start().give(json("a", "VENTA"));
            eventually(() -> assertThat(host.got).isNotEmpty());
            id = host.got.get(0).text("webhook-id");
        }
        try (Host host = new Host(home, patient).takes().start()) {
            eventually(() -> assertThat(host.got).hasSize(1));
            assertThat(host.got.get(0).text("webhook-id")).isEqualTo(id);
            assertThat(host.give(json("a", "VENTA"))).isZero();
        }
    }

    @Test
    void aHostWithoutAnOutRouteQueuesNothingForIt() throws Exception {
        try (Host host = new Host(home).start()) {
            assertThat(host.give(json("a", "VENTA"))).isEqualTo(1);
        }
        assertThat(stored(store -> store.deliveries().count())).isZero();
    }

    @Test
    void onlyTheCodesThatTheHostAsksForGoOut() throws Exception {
        try (Host host = new Host(home, Map.of("click-router.out.codes", "VENTA, 002"))
                .takes()
                .start()) {
            host.give(List.of(json("a", "VENTA"), json("b", "002"), json("c", "OTRA"), json("d", "")));

            eventually(() ->
                    assertThat(host.got).extracting(g -> g.text("chat_id")).containsExactlyInAnyOrder("a", "b"));
        }
        assertThat(stored(store -> store.clicks().count())).isEqualTo(4);
    }

    @Test
    void manyThreadsMayGiveTheSameClicks() throws Exception {
        try (Host host = new Host(home).takes().start()) {
            int changes = IntStream.range(0, 40)
                    .parallel()
                    .map(i -> host.give(json("c" + i % 10, "VENTA")))
                    .sum();

            assertThat(changes).isEqualTo(10);
            eventually(() -> assertThat(host.got).hasSize(10));
        }
    }

    @Test
    void theReportIsPolledInTheHostWhereItsAccessIsSetAndTheShippedDestinationsWork() throws Exception {
        try (ApiSimulator api = ApiSimulator.start(ApiOptions.defaults().licenses(1000));
                WebhookReceiver webhook = WebhookReceiver.start();
                Rig rig = new Rig(home.resolve("rig"))) {
            Map<String, Object> polled = rig.record("polled", "VENTA");
            api.put(polled);
            try (Host host = new Host(
                    home,
                    Map.of(
                            "click-router.wolkvox.base-url",
                            api.baseUrl(),
                            "click-router.wolkvox.token",
                            "demo-token",
                            "click-router.wolkvox.licenses",
                            "1000",
                            "click-router.poll.period",
                            "100ms",
                            "click-router.poll.tick",
                            "20ms",
                            "click-router.poll.re-read",
                            "2h/1s",
                            "click-router.webhook.url",
                            webhook.url(),
                            "click-router.webhook.codes",
                            "VENTA"))) {
                host.takes().start();

                eventually(() ->
                        assertThat(host.got).extracting(g -> g.text("chat_id")).containsExactly("polled"));
                eventually(() -> assertThat(webhook.received()).hasSize(1));
                // Between the polls records are taken as well.
                assertThat(host.give(polled)).isZero();
                assertThat(host.give(json("given", "VENTA"))).isEqualTo(1);
                eventually(() ->
                        assertThat(host.got).extracting(g -> g.text("chat_id")).containsExactly("polled", "given"));
                eventually(() -> assertThat(webhook.received()).hasSize(2));
            }
        }
    }

    /** The first poll comes while the routes are still being started one by one. */
    @Test
    void aClickThatIsReadWhileTheBundleStartsIsHandedOut() throws Exception {
        try (ApiSimulator api = ApiSimulator.start(ApiOptions.defaults().licenses(1000));
                Rig rig = new Rig(home.resolve("rig"))) {
            api.put(rig.record("polled", "VENTA"));
            for (int round = 0; round < STARTS; round++) {
                try (Host host = new Host(
                        home.resolve("start" + round),
                        Map.of(
                                "click-router.wolkvox.base-url",
                                api.baseUrl(),
                                "click-router.wolkvox.token",
                                "demo-token",
                                "click-router.wolkvox.licenses",
                                "1000",
                                "click-router.poll.tick",
                                "20ms"))) {
                    host.takes().start();
                    eventually(() -> assertThat(host.got).hasSize(1));
                }
            }
        }
    }

    @Test
    void nothingOfTheHostIsChanged() throws Exception {
        try (Host host = new Host(home)) {
            host.context.setStreamCaching(true);
            host.context.getRegistry().bind("clicks", "the host's own");
            host.takes()
                    .route(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:route-click").routeId("route-click").setBody(constant("the host's own route"));
                        }
                    })
                    .start();
            host.give(json("a", "VENTA"));

            eventually(() -> assertThat(host.got).hasSize(1));
            assertThat(host.context.getRoutes())
                    .extracting(Route::getRouteId)
                    .contains("route-click")
                    .hasSize(2);
            assertThat(host.context.isStreamCaching()).isTrue();
            assertThat(host.context.getRegistry().lookupByName("clicks")).isEqualTo("the host's own");
            assertThat(host.context.getRegistry().lookupByName("poller")).isNull();
            assertThat(host.context.hasComponent("outbox")).isNull();
            assertThat(host.context.createProducerTemplate().requestBody("direct:route-click", "x"))
                    .isEqualTo("the host's own route");
        }
    }

    @Test
    void aHostThatSetsNothingIsLeftAlone() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();

            assertThat(context.hasEndpoint("direct:click-router-in")).isNull();
            assertThat(Files.exists(Path.of("data/click-router.mv.db"))).isFalse();
        }
    }

    @Test
    void aWrongSettingKeepsTheHostFromStartingAndIsNamed() {
        try (Host host = new Host(
                home, Map.of("click-router.poll.period", "soon", "click-router.wolkvox.tokn", "s3cret-value"))) {
            assertThatThrownBy(host::start)
                    .hasMessageContaining("poll.period = soon")
                    .hasMessageContaining("did you mean")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void halfOfTheAccessToTheReportIsAMistakeOfTheHostsProperties() {
        try (Host host = new Host(home, Map.of("click-router.wolkvox.server", "0012"))) {
            assertThatThrownBy(host::start)
                    .hasMessageStartingWith("properties click-router.*: wolkvox.token: must be set");
        }
    }

    @Test
    void routesOfTheHostsOwnFolderTakeThePlaceOfTheShippedOnes() throws Exception {
        Path routes = ownRouting("""
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: the routing file fails
            """);
        try (Host host = new Host(home, Map.of("click-router.routes", routes.toString()))
                .takes()
                .start()) {
            assertThatThrownBy(() -> host.give(json("a", "VENTA"))).hasStackTraceContaining("the routing file fails");
        }
        assertThat(stored(store -> store.clicks().count())).isZero();
    }

    @Test
    void whatEndsTheWayOfOneClickEndsNoOther() throws Exception {
        Path routes = ownRouting("""
                    - filter:
                        simple: "${header.chat_id} == 'b'"
                        steps:
                          - stop: {}
                    - to:
                        uri: outbox:elsewhere
            """);
        try (Host host = new Host(home, Map.of("click-router.routes", routes.toString()))
                .takes()
                .start()) {
            host.give("[" + json("a", "VENTA") + "," + json("b", "VENTA") + "," + json("c", "VENTA") + "]");
        }
        assertThat(stored(store -> store.clicks().count())).isEqualTo(3);
        assertThat(stored(store -> store.deliveries().to("elsewhere").count())).isEqualTo(2);
    }

    /** A folder with the shipped route files and these steps as the routing file. */
    private Path ownRouting(String steps) throws IOException {
        Path routes = Files.createDirectories(home.resolve("own/routes"));
        try (Stream<Path> shipped = Files.list(Home.SHIPPED)) {
            for (Path file :
                    shipped.filter(f -> f.toString().endsWith(".camel.yaml")).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve("routing.camel.yaml"), """
            - route:
                id: route-click
                from:
                  uri: direct:route-click
                  steps:
            """ + steps);
        return routes;
    }
}
