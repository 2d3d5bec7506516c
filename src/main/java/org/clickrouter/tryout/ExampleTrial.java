package org.clickrouter.tryout;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.clickrouter.run.RouteFiles;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.RootCause;
import org.clickrouter.tryout.example.Example;
import org.clickrouter.tryout.example.ExampleException;
import org.clickrouter.tryout.example.ExampleFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the examples beside the route files while the product runs. */
public final class ExampleTrial implements Function<Settings, List<String>> {

    private static final Logger LOG = LoggerFactory.getLogger(ExampleTrial.class);

    private final Path home;

    /** @param home folder of routes/ */
    public ExampleTrial(Path home) {
        this.home = home;
    }

    /**
     * Tries them, and logs how many passed.
     *
     * @return a line for each that does not go where it must
     */
    @Override
    public List<String> apply(Settings settings) {
        try {
            List<Example> examples = ExampleFile.readAll(RouteFiles.folder(home));
            if (examples.isEmpty()) {
                return List.of();
            }
            try (Rehearsal rehearsal = new Rehearsal(settings, home)) {
                ExampleRun.Result result = ExampleRun.run(rehearsal, examples);
                LOG.info("routes/: {} of {} examples passed", result.passed(), examples.size());
                return result.failures();
            }
        } catch (ExampleException e) {
            return e.getMessage().lines().toList();
        } catch (RuntimeException e) {
            return List.of("routes/: the examples cannot be tried: " + RootCause.line(e));
        }
    }
}
