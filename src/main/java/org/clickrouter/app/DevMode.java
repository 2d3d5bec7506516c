package org.clickrouter.app;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.clickrouter.examples.Example;
import org.clickrouter.examples.ExampleException;
import org.clickrouter.examples.ExampleFile;
import org.clickrouter.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dev mode: an edited file of routes/ is live within seconds, and the examples beside it are tried. Camel watches; what
 * it does on a change is ours, see {@link RouteFiles}.
 */
final class DevMode extends RouteWatcherReloadStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(DevMode.class);

    private final RouteFiles files;
    private final Settings settings;
    private final Path home;

    DevMode(RouteFiles files, Settings settings, Path home) {
        super(files.folder().toString());
        this.files = files;
        this.settings = settings;
        this.home = home;
        setPattern("*.camel.yaml,*" + ExampleFile.ENDING);
        setPollTimeout(500);
    }

    @Override
    protected void onRouteReload(Collection<Resource> changed, boolean removeEverything) {
        try {
            if (changed == null
                    || changed.stream().anyMatch(file -> !file.getLocation().endsWith(ExampleFile.ENDING))) {
                files.reload(getCamelContext());
                LOG.info("routes/: loaded anew");
            }
        } catch (Exception e) {
            LOG.error("routes/: not loaded, what ran before goes on if it can: {}", Failure.line(e));
            return;
        }
        examples();
    }

    /**
     * Tells of each example that does not go where it must; the edit is live all the same, since it may be the example
     * that is out of date.
     */
    void examples() {
        try {
            List<Example> examples = ExampleFile.readAll(files.folder());
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
            LOG.warn("routes/: the examples cannot be tried: {}", Failure.line(e));
        }
    }
}
