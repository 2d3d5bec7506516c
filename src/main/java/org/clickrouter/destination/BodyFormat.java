package org.clickrouter.destination;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The shapes in which a webhook's body can carry a click. */
public enum BodyFormat {
    /** {@code type}, {@code timestamp} and {@code data}, as Standard Webhooks recommends. */
    STANDARD("application/json"),
    /** A CloudEvent 1.0 in structured mode. */
    CLOUDEVENTS("application/cloudevents+json"),
    /** The record's own fields and nothing else. */
    RECORD("application/json");

    private final String contentType;

    BodyFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The value of the {@code Content-Type} header; the body is always UTF-8. */
    public String contentType() {
        return contentType;
    }

    /**
     * Reads a format's name.
     *
     * @param text {@code standard}, {@code cloudevents} or {@code record}, in any case
     * @throws IllegalArgumentException for another text; the message lists the names
     */
    public static BodyFormat parse(String text) {
        String name = text == null ? "" : text.strip();
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no body format: write one of "
                        + Arrays.stream(values())
                                .map(format -> format.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
