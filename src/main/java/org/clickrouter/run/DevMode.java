package org.clickrouter.run;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.clickrouter.text.RootCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dev mode: an edited file of routes/ or kamelets/, or of the settings, is live within seconds. A file is taken when it
 * has not changed between two looks, so that one which is still being written is not read half.
 */
public final class DevMode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DevMode.class);
    private static final long LOOK_MILLIS = 300;

    private final WatchedFiles watched;
    private final Reload reload;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dev-mode");
        thread.setDaemon(true);
        return thread;
    });
    private Map<Path, String> known;
    private Map<Path, String> last;

    /** @param home folder of application.properties, routes/ and kamelets/ */
    public DevMode(Path home, Reload reload) {
        Path routes = RouteFiles.folder(home);
        this.watched =
                new WatchedFiles(routes, routes.resolveSibling("kamelets"), home.resolve("application.properties"));
        this.reload = reload;
        this.known = watched.look();
        this.last = known;
    }

    /** Tries the examples, and looks for edits from now on. */
    public void start() {
        looks.execute(reload::tryExamples);
        looks.scheduleWithFixedDelay(this::once, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void once() {
        try {
            Map<Path, String> now = watched.look();
            boolean settled = now.equals(last);
            last = now;
            if (!settled || now.equals(known)) {
                return;
            }
            Set<Path> changed = changed(known, now);
            known = now;
            if (changed.stream().allMatch(file -> file.toString().endsWith(RouteFiles.EXAMPLES))) {
                reload.tryExamples();
            } else {
                reload.run();
            }
        } catch (RuntimeException e) {
            LOG.error("Edits are not looked for at the moment: {}", RootCause.line(e));
        }
    }

    private static Set<Path> changed(Map<Path, String> before, Map<Path, String> now) {
        Set<Path> changed = new HashSet<>(before.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(file -> before.containsKey(file) && before.get(file).equals(now.get(file)));
        return changed;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
