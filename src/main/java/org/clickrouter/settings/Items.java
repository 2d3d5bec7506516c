package org.clickrouter.settings;

import java.util.List;
import org.clickrouter.text.Separated;

/** Comma-separated lists. A comma that belongs to an item is written {@code \,} (in a properties file {@code \\,}). */
final class Items {

    private Items() {}

    /** The items, trimmed; empty ones are left out. */
    static List<String> of(String text) {
        return split(text).stream().filter(item -> !item.isEmpty()).toList();
    }

    /** The items, trimmed; empty ones are kept. */
    static List<String> split(String text) {
        return Separated.by(',', text);
    }
}
