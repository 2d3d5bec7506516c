package org.clickrouter.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The records of one answer; they are made while they are sent, so that a huge answer needs no memory. */
record Answer(int count, Iterator<? extends JsonNode> records) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> IDS = List.of("chat_id", "source_id", "rp_id", "agent_id");
    private static final String NOT_RECORDS =
            "[null, \"this is no record\", 42, [[\"nor\", \"this\"]], {\"chat_id\": {\"id\": 1}, \"date\": [\"never\"]}]";

    static Answer of(List<? extends JsonNode> records) {
        return new Answer(records.size(), records.iterator());
    }

    /** Real records followed by made-up ones up to {@code cut}. */
    static Answer full(List<ObjectNode> real, Window window, int cut) {
        var padding = IntStream.range(real.size(), cut).mapToObj(i -> madeUp("full", i, cut, window));
        return new Answer(cut, Stream.concat(real.stream(), padding).iterator());
    }

    /** {@code count} made-up records that come to at least {@code bytes} bytes of JSON. */
    static Answer big(int count, long bytes, Window window) {
        int bare = madeUp("bulk", 0, count, window).toString().getBytes(StandardCharsets.UTF_8).length;
        long each = count == 0 ? 0 : (bytes + count - 1) / count - bare;
        var padding = "x".repeat((int) Math.max(0, Math.min(each, Integer.MAX_VALUE - 64)));
        return new Answer(
                count,
                IntStream.range(0, count)
                        .mapToObj(i -> madeUp("bulk", i, count, window).put("padding", padding))
                        .iterator());
    }

    /** The same records with what is no record before each of the first few. */
    static Answer withBadRecords(List<ObjectNode> good) {
        var all = new ArrayList<JsonNode>();
        var bad = parse(NOT_RECORDS).elements();
        for (var record : good) {
            if (bad.hasNext()) {
                all.add(bad.next());
            }
            all.add(record);
        }
        bad.forEachRemaining(all::add);
        return of(all);
    }

    /** The same records with ids of digits as JSON numbers. */
    static Answer withNumericIds(List<ObjectNode> records) {
        return of(records.stream().map(Answer::numeric).toList());
    }

    private static ObjectNode numeric(ObjectNode record) {
        var copy = record.deepCopy();
        for (var id : IDS) {
            var text = record.path(id).asText();
            if (text.matches("0|[1-9][0-9]*")) {
                copy.put(id, new BigInteger(text));
            }
        }
        return copy;
    }

    private static ObjectNode madeUp(String kind, int index, int count, Window window) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source_url", "https://fb.me/" + kind)
                .put("source_type", "ad")
                .put("source_id", "120210000000000000")
                .put("chat_id", "%s-%s-%07d".formatted(kind, window.name(), index))
                .put("rp_id", "1001")
                .put("agent_id", "")
                .put("media_type", "image")
                .put("media_url", "")
                .put("date", Clicks.DATE.format(window.spread(index, Math.max(1, count))))
                .put("cod_act", "");
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
