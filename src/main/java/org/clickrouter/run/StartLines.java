package org.clickrouter.run;

import java.util.List;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says once at the start: what is off, unused or waits for nobody. */
final class StartLines {

    private static final Logger LOG = LoggerFactory.getLogger(StartLines.class);

    private StartLines() {}

    /** @param unserved a line for each destination that no route takes from */
    static void log(Settings settings, RouteFiles files, List<String> unserved) {
        for (DestinationKind kind : DestinationKinds.all()) {
            if (!kind.address().isEmpty() && !settings.isSet(kind.address())) {
                LOG.info("destination={}: off, since {} is not set", kind.name(), kind.address());
            }
        }
        SettingsCheck.unused(settings, files::mention)
                .forEach(problem -> LOG.warn("{}", settings.mask(problem.line())));
        unserved.forEach(LOG::warn);
    }
}
