package org.clickrouter.destination;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.clickrouter.settings.Settings;
import org.clickrouter.signing.StandardWebhooks;

/**
 * What one destination would be sent, fit to be shown: no secret and no signature is in it.
 *
 * @param to in words, such as {@code POST to crm.url}
 * @param headers by name, in the order in which they are shown; values of headers that may be secret are {@code ***}
 * @param body the text that would be sent, whole
 * @param parts the pieces that an example may name: columns of a row, {@code subject}, {@code text} and so on of a
 *     mail; empty where the body is the whole
 */
public record Payload(String to, Map<String, String> headers, String body, Map<String, String> parts) {

    private static final String HIDDEN = "***";

    /**
     * A message of headers and a body.
     *
     * @param headers as they would be handed to the sending component; those of Camel steer it and are left out
     * @param secret names of headers whose values are not shown
     */
    public static Payload message(
            String to, Map<String, Object> headers, Object body, Set<String> secret, Settings settings) {
        Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                boolean signature = name.equalsIgnoreCase(StandardWebhooks.SIGNATURE);
                shown.put(
                        name,
                        signature
                                ? text(value).replaceAll(",\\S+", "," + HIDDEN)
                                : secret.contains(name) ? HIDDEN : settings.mask(text(value)));
            }
        });
        return new Payload(to, shown, text(body), Map.of());
    }

    public static String text(Object value) {
        return value == null
                ? ""
                : value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }

    /** Hides the content, which holds people's data. */
    @Override
    public String toString() {
        return "Payload[" + to + "]";
    }
}
