package org.clickrouter.settings;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated lists. A comma that belongs to an item is written {@code \,} (in a properties file {@code \\,}). */
final class Items {

    private Items() {}

    /** The items, trimmed; empty ones are left out. */
    static List<String> of(String text) {
        return split(text).stream().filter(item -> !item.isEmpty()).toList();
    }

    /** The items, trimmed; empty ones are kept. */
    static List<String> split(String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
                item.append(',');
                i++;
            } else if (c == ',') {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString().strip());
        return List.copyOf(items);
    }
}
