package org.clickrouter.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Renewal;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.text.RootCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for secrets again that stand in a vault or in files, every {@code secrets.refresh}. A change is taken as a
 * reload takes one, without the edits of files that only a reload may take.
 */
public final class SecretWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecretWatch.class);

    private final Router router;
    private final Reload reload;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "secret-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> told = new HashSet<>();

    public SecretWatch(Router router, Reload reload) {
        this.router = router;
        this.reload = reload;
    }

    /** Looks from now on, where there is anything to look for. */
    public void start() {
        Settings settings = router.settings();
        Duration every = settings.isSet("secrets.refresh") ? settings.duration("secrets.refresh") : Duration.ZERO;
        if (!every.isZero()) {
            looks.scheduleWithFixedDelay(this::quietly, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is thrown from here would end the timer. */
    private void quietly() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            LOG.error("secrets: {}", router.settings().mask(RootCause.line(e)));
        }
    }

    /** Asks for all of them once, and takes what has changed. */
    public void look() {
        reload.between(() -> {
            if (Renewal.isOf(router.settings())) {
                Renewal found = Renewal.of(router.settings());
                if (!looks.isShutdown()) {
                    take(found);
                }
            }
        });
    }

    private void take(Renewal renewal) {
        List<String> failures = renewal.failures().stream().map(Problem::line).toList();
        List<String> mistakes = renewal.changed().isEmpty() ? List.of() : mistakes(renewal);
        if (!renewal.changed().isEmpty() && mistakes.isEmpty()) {
            mistakes = apply(renewal);
        }
        tell(Stream.concat(failures.stream(), mistakes.stream())
                .map(renewal.settings()::mask)
                .toList());
    }

    private List<String> mistakes(Renewal renewal) {
        List<String> mistakes = SettingsCheck.run(renewal.settings()).stream()
                .filter(Problem::isError)
                .map(problem -> problem.line() + "; it stays as it was")
                .toList();
        return mistakes.isEmpty() && router.isEdited()
                ? List.of("secrets: " + keys(renewal)
                        + " changed, and waits for a reload: files of routes/ or kamelets/" + " have been edited")
                : mistakes;
    }

    /** @return why it was not taken; empty where it was */
    private List<String> apply(Renewal renewal) {
        try {
            List<String> restart = router.reload(renewal.settings());
            Set<String> live = new TreeSet<>(renewal.changed());
            restart.forEach(live::remove);
            if (!live.isEmpty()) {
                LOG.info("secrets: {} changed, and is in force", String.join(", ", live));
            }
            if (!restart.isEmpty()) {
                LOG.warn("secrets: {} changed, and is in force after a restart only", String.join(", ", restart));
            }
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (UsageException e) {
            return e.getMessage().lines().toList();
        }
    }

    private static String keys(Renewal renewal) {
        return String.join(", ", new TreeSet<>(renewal.changed()));
    }

    /** Each thing once, until it is well again. */
    private void tell(List<String> lines) {
        lines.stream().filter(line -> !told.contains(line)).forEach(line -> LOG.warn("{}", line));
        told.retainAll(lines);
        told.addAll(lines);
    }

    /** What is being taken ends first. A vault that does not answer is not waited for; what it says is not taken. */
    @Override
    public void close() {
        looks.shutdown();
        try {
            looks.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
