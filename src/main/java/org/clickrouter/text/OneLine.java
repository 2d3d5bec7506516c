package org.clickrouter.text;

import java.util.regex.Pattern;

/** Makes foreign text fit for one line of a log, a header or a table. */
public final class OneLine {
    /** Control characters, the line separators of Unicode, invisible direction marks and halves of characters. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\p{Cs}]+");

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#\\s\"'<>]*@");
    private static final Pattern JDBC_PROPERTIES = Pattern.compile("(jdbc:[^\\s?#;\"'<>]+);[^\\s\"'<>]*");
    private static final Pattern QUERY = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:[^\\s?#\"'<>]+)[?#][^\\s\"'<>]*");

    private OneLine() {}

    /**
     * The text on one line, without the user info, the query and the fragment of any URL in it.
     *
     * @param text anything, may be null
     * @param longest the most characters (code points); what is longer ends in an ellipsis
     */
    public static String of(String text, int longest) {
        String line = plain(text);
        line = JDBC_PROPERTIES.matcher(line).replaceAll("$1");
        line = QUERY.matcher(line).replaceAll("$1");
        return cut(USER_INFO.matcher(line).replaceAll(""), longest);
    }

    /** The text on one line, its words untouched; null becomes the empty text. */
    public static String plain(String text) {
        return text == null
                ? ""
                : UNFIT.matcher(text).replaceAll(" ").replaceAll(" {2,}", " ").strip();
    }

    /** The text, cut to so many code points, the last of them an ellipsis where something was cut. */
    public static String cut(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
