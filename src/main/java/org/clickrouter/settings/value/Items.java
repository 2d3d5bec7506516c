package org.clickrouter.settings.value;

import java.util.List;
import org.clickrouter.text.Separated;

/** Comma-separated lists. A comma that belongs to an item is written {@code \,} (in a properties file {@code \\,}). */
public final class Items {

    private Items() {}

    /** The items, trimmed; empty ones are left out. */
    public static List<String> of(String text) {
        return split(text).stream().filter(item -> !item.isEmpty()).toList();
    }

    /** The items, trimmed; empty ones are kept. */
    public static List<String> split(String text) {
        return Separated.by(',', text);
    }
}
