package org.clickrouter.settings.value;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A webhook's address whose path or query may name fields of the click: {@code https://crm.example/leads/{chat_id}}.
 * What a field holds can change neither the host nor which segment of the path is which.
 *
 * @param address where it goes, a letter in the place of each field
 * @param head scheme, host and port
 * @param path with its fields
 * @param query with its fields and what else stands behind the path
 */
public record UrlTemplate(WebAddress address, String head, String path, String query) {

    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z0-9_]{1,64})}");
    private static final Pattern HEAD = Pattern.compile("(?i)(https?://[^/?#]*)(.*)");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with the rule that it breaks, as the end of a sentence that starts with the key;
     *     the message shows nothing of the address
     */
    public static UrlTemplate parse(String text) {
        Matcher parts = HEAD.matcher(text);
        if (!parts.matches() || !text.contains("{")) {
            return of(WebAddress.parse(text));
        }
        String rest = parts.group(2);
        String plain = FIELD.matcher(rest).replaceAll("x");
        if (parts.group(1).contains("{")) {
            throw new IllegalArgumentException(
                    "must have its {fields} in the path or the query: none can change the host");
        }
        WebAddress address = WebAddress.parse(parts.group(1) + plain);
        int query = rest.indexOf('?');
        return new UrlTemplate(
                address,
                address.url().substring(0, address.url().length() - plain.length()),
                query < 0 ? rest : rest.substring(0, query),
                query < 0 ? "" : rest.substring(query));
    }

    /** An address without fields. */
    public static UrlTemplate of(WebAddress address) {
        return new UrlTemplate(address, address.url(), "", "");
    }

    /** The fields that it names, each once. */
    public List<String> fields() {
        return fields(path + query);
    }

    /** Those in its path, which cannot be empty. */
    public List<String> needed() {
        return fields(path);
    }

    private static List<String> fields(String part) {
        return FIELD.matcher(part)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /**
     * The address of one click.
     *
     * @param values of the fields; null or empty for none
     * @throws IllegalArgumentException for a value that the path cannot take; the message names the field, and shows
     *     nothing of the value
     */
    public String expand(UnaryOperator<String> values) {
        needed().forEach(field -> {
            String value = values.apply(field);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("the path of its URL needs " + field + ", which is empty");
            }
        });
        String place = filled(path, values);
        String[] written = path.split("/", -1);
        String[] segments = place.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (FIELD.matcher(written[i]).find() && leaves(segments[i])) {
                throw new IllegalArgumentException(
                        "the path of its URL cannot take . or .. as a value: " + String.join(", ", fields()));
            }
        }
        return head + place + filled(query, values);
    }

    /** A server may decode first and part afterwards. */
    private static boolean leaves(String segment) {
        String decoded = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        return Arrays.stream(decoded.split("[/\\\\]", -1))
                .anyMatch(piece -> piece.strip().matches("\\.{1,2}(;.*)?"));
    }

    private static String filled(String template, UnaryOperator<String> values) {
        return FIELD.matcher(template).replaceAll((MatchResult found) -> {
            String value = values.apply(found.group(1));
            return Matcher.quoteReplacement(value == null ? "" : encoded(value));
        });
    }

    /** Each byte of UTF-8 that is more than a letter, as %XX (RFC 3986 2.3). */
    private static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte one : value.getBytes(StandardCharsets.UTF_8)) {
            String character = String.valueOf((char) (one & 0xff));
            text.append(UNRESERVED.matcher(character).matches() ? character : "%%%02X".formatted(one & 0xff));
        }
        return text.toString();
    }

    /** Shows no path, which may hold a secret. */
    @Override
    public String toString() {
        return "UrlTemplate[" + address + "]";
    }
}
