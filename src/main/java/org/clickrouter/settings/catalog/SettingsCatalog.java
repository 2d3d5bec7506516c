package org.clickrouter.settings.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.settings.value.Kinds;

/** Every setting of the product, in the order of application.properties. */
public final class SettingsCatalog {

    /**
     * Key prefixes that belong to the product: an unknown key behind one of them is a mistake. Engineers' own
     * destinations use others.
     */
    public static final List<String> PREFIXES = List.of(
            "wolkvox.",
            "poll.",
            "enrich.",
            "store.",
            "webhook.",
            "email.",
            "sql.",
            "kafka.",
            "jms.",
            "retry.",
            "http.",
            "console.",
            "dev.",
            "ads.",
            "delivery.",
            "operator.",
            "doctor.",
            "secrets.",
            "log.");

    private static final List<Setting> ALL = build();
    private static final Map<String, Setting> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private SettingsCatalog() {}

    /** All settings, in the order of application.properties. */
    public static List<Setting> all() {
        return ALL;
    }

    /** The setting of a key, if there is one. */
    public static Optional<Setting> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The settings that each operation may have for itself. */
    public static List<Setting> perOperation() {
        return ALL.stream().filter(Setting::perOperation).toList();
    }

    /** Whether an operation can have this name. */
    public static boolean isOperationName(String name) {
        return Kinds.isOperationName(name, SettingsCatalog::isFree);
    }

    private static boolean isFree(String name) {
        return !BY_KEY.containsKey(Setting.OPERATION_PREFIX + name);
    }

    private static List<Setting> build() {
        return Stream.of(
                        ReportSettings.groups(SettingsCatalog::isFree),
                        StoreSettings.groups(),
                        DestinationSettings.groups(),
                        BrokerSettings.groups(),
                        HostSettings.groups())
                .flatMap(List::stream)
                .flatMap(group -> group.settings().stream())
                .toList();
    }
}
