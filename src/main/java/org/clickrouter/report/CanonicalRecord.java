package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/**
 * A record without agent and code, in one form whatever the order of its keys and whether ids are numbers or strings.
 */
final class CanonicalRecord {
    private CanonicalRecord() {}

    static String of(String json) {
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            parser.nextToken();
            return value(parser, true);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String value(JsonParser parser, boolean top) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            TreeMap<String, String> fields = new TreeMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                String value = value(parser, false);
                KnownField field = top ? KnownField.of(name) : null;
                if (field != KnownField.COD_ACT && field != KnownField.AGENT_ID && !value.isEmpty()) {
                    fields.put(field == null ? name : field.key(), value);
                }
            }
            StringBuilder text = new StringBuilder("{");
            fields.forEach((name, value) -> part(part(text, name), value));
            return text.toString();
        }
        if (token == JsonToken.START_ARRAY) {
            StringBuilder text = new StringBuilder("[");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                part(text, value(parser, false));
            }
            return text.toString();
        }
        return token == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    private static StringBuilder part(StringBuilder text, String part) {
        return text.append(part.length()).append(':').append(part);
    }
}
