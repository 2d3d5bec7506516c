package org.clickrouter.tryout;

import java.nio.file.Path;
import java.util.List;
import org.clickrouter.run.RouteFiles;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.RootCause;
import org.clickrouter.tryout.example.Example;
import org.clickrouter.tryout.example.ExampleException;
import org.clickrouter.tryout.example.ExampleFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the examples beside the route files while the product runs, and logs what does not fit. */
public final class ExampleTrial implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ExampleTrial.class);

    private final Settings settings;
    private final Path home;

    /** @param home folder of routes/ */
    public ExampleTrial(Settings settings, Path home) {
        this.settings = settings;
        this.home = home;
    }

    /**
     * Tells of each example that does not go where it must; the edit is live all the same, since it may be the example
     * that is out of date.
     */
    @Override
    public void run() {
        try {
            List<Example> examples = ExampleFile.readAll(RouteFiles.folder(home));
            if (!examples.isEmpty()) {
                try (Rehearsal rehearsal = new Rehearsal(settings, home)) {
                    ExampleRun.Result result = ExampleRun.run(rehearsal, examples);
                    result.failures().forEach(LOG::warn);
                    LOG.info("routes/: {} of {} examples passed", result.passed(), examples.size());
                }
            }
        } catch (ExampleException e) {
            e.getMessage().lines().forEach(LOG::warn);
        } catch (RuntimeException e) {
            LOG.warn("routes/: the examples cannot be tried: {}", RootCause.line(e));
        }
    }
}
