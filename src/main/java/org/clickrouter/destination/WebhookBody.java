package org.clickrouter.destination;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.clickrouter.delivery.DeliveryException;

/**
 * The JSON that a webhook carries. The record's text goes in as it came: same order, same numbers, same escapes;
 * nothing is parsed into values and written again.
 *
 * @param operation the operation's name
 * @param revision the code's revision, from 1
 * @param timestamp when the click got this code; written in UTC to the millisecond
 * @param record the record's JSON object, as the API gave it
 */
public record WebhookBody(String operation, int revision, Instant timestamp, String record) {
    /** The event's type in every format. */
    public static final String TYPE = "click.coded";

    private static final Set<String> OURS = Set.of("operation", "revision");

    /**
     * Builds the body.
     *
     * @param format its shape
     * @param id the delivery's id, which a CloudEvent carries inside
     * @return one JSON object
     * @throws DeliveryException BAD_PAYLOAD when the record is not one JSON object
     */
    public String render(BodyFormat format, String id) {
        return switch (format) {
            case STANDARD -> "{\"type\":\"" + TYPE + "\",\"timestamp\":\"" + time() + "\",\"data\":" + data() + "}";
            case CLOUDEVENTS ->
                "{\"specversion\":\"1.0\",\"id\":" + quote(id) + ",\"source\":" + quote(source()) + ",\"type\":\""
                        + TYPE + "\",\"time\":\"" + time() + "\",\"datacontenttype\":\"application/json\",\"data\":"
                        + data() + "}";
            case RECORD -> {
                RecordFields.scan(record);
                yield record;
            }
        };
    }

    /**
     * Builds the body as one of several in an array, with the delivery's id in it: {@code id}, or in the bare record
     * {@code delivery_id}.
     *
     * @return one JSON object
     * @throws DeliveryException BAD_PAYLOAD when the record is not one JSON object
     */
    public String element(BodyFormat format, String id) {
        String alone = render(format, id);
        if (format == BodyFormat.CLOUDEVENTS) {
            return alone;
        }
        Set<String> names = format == BodyFormat.STANDARD
                ? Set.of(TYPE)
                : RecordFields.parse(record).keySet();
        String name = format == BodyFormat.STANDARD
                ? "id"
                : names.contains("delivery_id") ? freeName("delivery_id", names) : "delivery_id";
        return "{" + quote(name) + ":" + quote(id) + (names.isEmpty() ? "" : ",")
                + alone.substring(alone.indexOf('{') + 1).stripTrailing();
    }

    /** Hides the record, which holds people's data. */
    @Override
    public String toString() {
        return "WebhookBody[operation=" + operation + ", revision=" + revision + ", timestamp=" + timestamp + "]";
    }

    /**
     * The record's fields as they came, behind {@code operation} and {@code revision}.
     *
     * @return one JSON object
     * @throws DeliveryException BAD_PAYLOAD when the record is not one JSON object
     */
    public String data() {
        List<RecordFields.Field> fields = RecordFields.scan(record);
        StringBuilder text = new StringBuilder(record);
        Set<String> names = fields.stream().map(RecordFields.Field::name).collect(Collectors.toSet());
        // From the last to the first, so that the places of those before stay true.
        for (int i = fields.size() - 1; i >= 0; i--) {
            RecordFields.Field field = fields.get(i);
            if (OURS.contains(field.name())) {
                text.replace(
                        field.nameStart(), closingQuote(field.nameStart()) + 1, quote(freeName(field.name(), names)));
            }
        }
        text.replace(
                0,
                text.indexOf("{") + 1,
                "{\"operation\":" + quote(operation) + ",\"revision\":" + revision + (fields.isEmpty() ? "" : ","));
        return text.toString().stripTrailing();
    }

    private int closingQuote(int openingQuote) {
        int at = openingQuote + 1;
        while (record.charAt(at) != '"') {
            at += record.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static String freeName(String name, Set<String> taken) {
        String free = "record_" + name;
        while (taken.contains(free)) {
            free = "record_" + free;
        }
        return free;
    }

    /** Where the click comes from, as a CloudEvent names it: a path that ends with the operation. */
    public String source() {
        return "/click-router/"
                + URLEncoder.encode(operation, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The time stamp in UTC, cut to the millisecond. */
    public String time() {
        return timestamp.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
