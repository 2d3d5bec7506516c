package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.clickrouter.testing.store.StoreLock;

/**
 * One store and all that is around it, through many kills. Whatever is prepared for a run is prepared while the product
 * is down.
 */
final class CrashScene implements AutoCloseable {
    static final int WEBHOOKS_IN_FLIGHT = 4;
    static final int MAILS_IN_FLIGHT = 2;

    final Gate gate = new Gate();
    final Outside outside = new Outside(MailReceiver.start(0, gate));
    final Store store;
    final List<ObjectNode> toWebhook = new ArrayList<>();
    final List<ObjectNode> toMail = new ArrayList<>();
    final List<ObjectNode> all = new ArrayList<>();
    /** Clicks in the store before the present run. */
    long stored;

    private final Home home;
    private RunningJar jar;
    private Connection locking;
    private Set<String> unmarked = new HashSet<>();

    CrashScene(Path folder, Store store) {
        this.store = store;
        outside.webhook.behave(Behaviour.slow(Duration.ofMillis(10)));
        home = outside.settle(new Home(folder))
                .store(store)
                .with("poll.period", "1h")
                .with("poll.chunk", "400")
                .with("webhook.max-in-flight", WEBHOOKS_IN_FLIGHT)
                .with("email.max-in-flight", MAILS_IN_FLIGHT)
                // On a machine with other work nothing may end by itself before the kill. The leases are ended by hand.
                .with("wolkvox.timeout", "20m")
                .with("webhook.timeout", "20m")
                .with("email.timeout", "20m")
                .with("sql.timeout", "20m")
                .with("delivery.lease", "30m");
    }

    int clicks() {
        return all.size();
    }

    ObjectNode newest() {
        return all.get(all.size() - 1);
    }

    /** Starts the product with more clicks to read. */
    void run(int newClicks) {
        add(newClicks);
        start();
    }

    /** Starts the product with more clicks to read, and waits until its first call has met the fault. */
    void runInto(Fault fault, int newClicks) {
        add(newClicks);
        outside.api.fault(fault);
        int callsBefore = outside.api.calls().size();
        start();
        until(() -> {
            List<Call> calls = outside.api.calls();
            return calls.size() > callsBefore && calls.get(calls.size() - 1).fault() == fault.kind();
        });
    }

    /** Waits until the answer has been standing still for a while. */
    void standsStill() {
        await().atMost(RunningJar.PATIENCE)
                .pollInterval(Duration.ofMillis(25))
                .during(Duration.ofMillis(500))
                .until(() -> {
                    Call last = outside.api.calls().get(outside.api.calls().size() - 1);
                    return last.status() == 200 && last.end() == null;
                });
    }

    private void add(int count) {
        all.addAll(outside.add(count - 25, "002"));
        toMail.addAll(outside.add(5, "CITA AGENDADA"));
        all.addAll(toMail.subList(toMail.size() - 5, toMail.size()));
        toWebhook.addAll(toMail.subList(toMail.size() - 5, toMail.size()));
        toWebhook.addAll(outside.add(20, "VENTA"));
        all.addAll(toWebhook.subList(toWebhook.size() - 20, toWebhook.size()));
    }

    private void start() {
        stored = store.view().isMade() ? store.view().clicks().count() : 0;
        jar = RunningJar.run(home);
    }

    void until(Callable<Boolean> condition) {
        await().atMost(RunningJar.PATIENCE).pollInterval(Duration.ofMillis(25)).until(condition);
    }

    /** Calls that are held go on, also one that is just about to be held. */
    void letGoUntil(Callable<Boolean> condition) {
        until(() -> {
            outside.api.clearFaults();
            return condition.call();
        });
    }

    /** Another user of the database: its statement's locks last until the product is dead. */
    void locks(StoreLock lock, Object... parameters) throws SQLException {
        locking = store.open();
        lock.take(locking, parameters);
    }

    /** {@code kill -9}; afterwards all that held the product up goes on. */
    void kill() throws SQLException {
        assertThat(jar.isAlive()).as("it ran until it was killed").isTrue();
        jar.kill();
        if (locking != null) {
            try (Connection dead = locking) {
                if (store.isPostgres()) {
                    dead.rollback();
                }
            } catch (SQLException e) {
                // The H2 server behind it was the killed product.
                assertThat(store.isPostgres()).as(e.getMessage()).isFalse();
            }
            locking = null;
        }
        gate.open();
        outside.webhook.behave(Behaviour.slow(Duration.ofMillis(10)));
        letGoUntil(() -> outside.api.calls().stream().noneMatch(call -> call.end() == null));
        if (store.view().isMade()) {
            noMoreUnmarkedThanWereInFlight();
            store.view().edit().leasesAreOver();
        }
    }

    private void noMoreUnmarkedThanWereInFlight() {
        Set<String> now = new HashSet<>(store.view().deliveries().pending().ids());
        now.retainAll(new HashSet<>(outside.webhookIds()));
        Set<String> ofThisRun = new HashSet<>(now);
        ofThisRun.removeAll(unmarked);
        assertThat(ofThisRun)
                .as("webhooks that arrived and are not marked")
                .hasSizeLessThanOrEqualTo(WEBHOOKS_IN_FLIGHT);
        unmarked = now;
    }

    /** A run until nothing is left to be done, and one more that reads everything again. */
    void finish() {
        start();
        awaitAllDone();
        assertThat(jar.stop()).isZero();
        home.with("poll.re-read", "26h/1h");
        start();
        until(() -> store.view().reReads() > 0);
        awaitAllDone();
        assertThat(jar.stop()).isZero();
    }

    private void awaitAllDone() {
        await().atMost(RunningJar.PATIENCE).untilAsserted(() -> {
            assertThat(store.view().clicks().count()).isEqualTo(clicks());
            assertThat(store.view().deliveries().notDone().list()).isEmpty();
        });
    }

    @Override
    public void close() {
        if (jar != null) {
            jar.close();
        }
        gate.open();
        outside.close();
    }
}
