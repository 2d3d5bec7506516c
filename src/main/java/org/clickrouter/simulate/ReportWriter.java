package org.clickrouter.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Sends an answer of records as it is made, and breaks it where a fault says so. */
final class ReportWriter {
    private static final JsonFactory JSON = new ObjectMapper()
            .getFactory()
            .copy()
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM.mappedFeature())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET.mappedFeature())
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT.mappedFeature());
    private static final ObjectMapper MAPPER = new ObjectMapper(JSON);
    /** Larger than any single write, so that the last bytes stay here until the call has been counted as ended. */
    private static final int BUFFER = 65_536;

    private final Holds holds;

    ReportWriter(Holds holds) {
        this.holds = holds;
    }

    /**
     * Sends {@code answer}; {@code fault} may be null.
     *
     * @throws IOException when the client is gone, the simulator closes, or the fault says to break the connection
     */
    void send(HttpExchange exchange, CallLog.Open call, Answer answer, Fault fault) throws IOException {
        boolean zipped = acceptsGzip(exchange);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        if (zipped) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, 0);
        OutputStream wire = new BufferedOutputStream(exchange.getResponseBody(), BUFFER);
        // Not closed when something breaks: closing would end the HTTP answer properly.
        OutputStream out = zipped ? new GZIPOutputStream(wire, 8_192, true) : wire;
        write(out, call, answer, fault);
        if (out instanceof GZIPOutputStream gzip) {
            gzip.finish();
        }
        call.end();
        out.close();
    }

    private void write(OutputStream out, CallLog.Open call, Answer answer, Fault fault) throws IOException {
        var kind = fault == null ? null : fault.kind();
        int strike = fault == null
                ? -1
                : fault.records() == Fault.HALF ? answer.count() / 2 : Math.min(fault.records(), answer.count());
        boolean object = kind == Fault.Kind.DATA_OBJECT;
        boolean keyed = object && answer.count() != 1;
        // Left open on purpose when the answer is broken off.
        JsonGenerator json = MAPPER.getFactory().createGenerator(out);
        json.writeStartObject();
        json.writeFieldName("code");
        json.writeRawValue(kind == Fault.Kind.NUMERIC_IDS ? "200" : "\"200\"");
        json.writeNullField("error");
        json.writeStringField("msg", answer.count() + " records were found");
        json.writeFieldName("data");
        start(json, object, keyed);
        for (int i = 0; i <= answer.count(); i++) {
            JsonNode record = i < answer.count() ? answer.records().next() : null;
            if (i == strike && strikes(kind, out, json, call, record, i, fault)) {
                return;
            }
            if (record != null) {
                if (keyed) {
                    json.writeFieldName(Integer.toString(i));
                }
                json.writeTree(record);
            }
        }
        end(json, object, keyed);
        json.writeEndObject();
        json.flush();
    }

    /** Returns whether the body ends here. */
    private boolean strikes(
            Fault.Kind kind,
            OutputStream out,
            JsonGenerator json,
            CallLog.Open call,
            JsonNode record,
            int index,
            Fault fault)
            throws IOException {
        switch (kind) {
            case STALL -> {
                json.flush();
                out.flush();
                holds.hold(fault.hold());
                return false;
            }
            case FEWER -> {
                call.answers(200, index);
                end(json, false, false);
                json.writeEndObject();
                json.flush();
                return true;
            }
            case CUT_SHORT, RESET -> {
                json.flush();
                out.write((index == 0 ? "" : ",").getBytes(StandardCharsets.UTF_8));
                out.write(half(record));
                call.answers(200, index);
                if (kind == Fault.Kind.CUT_SHORT) {
                    return true;
                }
                call.end();
                out.flush();
                throw new IOException("the connection breaks, as asked for");
            }
            default -> {
                return false;
            }
        }
    }

    private static byte[] half(JsonNode record) {
        var whole = (record == null ? "{\"source_url\": \"https://www.facebook.com/" : record.toString())
                .getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(whole, Math.max(1, whole.length / 2));
    }

    private static void start(JsonGenerator json, boolean object, boolean keyed) throws IOException {
        if (!object) {
            json.writeStartArray();
        } else if (keyed) {
            json.writeStartObject();
        }
    }

    private static void end(JsonGenerator json, boolean object, boolean keyed) throws IOException {
        if (!object) {
            json.writeEndArray();
        } else if (keyed) {
            json.writeEndObject();
        }
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        var accepted = exchange.getRequestHeaders().getOrDefault("Accept-Encoding", java.util.List.of());
        return accepted.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(part -> part.replace(" ", ""))
                .anyMatch(part -> part.equalsIgnoreCase("gzip")
                        || part.toLowerCase(java.util.Locale.ROOT).matches("gzip;q=(1(\\.0*)?|0?\\.\\d*[1-9]\\d*)"));
    }
}
