package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that come from elsewhere than the report API: by the same rules, but with one that cannot be understood, none
 * is taken.
 */
public final class Records {

    private Records() {}

    /**
     * Reads one record or a list of them.
     *
     * @param operation the operation they belong to
     * @param json an object, or an array of objects
     * @return the clicks, in their order
     * @throws IllegalArgumentException when it is no JSON, or a record breaks a rule; the message names both and quotes
     *     nothing
     */
    public static List<Click> read(String operation, String json) {
        List<Click> clicks = new ArrayList<>();
        List<BadRecord> bad = new ArrayList<>();
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            JsonToken token = parser.nextToken();
            if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("neither a record (a JSON object) nor a list of records");
            }
            RecordReader reader =
                    new RecordReader(operation, AnswerLimits.defaults().maxRecordChars());
            boolean list = token == JsonToken.START_ARRAY;
            while (!list || parser.nextToken() != JsonToken.END_ARRAY) {
                reader.read(parser, clicks::add, bad::add);
                if (!bad.isEmpty()) {
                    throw new IllegalArgumentException((list ? "record " + (clicks.size() + 1) + ": " : "the record: ")
                            + bad.get(0).reason());
                }
                if (!list) {
                    break;
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("text behind the " + (list ? "list" : "record"));
            }
        } catch (IOException broken) {
            // The parser's own message quotes what it read.
            throw new IllegalArgumentException("no JSON, from record " + (clicks.size() + 1) + " on");
        }
        return clicks;
    }
}
