package org.clickrouter.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Extra HTTP headers as one line: {@code Authorization: Bearer abc; X-Team: sales}. */
public final class HeaderPairs {

    /** Names that the product sets itself, or that must never leave. */
    static final Set<String> RESERVED = Collections.unmodifiableSet(new TreeSet<>(Set.of(
            "content-length",
            "host",
            "transfer-encoding",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            "wolkvox-token")));

    private HeaderPairs() {}

    /**
     * Reads the pairs.
     *
     * @throws IllegalArgumentException when a pair is none, a name is reserved, or a value cannot be a header; the
     *     message shows no value
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.split(";")) {
            if (pair.isBlank()) {
                continue;
            }
            int colon = pair.indexOf(':');
            String name = colon < 0 ? "" : pair.substring(0, colon).strip();
            String value = pair.substring(colon + 1).strip();
            String lower = name.toLowerCase(Locale.ROOT);
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
                    || value.chars().anyMatch(Character::isISOControl)
                    || RESERVED.contains(lower)
                    || lower.startsWith("camel")) {
                throw new IllegalArgumentException("not a header that can be sent");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /** What stands behind the colons, right or wrong: it may be a secret all the same. */
    static List<String> values(String text) {
        return Arrays.stream(text.split(";"))
                .filter(pair -> pair.contains(":"))
                .map(pair -> pair.substring(pair.indexOf(':') + 1).strip())
                .toList();
    }
}
