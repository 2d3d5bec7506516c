package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.Outside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the outbox brings deliveries to a destination that fails, asks for a pause, is sick, or is suspended. */
class OutboxDeliveryTest {

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aDeliveryThatIsRefusedIsTriedAsScheduledUnderOneIdAndThenDead() {
        rig.set("retry.schedule", "50ms,50ms").click("a", "VENTA").webhook.behave(Behaviour.status(400));

        Router router = rig.start();

        eventually(() -> assertThat(Rig.store(router).deliveries().states()).containsExactly("dead"));
        assertThat(rig.webhook.received()).hasSize(3);
        assertThat(rig.webhook.received())
                .extracting(r -> r.header("webhook-id").orElseThrow())
                .containsOnly(Rig.store(router).deliveries().ids().get(0));
        assertThat(Rig.store(router)
                        .deliveries()
                        .tried(3)
                        .withStatus(400)
                        .failedAs("REJECTED")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aPauseThatTheReceiverAsksForIsKeptAlsoWhenOthersArrive() {
        rig.webhook.behave(r -> Outside.chat(r).equals("busy") ? Behaviour.retryAfter(429, "3600") : Behaviour.ok());
        rig.click("busy", "VENTA");
        Router router = rig.start();
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().tried(1).pending().free().count())
                .isEqualTo(1));

        rig.clicks("other", 3, "VENTA");
        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(3));

        assertThat(Rig.store(router).deliveries().pending().tried(1).list())
                .singleElement()
                .satisfies(
                        waiting -> assertThat(waiting.due() - waiting.created()).isGreaterThan(3_500_000));
    }

    @Test
    void aSickDestinationIsProbedOthersLoseNoAttemptsAndAllCatchUpWhenItIsWell() {
        rig.set("retry.schedule", "100ms,1h,1h,1h,1h,1h,1h,1h,1h").set("webhook.max-in-flight", "1");
        rig.webhook.behave(Behaviour.status(500));
        rig.clicks("c", 60, "VENTA");
        Router router = rig.start();

        eventually(() -> assertThat(rig.webhook.received()).hasSizeGreaterThanOrEqualTo(10));
        rig.callsMore(15);
        assertThat(Rig.store(router).deliveries().tried(0).count()).isGreaterThanOrEqualTo(40);
        rig.webhook.behave(Behaviour.ok());

        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(60));
    }

    @Test
    void aSuspendedRouteClaimsNothingAndResumesWhereItWas() throws Exception {
        rig.set("sql.codes", "*");
        Router router = rig.start();
        router.context().getRouteController().suspendRoute("deliver-webhook");
        rig.clicks("c", 5, "VENTA");

        eventually(
                () -> assertThat(Rig.store(router).deliveries().to("sql").done().count())
                        .isEqualTo(5));
        rig.callsMore(15);
        assertThat(Rig.store(router).deliveries().to("webhook").pending().free().count())
                .isEqualTo(5);
        assertThat(rig.webhook.received()).isEmpty();

        router.context().getRouteController().resumeRoute("deliver-webhook");
        eventually(() -> assertThat(rig.received()).hasSize(5));
    }

    @Test
    void aRouteSuspendedWhileItDeliversStaysSuspended() throws Exception {
        rig.set("sql.codes", "*").webhook.behave(Behaviour.slow(Duration.ofSeconds(4)));
        rig.click("under-way", "VENTA");
        Router router = rig.start();
        eventually(() -> assertThat(rig.received()).containsExactly("under-way"));

        CompletableFuture<Void> suspended = CompletableFuture.runAsync(() -> {
            try {
                router.context().getRouteController().suspendRoute("deliver-webhook");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        rig.webhook.behave(Behaviour.ok());
        suspended.join();
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().to("webhook").done().count())
                .isEqualTo(1));
        rig.clicks("later", 3, "VENTA");
        eventually(
                () -> assertThat(Rig.store(router).deliveries().to("sql").done().count())
                        .isEqualTo(4));
        rig.callsMore(15);

        assertThat(rig.received()).containsExactly("under-way");
    }

    @Test
    void anOrderedDestinationGetsTheCodesOfAChatOneAfterTheOther() {
        rig.set("webhook.codes", "*")
                .set("webhook.ordered", "true")
                .set("retry.schedule", "100ms,".repeat(99) + "100ms");
        rig.webhook.behave(r -> Outside.chat(r).equals("stuck") ? Behaviour.status(400) : Behaviour.ok());
        Map<String, Object> record = rig.record("stuck", "FIRST");
        rig.api.put(record);
        Router router = rig.click("other", "VENTA").start();
        eventually(
                () -> assertThat(Rig.store(router).deliveries().withStatus(400).count())
                        .isEqualTo(1));

        record.put("cod_act", "SECOND");
        rig.api.put(record);
        eventually(() -> assertThat(Rig.store(router).deliveries().count()).isEqualTo(3));
        rig.callsMore(3);
        rig.webhook.behave(Behaviour.ok());

        eventually(() ->
                assertThat(Rig.store(router).deliveries().notDone().list()).isEmpty());
        List<String> codes = rig.webhook.received().stream()
                .filter(request -> Outside.chat(request).equals("stuck"))
                .map(request -> request.text().replaceFirst("(?s).*\"cod_act\":\"([^\"]*)\".*", "$1"))
                .toList();
        assertThat(codes).hasSizeGreaterThan(1);
        assertThat(codes.subList(0, codes.size() - 1)).containsOnly("FIRST");
        assertThat(codes).endsWith("SECOND");
    }
}
