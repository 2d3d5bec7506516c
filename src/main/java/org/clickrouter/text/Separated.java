package org.clickrouter.text;

import java.util.ArrayList;
import java.util.List;

/** Lists in one line. A separator that belongs to an item stands behind a backslash. */
public final class Separated {

    private Separated() {}

    /**
     * The items, trimmed; empty ones are kept.
     *
     * @param separator one character, such as a comma
     * @param text the whole line
     */
    public static List<String> by(char separator, String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == separator) {
                item.append(separator);
                i++;
            } else if (c == separator) {
                items.add(Invisible.strip(item.toString()));
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(Invisible.strip(item.toString()));
        return List.copyOf(items);
    }
}
