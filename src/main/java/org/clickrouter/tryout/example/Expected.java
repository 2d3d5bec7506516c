package org.clickrouter.tryout.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A payload as it must be: JSON is compared as JSON (the order of fields and white space make no difference), all else
 * as text without the white space at its end.
 *
 * @param text as the example has it
 */
public record Expected(String text) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The same with a delivery's id in the place of {@code {delivery_id}}, which depends on the operation's name. */
    public Expected ofDelivery(String id) {
        return new Expected(text.replace("{delivery_id}", id));
    }

    /**
     * Compares.
     *
     * @param body the whole that would be sent
     * @param parts its pieces by name where it is no text of its own (a mail, a row): then only the pieces that the
     *     example names count; else empty
     * @return the first difference, in words on one line; empty where all is as it must be
     */
    public Optional<String> difference(String body, Map<String, String> parts) {
        Optional<JsonNode> wanted = json(text);
        if (wanted.isPresent() && !parts.isEmpty()) {
            return parts(wanted.get(), parts);
        }
        Optional<JsonNode> got = wanted.isEmpty() ? Optional.empty() : json(body);
        if (got.isPresent()) {
            return difference("", wanted.get(), got.get());
        }
        return text.stripTrailing().equals(body.stripTrailing())
                ? Optional.empty()
                : Optional.of(words("", quoted(text), quoted(body)));
    }

    /** @return whether two texts say the same */
    public static boolean same(String one, String other) {
        return one.equals(other)
                || new Expected(one).difference(other, Map.of()).isEmpty();
    }

    private static Optional<String> parts(JsonNode wanted, Map<String, String> parts) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            String got = parts.get(field.getKey());
            if (got == null) {
                return Optional.of(
                        "there is no " + field.getKey() + "; there are " + String.join(", ", parts.keySet()));
            }
            String part = field.getValue().isTextual()
                    ? field.getValue().textValue()
                    : field.getValue().isNull() ? "" : field.getValue().toString();
            if (!new Expected(part).difference(got, Map.of()).isEmpty()) {
                return Optional.of(words(field.getKey(), quoted(part), quoted(got)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(String path, JsonNode wanted, JsonNode got) {
        if (wanted.isObject() && got.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            wanted.fieldNames().forEachRemaining(names::add);
            got.fieldNames().forEachRemaining(names::add);
            return names.stream()
                    .map(name -> difference(path + "." + name, wanted.path(name), got.path(name)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (wanted.isArray() && got.isArray() && wanted.size() == got.size()) {
            Iterator<JsonNode> others = got.elements();
            for (int i = 0; i < wanted.size(); i++) {
                Optional<String> difference = difference(path + "[" + i + "]", wanted.get(i), others.next());
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return wanted.equals(got) ? Optional.empty() : Optional.of(words(path, shown(wanted), shown(got)));
    }

    private static String words(String path, String wanted, String got) {
        return (path.isEmpty() ? "" : path + ": ") + "expected " + wanted + ", got " + got;
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.stripTrailing().replace("\r", "\\r").replace("\n", "\\n") + "\"";
    }

    /** Objects and arrays alone: a bare word or number is a text. */
    private static Optional<JsonNode> json(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException other) {
            return Optional.empty();
        }
    }
}
