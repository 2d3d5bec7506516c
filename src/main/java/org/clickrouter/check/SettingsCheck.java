package org.clickrouter.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.settings.FileRules;
import org.clickrouter.settings.LostCharacters;
import org.clickrouter.settings.Nearest;
import org.clickrouter.settings.OperationRules;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.StoreRules;
import org.clickrouter.settings.UnknownKeys;
import org.clickrouter.settings.ValueLooks;
import org.clickrouter.settings.ZoneData;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;

/** Tells everything that is wrong with the settings before anything runs. */
public final class SettingsCheck {

    private SettingsCheck() {}

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
        DestinationKinds.all().forEach(kind -> problems.addAll(kind.check(settings)));
        problems.addAll(StoreRules.check(settings));
        problems.addAll(FileRules.check(settings));
        problems.addAll(ConsoleRules.check(settings));
        problems.addAll(OperatorRules.check(settings));
        problems.addAll(ProxyRules.check(settings));
        problems.addAll(PathRules.check(settings));
        problems.addAll(RetryRules.check(settings));
        problems.addAll(EnrichRules.check(settings));
        problems.addAll(ConsentRules.check(settings));
        problems.addAll(UnknownKeys.in(settings));
        problems.addAll(MisspeltSections.in(settings));
        problems.addAll(LostCharacters.in(settings));
        problems.addAll(ValueLooks.in(settings));
        problems.addAll(ZoneData.check(settings, ZoneData.version()));
        return List.copyOf(problems);
    }

    /**
     * Destinations of the engineer's own that nothing is sent to, most often a typing slip such as {@code webhok.url}.
     *
     * @param mentioned whether any route names what stands before {@code .url} or {@code .brokers}
     * @return warnings
     */
    public static List<Problem> unused(Settings settings, Predicate<String> mentioned) {
        List<Problem> problems = new ArrayList<>();
        List<String> addresses = SettingsCatalog.all().stream()
                .map(Setting::key)
                .filter(SettingsCheck::isAddress)
                .toList();
        for (String key : settings.keys()) {
            String name = key.substring(0, Math.max(0, key.lastIndexOf('.')));
            if (isAddress(key)
                    && settings.isSet(key)
                    && SettingsCatalog.PREFIXES.stream().noneMatch(key::startsWith)
                    && !mentioned.test(name)) {
                problems.add(settings.problem(
                        Severity.WARNING,
                        key,
                        "nothing is sent there, since no file of routes/ mentions " + name
                                + Nearest.to(key, addresses)
                                        .map(nearest -> "; did you mean " + nearest + "?")
                                        .orElse("")));
            }
        }
        return problems;
    }

    private static boolean isAddress(String key) {
        return key.endsWith(".url") || key.endsWith(".brokers");
    }
}
