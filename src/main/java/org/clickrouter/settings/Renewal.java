package org.clickrouter.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.clickrouter.settings.Problem.Severity;

/**
 * Secrets that stand elsewhere, asked for again while the product runs. What cannot be had is as it was before.
 *
 * @param settings with what was found; {@code application.properties} and the environment are not read again
 * @param changed keys whose value differs
 * @param failures one for each key that could not be looked up
 */
public record Renewal(Settings settings, Set<String> changed, List<Problem> failures) {

    /** Whether there is anything to ask for. */
    public static boolean isOf(Settings settings) {
        return settings.keys().stream()
                .anyMatch(key -> !Sources.of(settings, key).isEmpty());
    }

    /** Asks; that may take long. From then on the present settings mask what was found as well. */
    public static Renewal of(Settings present) {
        Settings now = present.anew();
        now.layers().lookups().rest();
        Map<String, String> away = now.layers().lookups().failures();
        Set<String> changed = new TreeSet<>();
        List<Problem> failures = new ArrayList<>();
        for (String key : now.keys()) {
            if (!now.raw(key).equals(present.raw(key))) {
                changed.add(key);
            }
            Sources.of(now, key).stream()
                    .filter(away::containsKey)
                    .map(source -> now.problem(
                            Severity.WARNING,
                            key,
                            "could not be had again from " + source + ": " + away.get(source) + "; it stays as it was"))
                    .forEach(failures::add);
        }
        return new Renewal(now, Set.copyOf(changed), List.copyOf(failures));
    }
}
