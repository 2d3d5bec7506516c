package org.clickrouter.console.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.Sources;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;

/** Every setting that has a value of its own, masked, and every other with its default. */
public record SettingsList(List<Row> rows) {

    /**
     * One setting.
     *
     * @param value masked where it is a secret; empty where it is not set
     * @param origin where the value comes from; empty for the default
     */
    public record Row(String key, String value, String origin, String defaultValue, String unit, String description) {}

    public static SettingsList of(Settings settings) {
        Map<String, Setting> catalog = SettingsCatalog.all().stream()
                .collect(Collectors.toMap(Setting::key, s -> s, (a, b) -> a, java.util.TreeMap::new));
        TreeSet<String> keys = new TreeSet<>(settings.keys());
        keys.addAll(catalog.keySet());
        return new SettingsList(keys.stream()
                .map(key -> row(settings, key, Optional.ofNullable(catalog.get(key))))
                .toList());
    }

    private static Row row(Settings settings, String key, Optional<Setting> setting) {
        boolean set = settings.keys().contains(key);
        var problem = settings.problem(org.clickrouter.settings.Problem.Severity.WARNING, key, "");
        return new Row(
                key,
                set ? problem.maskedValue() : "",
                set ? origin(settings, key, problem.origin()) : "",
                setting.map(Setting::defaultValue).orElse(""),
                setting.map(Setting::unit).orElse(""),
                setting.map(Setting::description).orElse(""));
    }

    /** Of a value that was looked up, the place that names it, and where it was found. */
    private static String origin(Settings settings, String key, String place) {
        return Stream.concat(Stream.of(place), Sources.of(settings, key).stream())
                .collect(Collectors.joining(", "));
    }
}
