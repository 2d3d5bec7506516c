package org.clickrouter.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.clickrouter.settings.SecretAwayException;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.reports.Reloads;
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
    public boolean run() {
        return answer().loaded();
    }

    /** Does it, and tells it to the log and to who asked. */
    public synchronized Reloads.Answer answer() {
        List<String> said = new ArrayList<>();
        try {
            Settings wanted = settings.get();
            boolean strict = wanted.get("dev.examples").equals("strict");
            if (strict) {
                List<String> failures = examples.apply(wanted);
                if (!failures.isEmpty()) {
                    throw new UsageException(String.join("\n", failures));
                }
            }
            List<String> restart = router.reload(wanted);
            LOG.info("routes/: loaded anew");
            said.add("routes/ and the settings: loaded anew");
            if (!restart.isEmpty()) {
                String keys = "changed, and in force after a restart only: " + String.join(", ", restart);
                LOG.warn("{}", keys);
                said.add(keys);
            }
            if (!strict) {
                said.addAll(tryExamples());
            }
            return new Reloads.Answer(true, masked(said));
        } catch (UsageException | SecretAwayException e) {
            e.getMessage().lines().forEach(said::add);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            said.add("the process ends");
        } catch (RuntimeException e) {
            said.add("routes/: " + RootCause.line(e));
        }
        said.forEach(line -> LOG.error("{}", line));
        said.add("routes/: not loaded; what ran before goes on unchanged");
        LOG.error("{}", said.get(said.size() - 1));
        return new Reloads.Answer(false, masked(said));
    }

    /** Between two reloads. */
    synchronized void between(Runnable work) {
        work.run();
    }

    private List<String> masked(List<String> lines) {
        return lines.stream().map(router.settings()::mask).toList();
    }

    /**
     * Tells of each example that does not fit; the edit is live all the same, since the example may be out of date.
     *
     * @return a line for each
     */
    public synchronized List<String> tryExamples() {
        List<String> failures = examples.apply(router.settings());
        failures.forEach(line -> LOG.warn("{}", line));
        return failures;
    }
}
