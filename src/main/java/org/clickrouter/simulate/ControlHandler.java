package org.clickrouter.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** {@code /control}: steers an {@link ApiSimulator} by HTTP. */
final class ControlHandler implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELP = """
            Control of the simulated report API
              POST   /control/clicks  [{"chat_id": "c1", "date": "2025-02-01 10:00:00", "cod_act": "", ...}, ...]   adds records
              POST   /control/recode  {"chat_id": "c1", "cod_act": "VENTA"}                                         sets a code, late
              POST   /control/fault   {"kind": "HTML_500", "times": 2}                                              the next calls fail
                     "seconds": for SLOW and STALL; "records": after how many CUT_SHORT, RESET and STALL strike, or how many BIG has;
                     "bytes": size of BIG; "always": true instead of "times": until taken back
                     kinds: %s
              DELETE /control/fault                                                                                 takes every fault back
              POST   /control/summary {"more": 2}                                                                   chat_15 counts as many clicks more than chat_14 holds
              GET    /control/calls                                                                                 the calls so far
            """.formatted(String.join(
            " ", Arrays.stream(Fault.Kind.values()).map(Enum::name).toList()));

    private final ApiSimulator simulator;

    ControlHandler(ApiSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        try {
            switch (request) {
                case "GET /control", "GET /control/" -> send(exchange, 200, "text/plain; charset=utf-8", HELP);
                case "POST /control/clicks" ->
                    json(exchange, 200, JSON.createObjectNode().put("added", add(body(exchange))));
                case "POST /control/recode" -> recode(exchange, body(exchange));
                case "POST /control/fault" -> json(exchange, 200, fault(body(exchange)));
                case "POST /control/summary" -> {
                    var body = body(exchange);
                    only(body, Set.of("more"));
                    int more = (int) number(body, "more", 0, 0, 1_000_000);
                    simulator.summaryDiffers(more);
                    json(exchange, 200, JSON.createObjectNode().put("more", more));
                }
                case "DELETE /control/fault" -> {
                    simulator.clearFaults();
                    json(exchange, 200, JSON.createObjectNode().put("faults", 0));
                }
                case "GET /control/calls" -> json(exchange, 200, calls());
                default -> json(exchange, 404, error("there is no " + request + "; GET /control lists what there is"));
            }
        } catch (JsonProcessingException e) {
            json(exchange, 400, error("the body is not JSON: " + e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            json(exchange, 400, error(e.getMessage()));
        }
    }

    private int add(JsonNode records) {
        require(records.isArray(), "the body must be an array of records");
        // All are looked at before the first is taken, so that a mistake adds nothing.
        for (var record : records) {
            require(record.isObject(), "a record must be an object, but one is " + record);
            Clicks.timeOf((ObjectNode) record);
        }
        records.forEach(record -> simulator.put((ObjectNode) record));
        return records.size();
    }

    private void recode(HttpExchange exchange, JsonNode body) throws IOException {
        only(body, Set.of("chat_id", "cod_act"));
        require(body.path("chat_id").isTextual(), "chat_id must be a string");
        require(body.path("cod_act").isTextual() || body.path("cod_act").isNull(), "cod_act must be a string or null");
        int changed = simulator.recode(
                body.get("chat_id").textValue(), body.get("cod_act").textValue());
        if (changed == 0) {
            json(exchange, 404, error("no record has chat_id " + body.get("chat_id")));
        } else {
            json(exchange, 200, JSON.createObjectNode().put("changed", changed));
        }
    }

    private ObjectNode fault(JsonNode body) {
        only(body, Set.of("kind", "times", "always", "at", "seconds", "records", "bytes"));
        var kind = Arrays.stream(Fault.Kind.values())
                .filter(k -> k.name().equals(body.path("kind").textValue()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("kind must be one of " + Arrays.toString(Fault.Kind.values())));
        var fault = Fault.of(kind);
        long seconds = number(body, "seconds", fault.hold().toSeconds(), 0, 86_400);
        int records = (int) number(body, "records", fault.records(), 0, Integer.MAX_VALUE);
        long bytes = number(body, "bytes", fault.bytes(), 0, 1L << 40);
        int times = (int) number(body, "times", 1, 1, 1_000_000);
        fault = new Fault(kind, java.time.Duration.ofSeconds(seconds), records, bytes);
        require(!body.has("always") || body.get("always").isBoolean(), "always must be true or false");
        require(!(body.path("always").booleanValue() && body.has("times")), "always and times exclude each other");
        require(
                !body.has("at") || !body.has("times") && !body.path("always").booleanValue(),
                "at excludes always and times");
        if (body.has("at")) {
            simulator.faultAt(Clicks.time(body.path("at"), "at"), fault);
            return JSON.createObjectNode().put("kind", kind.name()).set("at", body.get("at"));
        }
        if (body.path("always").booleanValue()) {
            simulator.faultAlways(fault);
            return JSON.createObjectNode().put("kind", kind.name()).put("always", true);
        }
        simulator.fault(fault, times);
        return JSON.createObjectNode().put("kind", kind.name()).put("times", times);
    }

    private JsonNode calls() {
        var all = JSON.createArrayNode();
        for (var call : simulator.calls()) {
            all.addObject()
                    .put("start", call.start().toString())
                    .put("end", call.end() == null ? null : call.end().toString())
                    .put("from", call.from())
                    .put("to", call.to())
                    .put("status", call.status())
                    .put("records", call.records())
                    .put("fault", call.fault() == null ? null : call.fault().name());
        }
        return all;
    }

    private static long number(JsonNode body, String key, long otherwise, long least, long most) {
        if (!body.has(key)) {
            return otherwise;
        }
        var value = body.get(key);
        require(
                value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= least
                        && value.longValue() <= most,
                key + " must be a whole number from " + least + " to " + most + ", but is " + value);
        return value.longValue();
    }

    private static void only(JsonNode body, Set<String> keys) {
        require(body.isObject(), "the body must be an object");
        body.fieldNames()
                .forEachRemaining(key -> require(
                        keys.contains(key), "there is no key " + key + "; there are " + new java.util.TreeSet<>(keys)));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        return JSON.readTree(exchange.getRequestBody().readAllBytes());
    }

    private static ObjectNode error(String message) {
        return JSON.createObjectNode().put("error", message);
    }

    private static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
        send(exchange, status, "application/json; charset=utf-8", body.toString() + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        LoopbackServer.send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }
}
