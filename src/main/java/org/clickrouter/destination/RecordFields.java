package org.clickrouter.destination;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.report.KnownField;
import org.clickrouter.report.RecordJson;

/** The fields of a record's JSON object, read without ever turning a number into a double. */
public final class RecordFields {

    /** How the API says "none". */
    public static final Set<String> NO_CHAT = Set.of("", "-", "0", "null");

    static final JsonFactory JSON = RecordJson.factory();

    /** A field's name and where its name's opening quote and its value stand in the text. */
    record Field(String name, int nameStart, int valueStart, int valueEnd, JsonToken token, String text) {}

    private RecordFields() {}

    /**
     * The fields as texts, for mails and tables.
     *
     * @param json one JSON object
     * @return by name in the record's order: strings decoded, numbers and booleans as the record writes them, null as
     *     the empty text, objects and arrays as their JSON; of a name that comes twice the last value
     * @throws DeliveryException BAD_PAYLOAD when the text is not one JSON object; the message shows none of it
     */
    public static Map<String, String> parse(String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : scan(json)) {
            String value =
                    switch (field.token()) {
                        case VALUE_STRING -> field.text();
                        case VALUE_NULL -> "";
                        default -> json.substring(field.valueStart(), field.valueEnd());
                    };
            fields.put(field.name(), value);
        }
        return fields;
    }

    /**
     * The fields as {@link #parse} gives them, and each documented one under its documented name as well, however the
     * record writes it: a known key counts in any case and with spaces around it. An exact key beats one that only
     * means the same; of those, the first with a value counts, as for the click's identity.
     */
    public static Map<String, String> named(String json) {
        Map<String, String> named = parse(json);
        Map<String, String> others = new LinkedHashMap<>();
        Set<String> exact = new HashSet<>();
        for (Field field : scan(json)) {
            KnownField known = field.token() == JsonToken.VALUE_NULL ? null : KnownField.of(field.name());
            if (known != null && known.key().equals(field.name())) {
                exact.add(known.key());
            } else if (known != null) {
                others.putIfAbsent(known.key(), named.get(field.name()));
            }
        }
        others.keySet().removeAll(exact);
        named.putAll(others);
        return named;
    }

    static List<Field> scan(String json) {
        List<Field> fields = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject(null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                int nameStart = (int) parser.currentTokenLocation().getCharOffset();
                JsonToken token = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                String text = token.isScalarValue() ? parser.getText() : "";
                parser.skipChildren();
                int end =
                        token.isStructStart() ? (int) parser.currentLocation().getCharOffset() : start + text.length();
                fields.add(new Field(name, nameStart, start, end, token, text));
            }
            if (parser.nextToken() != null) {
                throw notAnObject(null);
            }
            return fields;
        } catch (IOException broken) {
            throw notAnObject(broken);
        }
    }

    private static DeliveryException notAnObject(IOException cause) {
        // Jackson's message quotes the text, so only its kind is kept.
        String detail = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
        return new DeliveryException(FailureKind.BAD_PAYLOAD, "the record is not one JSON object" + detail);
    }
}
