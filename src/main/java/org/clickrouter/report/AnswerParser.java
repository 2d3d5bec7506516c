package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.regex.Pattern;

/** Reads the envelope (code, error, msg, data in any order) and hands on its records one step at a time. */
final class AnswerParser {
    private static final int TEXT_KEPT = 4096;
    private static final int NOTICE_KEPT = 65_536;
    /** What PHP writes behind a whole answer, with and without HTML. */
    private static final Pattern NOTICE = Pattern.compile(
            "\\s*(<|(PHP )?(Notice|Warning|Deprecated|Strict Standards|Fatal error|Catchable fatal error)\\b)[\\s\\S]*");

    private enum Where {
        START,
        ENVELOPE,
        ARRAY,
        INDEX,
        END
    }

    private final AnswerText text;
    private final JsonParser parser;
    private final RecordReader records;
    private Where where = Where.START;
    private String code = "";
    private String error = "";
    private String message = "";
    private boolean data;
    private boolean noted;

    /** @param contentType the header of the answer, or null */
    AnswerParser(InputStream body, String contentType, String operation, int maxRecordChars) throws IOException {
        // By characters: the parser by bytes would fail the whole answer for one wrong byte.
        text = new AnswerText(body, contentType);
        parser = Json.FACTORY.createParser(text);
        records = new RecordReader(operation, maxRecordChars, text::odd);
    }

    /** Whether there was other text around the JSON object, such as a notice of the web server. */
    boolean noted() {
        return noted || text.noted();
    }

    String code() {
        return code;
    }

    String error() {
        return error;
    }

    String message() {
        return message;
    }

    /** Whether {@code data} was there, whatever it held. */
    boolean data() {
        return data;
    }

    /** Reads one record or one key of the envelope; false at the end of a whole, well-formed answer. */
    boolean step(Batch batch) throws IOException {
        switch (where) {
            case START -> start();
            case ENVELOPE -> envelope(batch);
            case ARRAY -> {
                if (parser.nextToken() == JsonToken.END_ARRAY) {
                    where = Where.ENVELOPE;
                } else {
                    records.read(parser, batch::add, batch::add);
                }
            }
            case INDEX -> {
                if (parser.nextToken() == JsonToken.END_OBJECT) {
                    where = Where.ENVELOPE;
                } else {
                    parser.nextToken();
                    records.read(parser, batch::add, batch::add);
                }
            }
            default -> {
                return false;
            }
        }
        return where != Where.END;
    }

    private void start() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("the body is empty");
        }
        if (token != JsonToken.START_OBJECT) {
            throw malformed("the body is no JSON object");
        }
        where = Where.ENVELOPE;
    }

    private void envelope(Batch batch) throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            behind();
            where = Where.END;
            return;
        }
        String key = Texts.key(parser.currentName());
        JsonToken token = parser.nextToken();
        switch (key) {
            case "data" -> data(token, batch);
            case "code" -> code = text(token);
            case "error" -> error = text(token);
            case "msg" -> message = text(token);
            default -> parser.skipChildren();
        }
    }

    /** The answer is whole; a notice behind it takes nothing away. */
    private void behind() throws IOException {
        StringWriter buffered = new StringWriter();
        parser.releaseBuffered(buffered);
        StringBuilder rest = new StringBuilder(buffered.toString());
        char[] some = new char[2048];
        int count = 0;
        while (rest.length() < NOTICE_KEPT && count >= 0) {
            rest.append(some, 0, count);
            count = text.read(some, 0, some.length);
        }
        if (!rest.toString().isBlank()) {
            if (rest.length() >= NOTICE_KEPT || !NOTICE.matcher(rest).matches()) {
                throw malformed("there is text after the answer's end");
            }
            noted = true;
        }
    }

    private void data(JsonToken token, Batch batch) throws IOException {
        data = true;
        switch (token) {
            case START_ARRAY -> where = Where.ARRAY;
            case START_OBJECT -> object(batch);
            case VALUE_NULL -> {}
            case VALUE_STRING -> {
                if (!text(token).isEmpty()) {
                    throw malformed("data is a text");
                }
            }
            default -> throw malformed("data is neither records nor empty");
        }
    }

    /** One record, or records under their numbers: the first key and value tell. */
    private void object(Batch batch) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_OBJECT) {
            return;
        }
        if (KnownField.of(parser.currentName()) == null) {
            token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                where = Where.INDEX;
                records.read(parser, batch::add, batch::add);
                return;
            }
        }
        records.readFields(parser, token, batch::add, batch::add);
    }

    private String text(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        JsonText copy = new JsonText();
        if (token.isStructStart()) {
            new ValueCopy(copy, TEXT_KEPT).nested(parser);
        } else {
            copy.raw(parser.getTextCharacters(), parser.getTextOffset(), Math.min(parser.getTextLength(), TEXT_KEPT));
        }
        return Texts.strip(copy.head(TEXT_KEPT));
    }

    private JsonParseException malformed(String what) {
        return new JsonParseException(parser, what);
    }
}
