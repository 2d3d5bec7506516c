package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads records one by one in a single pass over their tokens. Not for several threads: buffers and digest are used
 * again.
 */
final class RecordReader {
    private static final int KEYS_KEPT = 512;
    private static final int LONG_CODE = 256;
    private static final Pattern ODD_BYTE = Pattern.compile("\\\\udc([89a-f][0-9a-f])");

    private final String operation;
    private final int maxChars;
    private final Identity identity;
    private final JsonText out = new JsonText();
    private final ValueCopy copy;
    private final BooleanSupplier odd;
    private final Map<String, FieldKey> keys = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();

    private final String[] values = new String[KnownField.values().length];
    private boolean known;
    private String trouble;
    private long hash;

    /** For records that came as characters. */
    RecordReader(String operation, int maxChars) {
        this(operation, maxChars, () -> false);
    }

    /** @param odd whether bytes have come that are no characters (see {@link AnswerText}) */
    RecordReader(String operation, int maxChars, BooleanSupplier odd) {
        this.odd = odd;
        this.operation = operation;
        this.maxChars = maxChars;
        this.identity = new Identity(operation);
        this.copy = new ValueCopy(out, maxChars);
    }

    /** Reads the value at the parser, whatever it is, and leaves the parser at its end. */
    void read(JsonParser parser, Consumer<Click> clicks, Consumer<BadRecord> bad) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            readFields(parser, parser.nextToken(), clicks, bad);
            return;
        }
        out.clear();
        if (token.isStructStart()) {
            copy.nested(parser);
        } else {
            copy.scalar(parser, token);
        }
        reject("not an object", bad);
    }

    /** Reads the fields of an object from {@code first}, a key or the first key's value, to the object's end. */
    void readFields(JsonParser parser, JsonToken first, Consumer<Click> clicks, Consumer<BadRecord> bad)
            throws IOException {
        begin();
        JsonToken token = first;
        boolean comma = false;
        while (token != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (token == JsonToken.FIELD_NAME) {
                token = parser.nextToken();
            }
            if (out.length() > maxChars || trouble != null && out.length() > BadRecord.RAW_LIMIT) {
                parser.skipChildren();
            } else {
                if (comma) {
                    out.raw(',');
                }
                comma = true;
                field(parser, token, key(name));
            }
            token = parser.nextToken();
        }
        out.raw('}');
        if (out.length() > maxChars && trouble == null) {
            trouble = ValueCopy.tooLong(maxChars);
        }
        if (trouble == null
                && odd.getAsBoolean()
                && ODD_BYTE.matcher(out.toString()).find()) {
            trouble = "holds bytes that are not of the answer's charset (UTF-8 where it names none); they are shown as"
                    + " ISO-8859-1";
        }
        if (trouble == null && !known) {
            trouble = "no known field";
        }
        if (trouble != null) {
            reject(trouble, bad);
        } else {
            clicks.accept(click());
        }
    }

    private void begin() {
        out.clear();
        out.raw('{');
        Arrays.fill(values, null);
        known = false;
        trouble = null;
        hash = 0;
    }

    private void field(JsonParser parser, JsonToken token, FieldKey key) throws IOException {
        out.raw(key.json(), 0, key.json().length);
        known |= key.field() != null;
        if (token.isStructStart()) {
            nested(parser, key);
            return;
        }
        if (token == JsonToken.VALUE_NULL) {
            copy.scalar(parser, token);
            return;
        }
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        if (token == JsonToken.VALUE_STRING) {
            out.string(text, offset, length);
        } else {
            out.raw(text, offset, length);
            if (trouble == null && ValueCopy.noNumber(parser, token)) {
                trouble =
                        String.valueOf(key.json()) + new String(text, offset, length) + " is no number that JSON knows";
            }
        }
        if (length == 0) {
            keep(key, "");
            return;
        }
        hash += ContentHash.field(key.hash(), ContentHash.of(text, offset, length));
        if (key.read()) {
            keep(key, new String(text, offset, length));
        }
    }

    private void nested(JsonParser parser, FieldKey key) throws IOException {
        int start = out.length();
        String stopped = copy.nested(parser);
        hash += ContentHash.field(key.hash(), out.hashFrom(start));
        if (stopped != null) {
            trouble = stopped;
        } else if (key.field() != null && key.field().plain()) {
            trouble = key.field().key() + " is an object or array";
        } else if (key.read()) {
            keep(key, out.from(start));
        }
    }

    /** An exact key beats one that only means the same; of equals, the last exact and the first other one count. */
    private void keep(FieldKey key, String value) {
        if (!key.read()) {
            return;
        }
        int slot = key.field().ordinal();
        if (key.exact() || values[slot] == null) {
            values[slot] = value;
        }
    }

    private Click click() {
        String chatId = value(KnownField.CHAT_ID);
        String sourceId = value(KnownField.SOURCE_ID);
        String date = value(KnownField.DATE);
        String json = out.toString();
        Facts facts = Facts.of(
                value(KnownField.SOURCE_TYPE),
                value(KnownField.MEDIA_TYPE),
                value(KnownField.RP_ID),
                value(KnownField.AGENT_ID));
        return new Click(
                operation,
                chatId,
                sourceId,
                date,
                code(),
                json,
                identity.of(chatId, sourceId, date, json),
                hash,
                facts);
    }

    /** An answer has few codes, and normalising one costs as much as reading the rest of its record. */
    private String code() {
        String raw = value(KnownField.COD_ACT);
        String code = codes.get(raw);
        if (code == null) {
            code = Texts.code(raw);
            if (codes.size() < KEYS_KEPT && raw.length() < LONG_CODE) {
                codes.put(raw, code);
            }
        }
        return code;
    }

    private String value(KnownField field) {
        String value = values[field.ordinal()];
        return value == null ? "" : Texts.storable(value);
    }

    private void reject(String reason, Consumer<BadRecord> bad) {
        String raw = out.head(BadRecord.RAW_LIMIT);
        bad.accept(BadRecord.of(operation, odd.getAsBoolean() ? shown(raw) : raw, reason, identity.digest()));
    }

    private static String shown(String raw) {
        return ODD_BYTE.matcher(raw).replaceAll(odd -> String.valueOf((char) Integer.parseInt(odd.group(1), 16)));
    }

    private FieldKey key(String name) {
        FieldKey key = keys.get(name);
        if (key == null) {
            key = FieldKey.of(name);
            if (keys.size() < KEYS_KEPT) {
                keys.put(name, key);
            }
        }
        return key;
    }
}
