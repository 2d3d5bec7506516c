package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Copies JSON values from a parser as compact text. Loops instead of recursing, so that depth costs no stack. */
final class ValueCopy {
    static final int MAX_DEPTH = 64;
    private static final char[] NULL = {'n', 'u', 'l', 'l'};

    private final JsonText out;
    private final int maxChars;

    ValueCopy(JsonText out, int maxChars) {
        this.out = out;
        this.maxChars = maxChars;
    }

    /** @return whether the number at the parser is NaN or infinite, which JSON does not know */
    static boolean noNumber(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_NUMBER_FLOAT) {
            return false;
        }
        char[] text = parser.getTextCharacters();
        char last = text[parser.getTextOffset() + parser.getTextLength() - 1];
        return last < '0' || last > '9';
    }

    /** Copies the string, number, boolean or null at the parser. */
    void scalar(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            out.string(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } else if (token == JsonToken.VALUE_NULL) {
            out.raw(NULL, 0, NULL.length);
        } else {
            out.raw(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
    }

    /**
     * Copies the object or array at the parser and leaves the parser at its end.
     *
     * @return null, or why copying stopped (too deep, too long); the value is then skipped to its end without being
     *     held
     */
    String nested(JsonParser parser) throws IOException {
        String trouble = null;
        boolean comma = false;
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (trouble == null) {
                if (comma && !token.isStructEnd()) {
                    out.raw(',');
                }
                copy(parser, token);
                boolean noNumber = noNumber(parser, token);
                comma = token != JsonToken.FIELD_NAME && !token.isStructStart();
                trouble = depth > MAX_DEPTH
                        ? "nested deeper than " + MAX_DEPTH + " levels"
                        : noNumber
                                ? parser.getText() + " is no number that JSON knows"
                                : out.length() > maxChars ? tooLong(maxChars) : null;
            }
            if (depth == 0) {
                return trouble;
            }
            token = parser.nextToken();
        }
    }

    static String tooLong(int maxChars) {
        return "longer than " + maxChars + " characters";
    }

    private void copy(JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> out.raw('{');
            case END_OBJECT -> out.raw('}');
            case START_ARRAY -> out.raw('[');
            case END_ARRAY -> out.raw(']');
            case FIELD_NAME -> {
                char[] name = parser.currentName().toCharArray();
                out.string(name, 0, name.length);
                out.raw(':');
            }
            default -> scalar(parser, token);
        }
    }
}
