package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.nio.file.Path;
import java.time.Duration;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.store.StoreView.Paused;
import org.clickrouter.testing.store.StoredDelivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that is gone, that refuses us, or that an engineer wants left alone. */
class PausedDestinationTest {

    private static final String PAUSED = "clickrouter_destination_paused{destination=\"webhook\"}";

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home).set("sql.codes", "*");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Output command(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--home";
        all[words.length + 1] = home.toString();
        return Output.of(all);
    }

    private static long waiting(Router router) {
        return Rig.store(router).deliveries().to("webhook").pending().free().count();
    }

    private void done(Router router, int count) {
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().done().to("webhook").count())
                .isEqualTo(count));
    }

    /** Waits until many looks into the queue had their chance: the other destination took what came meanwhile. */
    private void nothingMoreComes(Router router, String prefix, int clicks) {
        long sql = Rig.store(router).deliveries().to("sql").count();
        int before = rig.webhook.received().size();
        rig.clicks(prefix, clicks, "VENTA");
        eventually(
                () -> assertThat(Rig.store(router).deliveries().to("sql").done().count())
                        .isEqualTo(sql + clicks));
        rig.callsMore(15);
        assertThat(rig.webhook.received()).hasSize(before);
    }

    @Test
    void oneThatAnswers410IsPausedAtOnceAndLosesNothingUntilItIsResumed() throws Exception {
        rig.webhook.behave(Behaviour.status(410));
        rig.clicks("c", 60, "VENTA");
        Router router = rig.start();

        eventually(() ->
                assertThat(Rig.store(router).pauses()).extracting(Paused::kind).containsExactly("gone"));
        eventually(() -> assertThat(waiting(router)).isEqualTo(60));
        assertThat(rig.webhook.received()).as("what was in flight").hasSizeLessThanOrEqualTo(8);
        nothingMoreComes(router, "more", 5);
        assertThat(Rig.store(router).deliveries().to("webhook").triedAtLeast(1).count())
                .as("counted by the schedule")
                .isZero();
        assertThat(Rig.store(router).attempts().failedAs("GONE").withStatus(410).count())
                .isEqualTo(rig.webhook.received().size());
        assertThat(Rig.health(router, "/observe/health/ready"))
                .contains("DOWN", "Destination webhook is paused (answered 410)", "click-router resume webhook");
        assertThat(Rig.health(router, "/observe/health/live")).contains("UP").doesNotContain("DOWN");
        eventually(() -> assertThat(Rig.health(router, "/observe/metrics"))
                .contains(PAUSED + " 1", PAUSED.replace("webhook", "sql") + " 0"));
        assertThat(command("status").text())
                .contains("destination webhook: PAUSED since", "answered 410", "click-router resume webhook");
        assertThat(command("trace", "c0").text()).contains("waits: the destination is PAUSED (answered 410)");

        rig.webhook.behave(Behaviour.ok());
        assertThat(command("resume", "webhook"))
                .satisfies(o -> assertThat(o.exitCode()).isZero());
        done(router, 65);
        eventually(() -> assertThat(Rig.health(router, "/observe/health/ready")).doesNotContain("DOWN"));
        eventually(() -> assertThat(Rig.health(router, "/observe/metrics")).contains(PAUSED + " 0"));
        assertThat(command("resume", "webhook"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                .satisfies(o -> assertThat(o.text()).contains("was not paused"));
    }

    @Test
    void oneThatRefusesUsFiveTimesIsTriedWithOneDeliveryAndHealedBySuccess() {
        rig.set("retry.schedule", "1h,1h")
                .set("webhook.max-in-flight", "1")
                .webhook
                .behave(Behaviour.status(401));
        rig.clicks("c", 30, "VENTA");
        Router router = rig.start();

        eventually(() ->
                assertThat(Rig.store(router).pauses()).extracting(Paused::kind).containsExactly("refused"));
        eventually(() -> assertThat(waiting(router)).isEqualTo(30));
        assertThat(rig.webhook.received()).hasSize(5);
        nothingMoreComes(router, "more", 3);
        assertThat(Rig.store(router).deliveries().to("webhook").tried(1).count())
                .as("before the pause")
                .isEqualTo(4);

        Rig.store(router).edit().nextTryOfPausesIsNow();
        eventually(() -> assertThat(rig.webhook.received()).as("one try").hasSize(6));
        nothingMoreComes(router, "again", 3);
        assertThat(Rig.store(router).pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause.nextTry() - pause.since()).isGreaterThan(800_000));
        assertThat(Rig.store(router).deliveries().to("webhook").list())
                .filteredOn(delivery -> delivery.uncounted() == 1)
                .hasSize(2);

        rig.webhook.behave(Behaviour.ok());
        Rig.store(router).edit().nextTryOfPausesIsNow();
        done(router, 36);
        assertThat(Rig.store(router).pauses()).isEmpty();
    }

    @Test
    void aStartTriesAgainAndSendsWhatWaited() {
        rig.set("retry.schedule", "1h,1h").webhook.behave(Behaviour.status(403));
        rig.clicks("c", 20, "VENTA");
        Router first = rig.start();
        eventually(() -> assertThat(Rig.store(first).pauses()).hasSize(1));
        rig.stop(first);

        rig.webhook.behave(Behaviour.ok());
        done(rig.start(), 20);
    }

    @Test
    void oneThatIsPausedByHandIsLeftAloneThroughRestartsByEveryInstanceUntilResumed() throws Exception {
        Router first = rig.start();
        Router second = rig.start();
        assertThat(command("pause", "webhook", "--reason", "CRM upgrade").text())
                .contains("webhook is paused", "nothing was ever queued");
        eventually(() -> assertThat(Rig.health(first, "/observe/metrics")).contains(PAUSED + " 1"));
        rig.callsMore(15);
        nothingMoreComes(first, "a", 5);
        rig.stop(second);
        rig.stop(first);
        Router third = rig.start();
        nothingMoreComes(third, "b", 5);
        assertThat(Rig.health(third, "/observe/health/ready"))
                .as("an engineer's wish is no trouble")
                .doesNotContain("DOWN");
        assertThat(command("status").text()).contains("destination webhook: PAUSED since", "CRM upgrade");

        assertThat(command("resume", "webhook").exitCode()).isZero();
        done(third, 10);
    }

    @Test
    void aPauseWithATimeEndsByItself() {
        Router router = rig.start();
        assertThat(command("pause", "webhook", "--for", "4s").exitCode()).isZero();
        rig.clicks("a", 5, "VENTA");
        done(router, 5);
        assertThat(Rig.store(router).deliveries().to("webhook").list())
                .extracting(StoredDelivery::attempts)
                .containsOnly(1);
    }

    @Test
    void aNameThatNoDestinationCanHaveIsWrongUsage() {
        rig.settings();
        assertThat(command("pause", "a b"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2));
        assertThat(command("resume", "a/b"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2));
    }

    @Test
    void oneThatRefusesNowAndThenIsNotPaused() {
        rig.set("retry.schedule", "50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms")
                .set("webhook.max-in-flight", "1")
                .set("webhook.timeout", "5s");
        rig.webhook.behave(
                r -> rig.webhook.received().size() % 3 == 0 ? Behaviour.status(401) : Behaviour.slow(Duration.ZERO));
        rig.clicks("c", 40, "VENTA");
        Router router = rig.start();
        done(router, 40);
        assertThat(Rig.store(router).pauses()).isEmpty();
    }
}
