package org.clickrouter.text;

/**
 * Characters that nobody sees: they come along when a value is pasted, or in front of a file that was saved with a BOM.
 */
public final class Invisible {

    private Invisible() {}

    /** Without white space, no-break spaces, control and zero-width characters at both ends. */
    public static String strip(String text) {
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
     * The first character inside a text that shows nothing at all, a joiner of an emoji aside.
     *
     * @return its name, such as {@code U+200B}, or null
     */
    public static String within(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) == Character.FORMAT && c != 0x200D)
                .mapToObj(c -> String.format("U+%04X", c))
                .findFirst()
                .orElse(null);
    }

    /**
     * The first character inside a text that looks like a space and is another one, such as a no-break space.
     *
     * @return its name, such as {@code U+00A0}, or null
     */
    public static String spaceWithin(String text) {
        return text.codePoints()
                .filter(c -> c > ' ' && Character.isSpaceChar(c))
                .mapToObj(c -> String.format("U+%04X", c))
                .findFirst()
                .orElse(null);
    }

    private static boolean blank(char c) {
        return c <= ' '
                || c >= 127
                        && (Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT);
    }
}
