package org.clickrouter.check;

import java.util.List;
import org.clickrouter.net.ProxyChoice;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;

/** The proxies that the environment names, where the settings name none. */
final class ProxyRules {

    private static final String KEY = "wolkvox.proxy";

    private ProxyRules() {}

    static List<Problem> check(Settings settings) {
        try {
            ProxyChoice.of(KEY, "", settings.layers().environment());
            return List.of();
        } catch (IllegalArgumentException broken) {
            boolean used = settings.raw(KEY).isEmpty();
            return List.of(settings.problem(
                    used ? Severity.ERROR : Severity.WARNING,
                    KEY,
                    (used ? "is empty, and " : "is set, but destinations without a proxy of their own go by ")
                            + broken.getMessage()));
        }
    }
}
