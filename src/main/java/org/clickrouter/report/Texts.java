package org.clickrouter.report;

import java.text.Normalizer;
import java.util.Locale;

/** How the texts of a record are brought to one form for comparing. */
final class Texts {
    private Texts() {}

    /** Without white space, no-break space, control and zero-width characters at both ends. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && blank(text.charAt(from))) {
            from++;
        }
        while (to > from && blank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /**
     * With U+FFFD for U+0000, which databases refuse, and for half surrogates, which come back from a database as
     * something else.
     */
    static String storable(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) != 0 && !Character.isSurrogate(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> result.appendCodePoint(
                        c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return result.toString();
    }

    /** An activity code as it is compared: stripped, Unicode NFC. Case and inner spaces count. */
    static String code(String text) {
        String code = strip(text);
        return ascii(code) ? code : strip(Normalizer.normalize(code, Normalizer.Form.NFC));
    }

    /** A key as it is compared: stripped, lower case. */
    static String key(String name) {
        return strip(name).toLowerCase(Locale.ROOT);
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean blank(char c) {
        if (c <= ' ') {
            return true;
        }
        if (c < 127) {
            return false;
        }
        // Format characters: zero-width space and joiners, word joiner, byte order mark, direction marks.
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
