package org.clickrouter.app;

import java.nio.file.Path;
import org.clickrouter.settings.Settings;

/** Loads the route files without starting anything: on a store in memory, with nothing that polls or delivers. */
final class Rehearsal {

    private Rehearsal() {
    }

    /**
     * @return how many files there are
     * @throws UsageException when Camel cannot understand one
     */
    static int load(Settings settings, Path home) {
        return 0;
    }
}
