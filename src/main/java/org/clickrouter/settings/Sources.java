package org.clickrouter.settings;

import java.util.Set;
import java.util.function.Function;

/** Values that stand elsewhere: in a file of their own, or where a function looks them up. */
public final class Sources {

    private Sources() {}

    /**
     * Settings with what their values ask functions for, as {@code {{function:what}}}.
     *
     * @param read as they stand in their places, where functions are words like any other
     * @param functions makes them, and is asked only where there is need
     * @return the same settings where no value asks one
     */
    public static Settings lookedUp(Settings read, Function<Settings, SecretFunctions> functions) {
        if (read.keys().stream().map(read::raw).noneMatch(References::asks)) {
            return read;
        }
        Settings found = new Settings(read.layers().with(Lookups.with(functions.apply(read))), new Secrets());
        found.layers().lookups().rest();
        return found;
    }

    /** @return files, and functions with their words; none for a value that stands in its place as it is */
    public static Set<String> of(Settings settings, String key) {
        return settings.has(key) ? settings.value(key).sources().keySet() : Set.of();
    }

    /** Whether what is wrong with a value may pass without a change of the settings: a vault is away. */
    public static boolean mayPass(Settings settings, String key) {
        return settings.has(key)
                && settings.value(key).failure() != null
                && settings.value(key).mayPass();
    }
}
