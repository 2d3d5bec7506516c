package org.clickrouter.report;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charset that a Content-Type names, as servers write names and as browsers read them. */
final class CharsetName {

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([^\\s;\"',]+)", Pattern.CASE_INSENSITIVE);
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Names without what servers leave out or put in: iso88591, windows1252, latin-1, x-cp1252. */
    private static final class Loose {
        static final Map<String, Charset> NAMES = new HashMap<>();

        static {
            Charset.availableCharsets().values().forEach(charset -> {
                NAMES.putIfAbsent(loose(charset.name()), charset);
                charset.aliases().forEach(alias -> NAMES.putIfAbsent(loose(alias), charset));
            });
            NAMES.put("ansi", WINDOWS_1252);
        }
    }

    private CharsetName() {}

    /**
     * @param contentType the header, or null
     * @return UTF-8 where it names none, or one that nobody knows
     */
    static Charset of(String contentType) {
        Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
        return named.find() ? meant(found(named.group(1))) : StandardCharsets.UTF_8;
    }

    private static Charset found(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            String loose = loose(name);
            return Loose.NAMES.getOrDefault(
                    loose,
                    Loose.NAMES.getOrDefault(
                            loose.startsWith("x") ? loose.substring(1) : "x" + loose, StandardCharsets.UTF_8));
        }
    }

    private static String loose(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** What servers send under a name, as browsers read it. */
    private static Charset meant(Charset named) {
        if (named.equals(StandardCharsets.ISO_8859_1)) {
            // The same letters, and in the place of control characters that no text has quotes, dashes and the euro.
            return WINDOWS_1252;
        }
        boolean narrow = named.equals(StandardCharsets.US_ASCII);
        // Two bytes that are none of UTF-16 have been seen; what has more letters than ASCII is most often UTF-8.
        return narrow || named.name().startsWith("UTF-16") || named.name().startsWith("UTF-32")
                ? StandardCharsets.UTF_8
                : named;
    }
}
