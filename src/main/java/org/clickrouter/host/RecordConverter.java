package org.clickrouter.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.StreamCache;
import org.clickrouter.report.Click;
import org.clickrouter.report.Records;

/** What a host application gives as records: JSON as text, bytes or stream; a Map; a list of any of these. */
final class RecordConverter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordConverter() {}

    static List<Click> clicks(String operation, Object body) {
        if (body instanceof Iterable<?> list && !(body instanceof com.fasterxml.jackson.databind.JsonNode)) {
            List<Click> clicks = new ArrayList<>();
            int number = 0;
            for (Object item : list) {
                number++;
                try {
                    clicks.add(Click.of(operation, text(item)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("record " + number + ": " + e.getMessage());
                }
            }
            return clicks;
        }
        return Records.read(operation, text(body));
    }

    private static String text(Object body) {
        try {
            if (body instanceof byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            } else if (body instanceof CharSequence text) {
                return text.toString();
            } else if (body instanceof InputStream stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } else if (body instanceof StreamCache cache) {
                var bytes = new java.io.ByteArrayOutputStream();
                cache.reset();
                cache.writeTo(bytes);
                return bytes.toString(StandardCharsets.UTF_8);
            } else if (body instanceof Map<?, ?> || body instanceof com.fasterxml.jackson.databind.JsonNode) {
                return JSON.writeValueAsString(body);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a Map that cannot be written as JSON");
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "a stream that cannot be read: " + e.getClass().getSimpleName());
        }
        throw new IllegalArgumentException(
                (body == null ? "an empty body" : "a " + body.getClass().getName())
                        + "; a record is JSON (text, bytes, a stream), a Map, or a list of these");
    }
}
