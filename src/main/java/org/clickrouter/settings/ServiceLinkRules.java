package org.clickrouter.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.catalog.Setting;

/** Names the variables of {@link ServiceLinks} that stand in the place of a setting, and were ignored. */
final class ServiceLinkRules {

    private ServiceLinkRules() {}

    /** @return each of them once */
    static List<Problem> in(Settings settings) {
        Map<String, String> environment = settings.layers().environment();
        List<Problem> problems = new ArrayList<>();
        for (String key : new TreeSet<>(settings.keys())) {
            String variable = Setting.environmentName(key);
            if (key.contains(".") && environment.containsKey(variable) && ServiceLinks.made(variable, environment)) {
                problems.add(new Problem(
                        Severity.WARNING,
                        "environment",
                        variable,
                        environment.get(variable),
                        "is ignored: Kubernetes made it for a Service of that name, not for " + key
                                + "; set enableServiceLinks: false in the pod, and " + key + " by -D or in "
                                + Origin.FILE_NAME + " if it is needed"));
            }
        }
        return problems;
    }
}
