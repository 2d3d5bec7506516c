package org.clickrouter.destination;

import org.clickrouter.settings.Settings;

/**
 * Settings of a destination of the engineer's own: {@code crm.timeout}, else what the shipped destination of its kind
 * has.
 */
public final class Defaults {

    private Defaults() {}

    /** @return the value of {@code name.key}, or where it is empty of {@code kind.key} */
    public static String of(Settings settings, String name, String kind, String key) {
        String own = settings.get(name + "." + key);
        return own.isEmpty() && !name.equals(kind) ? settings.get(kind + "." + key) : own;
    }
}
