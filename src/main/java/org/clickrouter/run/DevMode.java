package org.clickrouter.run;

import java.util.Collection;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.clickrouter.text.RootCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dev mode: an edited file of routes/ is live within seconds, and the examples beside it are tried. Camel watches; what
 * it does on a change is ours, see {@link RouteFiles}.
 */
public final class DevMode extends RouteWatcherReloadStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(DevMode.class);

    private final RouteFiles files;
    private final Runnable afterwards;

    DevMode(RouteFiles files, Runnable afterwards) {
        super(files.folder().toString());
        this.files = files;
        this.afterwards = afterwards;
        setPattern("*.camel.yaml,*" + RouteFiles.EXAMPLES);
        setPollTimeout(500);
    }

    @Override
    protected void onRouteReload(Collection<Resource> changed, boolean removeEverything) {
        try {
            if (changed == null
                    || changed.stream().anyMatch(file -> !file.getLocation().endsWith(RouteFiles.EXAMPLES))) {
                files.reload(getCamelContext());
                LOG.info("routes/: loaded anew");
            }
        } catch (Exception e) {
            LOG.error("routes/: not loaded, what ran before goes on if it can: {}", RootCause.line(e));
            return;
        }
        afterwards.run();
    }
}
