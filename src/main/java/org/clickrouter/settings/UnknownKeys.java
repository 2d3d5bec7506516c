package org.clickrouter.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.text.Invisible;

/** Keys that look like the product's and are none: typing slips, which would otherwise be ignored in silence. */
public final class UnknownKeys {

    private static final List<String> VARIABLE_PREFIXES = List.of("WOLKVOX_", "POLL_", "WEBHOOK_", "EMAIL_");

    private final Settings settings;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> keysByVariable = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private UnknownKeys(Settings settings) {
        this.settings = settings;
        for (Setting setting : SettingsCatalog.all()) {
            know(setting.key(), setting);
            keysByVariable.putIfAbsent(Setting.environmentName(setting.key()), setting.key());
        }
        settings.operationNames()
                .forEach(name -> SettingsCatalog.perOperation().forEach(setting -> know(setting.keyOf(name), setting)));
    }

    public static List<Problem> in(Settings settings) {
        UnknownKeys unknown = new UnknownKeys(settings);
        Layers layers = settings.layers();
        layers.overrides().keySet().forEach(key -> unknown.check(key, Origin.COMMAND));
        // The JDK and others have -Dhttp.* and -Dlog.* of their own.
        layers.system().stringPropertyNames().stream()
                .filter(key -> !key.startsWith("http.") && !key.startsWith("log."))
                .sorted()
                .forEach(key -> unknown.check(key, Origin.system(key)));
        layers.file().values().forEach((key, value) -> unknown.check(key, value.origin()));
        unknown.checkVariables();
        unknown.problems.addAll(ServiceLinkRules.in(settings));
        return unknown.problems;
    }

    private void know(String key, Setting setting) {
        known.add(key);
        if (setting.secret()) {
            known.add(key + ".file");
        }
    }

    private void check(String key, Origin origin) {
        if (known.contains(key)) {
            return;
        }
        Optional<String> sameVariable = Optional.ofNullable(keysByVariable.get(Setting.environmentName(key)));
        if (sameVariable.isPresent()
                || invisible(key).isPresent()
                || SettingsCatalog.PREFIXES.stream().anyMatch(key::startsWith)) {
            // The value is not shown: it may be a secret under a mistyped key.
            problems.add(new Problem(
                    Severity.ERROR,
                    origin.place(),
                    key,
                    "",
                    invisible(key)
                            .orElseGet(() -> sameVariable.map(UnknownKeys::hint).orElseGet(() -> advice(key)))));
        }
    }

    /** A key that looks right and is not, such as one behind a BOM in the midst of a file. */
    private static Optional<String> invisible(String key) {
        return Stream.of(Invisible.within(key), Invisible.spaceWithin(key))
                .filter(Objects::nonNull)
                .findFirst()
                .map(character -> "is not a setting: its name has the character " + character
                        + ", which nobody sees: type it anew");
    }

    private String advice(String key) {
        String[] parts = key.split("\\.", 3);
        if (parts.length == 3
                && SettingsCatalog.perOperation().stream()
                        .anyMatch(setting -> setting.keyOf(parts[1]).equals(key))) {
            return "is not a setting: no operation " + parts[1] + " stands in wolkvox.operations";
        }
        return Nearest.to(key, known)
                .map(UnknownKeys::hint)
                .orElse("is not a setting; a destination of your own takes a prefix other than "
                        + key.substring(0, key.indexOf('.') + 1));
    }

    private static String hint(String nearest) {
        return "is not a setting; did you mean " + nearest + "?";
    }

    private void checkVariables() {
        Set<String> names =
                known.stream().map(Setting::environmentName).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> ofTheFile =
                settings.keys().stream().map(Setting::environmentName).collect(Collectors.toSet());
        for (String variable : new TreeMap<>(settings.layers().environment()).keySet()) {
            if (VARIABLE_PREFIXES.stream().anyMatch(variable::startsWith)
                    && !names.contains(variable)
                    && !ServiceLinks.made(variable, settings.layers().environment())
                    && !ofTheFile.contains(variable)) {
                problems.add(new Problem(
                        Severity.WARNING,
                        "environment",
                        variable,
                        "",
                        Nearest.to(variable, names).map(UnknownKeys::hint).orElse("is not a setting and is ignored")));
            }
        }
    }
}
