package org.clickrouter.tryout;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.clickrouter.run.Placeholders;
import org.clickrouter.settings.Settings;
import org.clickrouter.signing.StandardWebhooks;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.DeliveryId;

/**
 * Shows what the destinations of a routed click would be sent: made by their own routes, told by one method for each
 * kind of destination.
 */
public final class Payloads {

    private static final String HIDDEN = "***";

    private final Preview preview;
    private final Settings settings;

    public Payloads(Rehearsal rehearsal) {
        this.preview = rehearsal.preview();
        this.settings = rehearsal.settings();
    }

    /**
     * @param change as the routing file left it
     * @param destination one that it goes to
     * @param seen when its code was first seen, which webhooks tell
     * @throws Exception when the destination could not make its message
     */
    public Payload of(RoutedClick change, String destination, Instant seen) throws Exception {
        Optional<Preview.Made> made = preview.of(delivery(change, destination, seen));
        if (made.isEmpty()) {
            return waiting(change, destination);
        }
        Message message = made.get().message();
        return switch (made.get().maker()) {
            case "webhooks" -> webhook(destination, message);
            case "mails" -> mail(message);
            case "sqlSink" -> row(message);
            default -> new Payload("message", shown(destination, message), text(message.getBody()), Map.of());
        };
    }

    private static Delivery delivery(RoutedClick change, String destination, Instant seen) {
        return new Delivery(
                0,
                DeliveryId.of(change.click().id(), change.revision(), destination),
                destination,
                change.click().operation(),
                change.click().id(),
                change.revision(),
                change.click().code(),
                change.click().json(),
                change.body(destination),
                change.contentType(destination),
                0,
                seen.toEpochMilli());
    }

    private Payload webhook(String destination, Message message) {
        return new Payload(
                "POST to " + destination + ".url", shown(destination, message), text(message.getBody()), Map.of());
    }

    private static Payload mail(Message message) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : List.of("From", "To", "Subject", "Message-ID")) {
            headers.put(name, text(message.getHeader(name)));
        }
        String body = text(message.getBody());
        Object alternative = message.getHeader("CamelMailAlternativeBody");
        boolean html = text(message.getHeader("Content-Type")).startsWith("text/html");
        Map<String, String> parts = new LinkedHashMap<>();
        headers.forEach((name, value) -> parts.put(name.toLowerCase(java.util.Locale.ROOT), value));
        if (alternative != null) {
            parts.put("text", text(alternative));
        }
        parts.put(html ? "html" : "text", body);
        return new Payload(
                alternative == null ? "mail" : "mail, the same as HTML and as this text",
                headers,
                parts.getOrDefault("text", body),
                parts);
    }

    private static Payload row(Message message) {
        Map<?, ?> row = (Map<?, ?>) message.getBody(List.class).get(0);
        Map<String, String> columns = new LinkedHashMap<>();
        row.forEach((column, value) -> columns.put(column.toString(), text(value)));
        return new Payload(
                "row",
                Map.of(),
                columns.entrySet().stream()
                        .map(c -> c.getKey() + " = " + c.getValue())
                        .collect(Collectors.joining("\n")),
                columns);
    }

    /** No route takes from the queue, so who would make the message is not known. */
    private Payload waiting(RoutedClick change, String destination) {
        String body = change.body(destination);
        String why = Placeholders.on(settings, destination)
                ? "waits: no route takes from outbox:" + destination
                : "off: its address is not set";
        return new Payload(why, Map.of(), body != null ? body : change.click().json(), Map.of());
    }

    /**
     * Camel's own headers steer components and never travel; signatures and headers of the engineer's own are secret.
     */
    private Map<String, String> shown(String destination, Message message) {
        String own = destination + ".headers";
        Set<String> secret = settings.isSet(own) ? settings.headers(own).keySet() : Set.of();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                boolean signature = name.equalsIgnoreCase(StandardWebhooks.SIGNATURE);
                headers.put(
                        name, signature ? "v1," + HIDDEN : secret.contains(name) ? HIDDEN : settings.mask(text(value)));
            }
        });
        return headers;
    }

    private static String text(Object value) {
        return value == null
                ? ""
                : value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }
}
