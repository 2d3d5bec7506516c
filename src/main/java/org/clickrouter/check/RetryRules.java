package org.clickrouter.check;

import java.util.List;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;

/** Retry schedules of the engineer's own destinations keep the rule of the common one. */
final class RetryRules {

    private RetryRules() {}

    static List<Problem> check(Settings settings) {
        Setting common = SettingsCatalog.find("retry.schedule").orElseThrow();
        return DestinationKinds.destinations(settings).stream()
                .map(name -> name + ".retry")
                .filter(key -> settings.isSet(key) && SettingsCatalog.find(key).isEmpty())
                .flatMap(key -> common.brokenRule(settings.raw(key)).stream()
                        .map(rule -> settings.problem(Severity.ERROR, key, rule)))
                .toList();
    }
}
