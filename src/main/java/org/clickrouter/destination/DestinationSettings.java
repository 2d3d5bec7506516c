package org.clickrouter.destination;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.text.Durations;

/**
 * The settings of one destination, as its kind reads them into a record of its own.
 *
 * @param all every setting
 * @param name the destination's; its settings are {@code NAME.key}
 * @param kind name of the shipped destination of its kind, whose settings stand in for those that are empty
 */
public record DestinationSettings(Settings all, String name, String kind) {

    /** {@code NAME.key}, or that of the shipped destination where it is empty. */
    public String get(String key) {
        String own = own(key);
        return own.isEmpty() && !name.equals(kind) ? all.get(kind + "." + key) : own;
    }

    /** The key of what {@link #get} hands back. */
    public String key(String key) {
        return own(key).isEmpty() && all.isSet(kind + "." + key) ? kind + "." + key : name + "." + key;
    }

    /** {@code NAME.key} and nothing else: an address or a log-in is nobody else's. */
    public String own(String key) {
        return all.get(name + "." + key);
    }

    /** {@code NAME.key} as it is written, outer spaces included. */
    public String secret(String key) {
        return all.secret(name + "." + key);
    }

    public boolean isSet(String key) {
        return all.isSet(name + "." + key);
    }

    public Duration duration(String key) {
        return Durations.parse(get(key));
    }

    public int integer(String key) {
        return Integer.parseInt(get(key));
    }

    /** {@code Name: value} pairs of {@code NAME.key}. */
    public Map<String, String> headers(String key) {
        return all.headers(name + "." + key);
    }

    /**
     * The shipped destination, and NAME of each {@code NAME.key} that is no setting of ours.
     *
     * @param key such as {@code url}
     */
    public static List<String> names(Settings settings, String shipped, String key) {
        String ending = "." + key;
        return Stream.concat(
                        Stream.of(shipped),
                        settings.keys().stream()
                                .filter(k -> k.endsWith(ending))
                                .filter(k -> SettingsCatalog.PREFIXES.stream().noneMatch(k::startsWith))
                                .map(k -> k.substring(0, k.length() - ending.length())))
                .toList();
    }
}
