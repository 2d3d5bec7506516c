package org.clickrouter.settings;

import java.util.ArrayList;
import java.util.List;
import org.clickrouter.settings.Problem.Severity;

/** Tells everything that is wrong with the settings before anything runs. */
public final class SettingsCheck {

    private SettingsCheck() {
    }

    /**
     * Checks the file, each value, the values against each other, and the keys.
     *
     * @param settings what was read
     * @return errors and warnings, none when all is well; no secret is in them
     */
    public static List<Problem> run(Settings settings) {
        List<Problem> problems = new ArrayList<>(settings.layers().file().problems());
        for (String key : settings.keys()) {
            settings.brokenRule(key).ifPresent(rule -> problems.add(settings.problem(Severity.ERROR, key, rule)));
        }
        problems.addAll(OperationRules.check(settings));
        problems.addAll(DestinationRules.check(settings));
        problems.addAll(StoreRules.check(settings));
        problems.addAll(UnknownKeys.in(settings));
        return List.copyOf(problems);
    }
}
