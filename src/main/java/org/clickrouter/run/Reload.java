package org.clickrouter.run;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.text.RootCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the files of routes/ and the settings as they are now, once they are proven, and tells how that ended. */
public final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final Router router;
    private final Supplier<Settings> settings;
    private final Function<Settings, List<String>> examples;

    /**
     * @param settings reads them; throws {@link UsageException} with a line for each mistake
     * @param examples tries those beside the files; a line for each that does not fit
     */
    public Reload(Router router, Supplier<Settings> settings, Function<Settings, List<String>> examples) {
        this.router = router;
        this.settings = settings;
        this.examples = examples;
    }

    /** @return whether they are in force now; else nothing has changed, and the log says why */
    public synchronized boolean run() {
        try {
            Settings wanted = settings.get();
            if (wanted.get("dev.examples").equals("strict")) {
                List<String> failures = examples.apply(wanted);
                if (!failures.isEmpty()) {
                    throw new UsageException(String.join("\n", failures));
                }
            }
            List<String> restart = router.reload(wanted);
            LOG.info("routes/: loaded anew");
            if (!restart.isEmpty()) {
                LOG.warn("changed, and in force after a restart only: {}", String.join(", ", restart));
            }
            if (!wanted.get("dev.examples").equals("strict")) {
                tryExamples();
            }
            return true;
        } catch (UsageException e) {
            e.getMessage().lines().forEach(line -> LOG.error("{}", line));
            LOG.error("routes/: not loaded; what ran before goes on unchanged");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("routes/: not loaded; what ran before goes on unchanged: {}", RootCause.line(e));
        }
        return false;
    }

    /** Tells of each example that does not fit; the edit is live all the same, since the example may be out of date. */
    public synchronized void tryExamples() {
        examples.apply(router.settings()).forEach(line -> LOG.warn("{}", line));
    }
}
