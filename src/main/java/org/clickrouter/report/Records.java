package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Records that somebody hands over by hand: one JSON object, or an array of them. */
public final class Records {

    private Records() {
    }

    /**
     * Cuts a text into its records, each as it was written: numbers keep their digits.
     *
     * @param text one JSON value; what is no array counts as one record
     * @return the records, of which each may still be no record at all; see {@link Click#of}
     * @throws IllegalArgumentException if the text is not JSON; the message says where
     */
    public static List<String> of(String text) {
        if (!text.stripLeading().startsWith("[")) {
            return List.of(text);
        }
        List<String> records = new ArrayList<>();
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null) {
                    throw new IllegalArgumentException("not JSON: the array does not end");
                }
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                records.add(text.substring(start, (int) parser.currentLocation().getCharOffset()));
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("text after the array");
            }
            return records;
        } catch (IOException broken) {
            throw new IllegalArgumentException("not JSON" + (broken instanceof com.fasterxml.jackson.core.JsonProcessingException where
                && where.getLocation() != null ? ", line " + where.getLocation().getLineNr() : ""));
        }
    }
}
