package org.clickrouter.simulate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that the {@link WebhookReceiver} got.
 *
 * @param at when its last byte had arrived
 * @param method such as POST
 * @param path path and query as they were sent
 * @param headers values by name
 * @param body the bytes, not to be changed
 */
public record Received(Instant at, String method, String path, Map<String, List<String>> headers, byte[] body) {
    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(name))
                .flatMap(e -> e.getValue().stream())
                .findFirst();
    }
}
