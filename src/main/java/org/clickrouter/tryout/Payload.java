package org.clickrouter.tryout;

import java.util.Map;

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

    /** Hides the content, which holds people's data. */
    @Override
    public String toString() {
        return "Payload[" + to + "]";
    }
}
