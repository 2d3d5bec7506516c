package org.clickrouter.outbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.clickrouter.report.RecordJson;

/**
 * The body that the routing file made, as a destination is sent it.
 *
 * @param text never blank
 * @param type the header Content-Type, else what the text looks like
 */
record BodyText(String text, String type) {

    /** Infinity, as a calculation may end, is none; a text of that name would be silently wrong. */
    private static final ObjectMapper JSON =
            new ObjectMapper(RecordJson.factory()).disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS.mappedFeature());

    /**
     * @return the body as it is, or the JSON of a map, a list or a JSON tree
     * @throws IllegalArgumentException for nothing, an empty text, what begins like JSON and is none, and any other
     *     Java object; the message says what to write
     */
    static BodyText of(Exchange exchange, String destination) {
        String outbox = "outbox:" + destination + ": ";
        String text = text(exchange, exchange.getMessage().getBody(), outbox);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(outbox
                    + "the routing file left an empty body: make one before, or put the record back by setBody with"
                    + " simple ${exchangeProperty.record}");
        }
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        boolean looksLikeJson = text.startsWith("{") || text.startsWith("[");
        boolean saysJson = type != null && type.toLowerCase(Locale.ROOT).contains("json");
        if (saysJson || type == null && looksLikeJson) {
            mustBeJson(text, outbox);
        }
        return new BodyText(text, type != null ? type : looksLikeJson ? "application/json" : "text/plain");
    }

    private static String text(Exchange exchange, Object body, String outbox) {
        if (body instanceof Map || body instanceof Iterable || body instanceof JsonNode) {
            try {
                return JSON.writeValueAsString(body);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(outbox + "the body, a "
                        + body.getClass().getName() + ", cannot be written as JSON: " + e.getOriginalMessage());
            }
        }
        if (body == null
                || body instanceof CharSequence
                || body instanceof Number
                || body instanceof Boolean
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof WrappedFile
                || body instanceof StreamCache) {
            return exchange.getMessage().getBody(String.class);
        }
        throw new IllegalArgumentException(
                outbox + "the body is a " + body.getClass().getName()
                        + ", neither text nor JSON: make a text of it before, by marshal or transform");
    }

    /** A map that somebody made a text of looks like it: {chat_id=c1}. */
    private static void mustBeJson(String text, String outbox) {
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(outbox + "the body would go as JSON and is none ("
                    + (e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage())
                    + "): make it by jq or marshal json, or set the header Content-Type to what it is");
        }
    }
}
