package org.clickrouter.settings.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.clickrouter.text.Separated;

/**
 * Extra HTTP headers as one line: {@code Authorization: Bearer abc; X-Team: sales}. A semicolon that belongs to a value
 * is written {@code \;} (in a properties file {@code \\;}). Every header that is accepted is sent.
 */
public final class HeaderPairs {

    /**
     * Names that the product sets itself. {@code Wolkvox-Token} is none: the vendor's CRM is a webhook that wants its
     * own, and that of the report API never comes near a webhook's message.
     */
    static final Set<String> RESERVED = sorted(
            "content-encoding",
            "content-length",
            "content-type",
            "host",
            "webhook-id",
            "webhook-signature",
            "webhook-timestamp");

    /** Names that speak of the connection (RFC 9110 7.6.1): the HTTP client sets them as it needs them. */
    static final Set<String> OF_THE_CONNECTION = sorted(
            "connection",
            "expect",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HeaderPairs() {}

    /**
     * Reads the pairs.
     *
     * @return by name, in any case
     * @throws IllegalArgumentException with the rule that a pair breaks, as the end of a sentence that starts with the
     *     key; the message shows no value
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int number = 0;
        for (String pair : Separated.by(';', text)) {
            number++;
            if (pair.isBlank()) {
                continue;
            }
            int colon = pair.indexOf(':');
            String name = colon < 0 ? "" : pair.substring(0, colon).strip();
            String value = pair.substring(colon + 1).strip();
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                // What stands before the colon may be a secret in the wrong place.
                throw new IllegalArgumentException("must be Name: value pairs separated by ; and pair " + number
                        + " is none; a semicolon inside a value is written \\; (in a file \\\\;)");
            }
            check(name, value);
            if (headers.put(name, value) != null) {
                throw new IllegalArgumentException("must name each header once: " + name + " is there twice");
            }
        }
        return headers;
    }

    private static void check(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || lower.startsWith("camel") || lower.startsWith("org.apache.camel.")) {
            throw new IllegalArgumentException("must not set " + name + ", as none of " + String.join(", ", RESERVED)
                    + " or Camel*: the product sets these itself");
        }
        if (OF_THE_CONNECTION.contains(lower)) {
            throw new IllegalArgumentException(
                    "must not set " + name
                            + ": it speaks of the connection, not of the message (RFC 9110 7.6.1), and the HTTP client sets it");
        }
        if (!value.matches("[\\x20-\\x7e\\t]*")) {
            throw new IllegalArgumentException("must have visible ASCII characters and spaces alone in the value of "
                    + name + " (RFC 9110 5.5): nothing else arrives as it was sent");
        }
    }

    /** What stands behind the colons, right or wrong: it may be a secret all the same. */
    public static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        for (String pair : Separated.by(';', text)) {
            if (pair.contains(":")) {
                values.add(pair.substring(pair.indexOf(':') + 1).strip());
            }
        }
        return values;
    }

    private static Set<String> sorted(String... names) {
        return Collections.unmodifiableSet(new TreeSet<>(Set.of(names)));
    }
}
