package org.clickrouter.destination.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.clickrouter.destination.BodyFormat;
import org.clickrouter.destination.Message;
import org.clickrouter.store.outbox.Delivery;

/**
 * Several clicks as one text with a line for each. Its headers depend on nothing but the clicks inside: a file that is
 * named by them is written over by a repeat, and never by other clicks.
 */
final class Lines {

    private static final int ID_BYTES = 16;

    private Lines() {}

    /**
     * @param deliveries at least one
     * @param zones the time zone of an operation
     * @return NDJSON with the delivery's id in each line, or the bodies that the routing file made; the headers
     *     {@code batch_id}, {@code day} (yyyy-MM-dd, of the earliest click) and {@code clicks} (how many)
     */
    static Message of(BodyFormat format, List<Delivery> deliveries, Function<String, ZoneId> zones) {
        Delivery earliest = deliveries.stream()
                .min(Comparator.comparingLong(Delivery::seenAt))
                .orElseThrow();
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("batch_id", id(deliveries));
        headers.put(
                "day",
                Instant.ofEpochMilli(earliest.seenAt())
                        .atZone(zones.apply(earliest.operation()))
                        .toLocalDate()
                        .toString());
        headers.put("clicks", deliveries.size());
        boolean made = deliveries.stream().allMatch(delivery -> delivery.body() != null);
        headers.put(Exchange.CONTENT_TYPE, made ? deliveries.get(0).contentType() : "application/x-ndjson");
        return new Message(
                headers,
                deliveries.stream()
                        .map(delivery -> line(format, delivery) + "\n")
                        .collect(Collectors.joining()));
    }

    private static String line(BodyFormat format, Delivery delivery) {
        if (delivery.body() == null) {
            return oneLine(Message.body(delivery).element(format, delivery.id()));
        }
        boolean json = delivery.contentType().toLowerCase(Locale.ROOT).contains("json");
        return json ? oneLine(delivery.body()) : delivery.body().stripTrailing();
    }

    /** A break between the parts of a JSON text means nothing, and inside of its texts it is escaped. */
    private static String oneLine(String json) {
        return json.replaceAll("[\\r\\n]+", " ").strip();
    }

    /** The same for the same deliveries, in whatever order they come. */
    private static String id(List<Delivery> deliveries) {
        String ids = deliveries.stream().map(Delivery::id).sorted().collect(Collectors.joining(" "));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
