package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ConditionTimeoutException;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.simulate.Received;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;

/**
 * The product as a process, its receivers, which can be made to fail, and an operator with the product's own commands.
 */
final class OperatedScene implements AutoCloseable {
    static final int WEBHOOKS_IN_FLIGHT = 4;
    static final int MAILS_IN_FLIGHT = 2;
    private static final int SHOWN = 6000;
    private static final Map<String, String> ADDRESS_OF = Map.of("webhook", "webhook.url", "email", "email.host");

    final Store store;
    final Outside outside = new Outside();
    final ChangingReport report;
    /** The webhooks that were answered with a 2xx, repeats included. */
    final Queue<Received> accepted = new ConcurrentLinkedQueue<>();
    /**
     * By destination, the revisions that were first seen while it was switched off, as {@link ChangingReport#revisions}
     * tells them.
     */
    final Map<String, Set<String>> missed = new HashMap<>(Map.of("webhook", new HashSet<>(), "email", new HashSet<>()));

    int kills;
    int mailboxesDown;
    private final Random random;
    private final Home home;
    private final List<MailReceiver> mailboxes = new ArrayList<>();
    private volatile Behaviour sick;
    private RunningJar running;

    OperatedScene(Path folder, Store store, Random random) {
        this.store = store;
        this.random = random;
        report = new ChangingReport(outside, random);
        mailboxes.add(outside.mailbox);
        // Refusals in a row pause before they make any delivery dead.
        home = outside.settle(new Home(folder))
                .shortLeases()
                .store(store)
                .with("poll.period", "300ms")
                .with("poll.re-read", "1h/600ms")
                .with("poll.chunk", "5")
                .with("wolkvox.timeout", "2s")
                .with("retry.schedule", "100ms,100ms,100ms,200ms,200ms,200ms")
                .with("email.codes", String.join(",", ChangingReport.ROUTED))
                .with("webhook.max-in-flight", WEBHOOKS_IN_FLIGHT)
                .with("email.max-in-flight", MAILS_IN_FLIGHT);
        become(null);
        running = RunningJar.run(home);
    }

    // The receivers

    /**
     * From now on the webhook's receiver answers so; null: it takes everything. What hangs is let go, and then has
     * failed.
     */
    void become(Behaviour behaviour) {
        sick = behaviour;
        outside.webhook.behave(request -> {
            Behaviour now = sick;
            if (now == null) {
                accepted.add(request);
                return Behaviour.ok();
            }
            return now;
        });
    }

    /** Two clicks come for the webhook while it behaves so, until something is seen. */
    void whileItAnswers(Behaviour behaviour, Callable<Boolean> seen) {
        resume();
        become(behaviour);
        report.add(2, "VENTA");
        until(seen);
        become(null);
    }

    /** Whether that many requests more have come than now. */
    Callable<Boolean> requestsMore(int count) {
        int before = outside.webhook.received().size();
        return () -> outside.webhook.received().size() >= before + count;
    }

    /** The mail server is away, noticed, and comes back. */
    void mailServerDown() {
        long before = unreachable();
        MailReceiver last = mailboxes.get(mailboxes.size() - 1);
        int port = last.port();
        last.close();
        mailboxesDown++;
        report.add(2, "CITA AGENDADA");
        until(() -> unreachable() > before);
        mailboxes.add(MailReceiver.start(port, mail -> {}));
    }

    private long unreachable() {
        return store.view().attempts().to("email").failedAs("UNREACHABLE").count();
    }

    /** Every mail so far, repeats included. */
    List<MimeMessage> mails() {
        return mailboxes.stream()
                .flatMap(mailbox -> mailbox.messages().stream())
                .toList();
    }

    // The operator

    /** Starts a command of the product beside the one that runs. */
    RunningJar command(String... words) {
        return RunningJar.launch(home.folder(), RunningJar.QUICK_START, words);
    }

    /** {@code resume}, which says whether there was a pause: a restart may have ended it. */
    void resume() {
        if (store.view().pauses().stream().anyMatch(pause -> pause.destination().equals("webhook"))) {
            try (RunningJar resume = command("resume", "webhook")) {
                assertThat(resume.exitCode()).as(resume.output()).isZero();
            }
        }
    }

    /** Whether a destination is paused for this kind of reason. */
    boolean isPaused(String kind) {
        return store.view().pauses().stream().anyMatch(pause -> pause.kind().equals(kind));
    }

    /** {@code replay}, of what was delivered, too. */
    void replay(String... selection) {
        try (RunningJar replay = replaying(selection)) {
            assertThat(replay.exitCode()).as(replay.output()).isIn(0, 1);
            assertThat(replay.output()).containsPattern("deliver(y is|ies are) in (its|their) queues? again");
        }
    }

    private RunningJar replaying(String... selection) {
        List<String> words = new ArrayList<>(List.of("replay", "--delivered"));
        words.addAll(List.of(selection));
        return command(words.toArray(String[]::new));
    }

    /** The product is killed after the replay has begun, perhaps before it ends. */
    void killWhileReplaying(String... selection) {
        long before = replays();
        try (RunningJar replay = replaying(selection)) {
            if (random.nextBoolean()) {
                until(() -> replays() > before || !replay.isAlive());
            }
            kill();
            replay.exitCode();
        }
        run();
    }

    private long replays() {
        return store.view().attempts().done().count();
    }

    void kill() {
        running.kill();
        kills++;
    }

    void run() {
        running = RunningJar.run(home);
    }

    /**
     * Takes a destination's address out of the settings, and puts it back after clicks have come meanwhile; each takes
     * a restart.
     */
    void switchOff(String destination) {
        String address = home.setting(ADDRESS_OF.get(destination));
        Set<String> before = restart(destination, "");
        report.add(2, "VENTA");
        report.change();
        settled();
        Set<String> after = restart(destination, address);
        after.removeAll(before);
        missed.get(destination).addAll(after);
    }

    private Set<String> restart(String destination, String address) {
        if (random.nextBoolean()) {
            kill();
        } else {
            assertThat(running.stop()).isZero();
        }
        Set<String> revisions = new HashSet<>(ChangingReport.revisions(store));
        home.with(ADDRESS_OF.get(destination), address);
        run();
        return revisions;
    }

    // The moment

    /** A moment of one kind or another: in a call to the API, or when something arrives. */
    void moment() {
        int calls = outside.api.calls().size();
        Callable<Boolean> arrives = requestsMore(1 + random.nextInt(3));
        boolean call = random.nextBoolean();
        until(() -> outside.api.calls().size() > calls + (call ? 0 : 3) || arrives.call());
    }

    /** The store knows the report as it is. */
    void settled() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ChangingReport.codes(store)).isEqualTo(report.truth()));
    }

    /** Waits for a condition; where it does not come true, tells what the product printed. */
    void until(Callable<Boolean> condition) {
        try {
            // Each look into an H2 file that another process has open is a new connection there.
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(30)).until(condition);
        } catch (ConditionTimeoutException e) {
            String printed = running.output();
            throw new AssertionError(
                    "%s%n%s".formatted(e.getMessage(), printed.substring(Math.max(0, printed.length() - SHOWN))), e);
        }
    }

    boolean isAlive() {
        return running.isAlive();
    }

    @Override
    public void close() {
        running.close();
        outside.close();
        mailboxes.forEach(MailReceiver::close);
    }
}
