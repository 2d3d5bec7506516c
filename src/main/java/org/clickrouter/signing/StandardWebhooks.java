package org.clickrouter.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as the Standard Webhooks specification says (https://www.standardwebhooks.com): HMAC-SHA256 over
 * {@code id.timestamp.body} ({@code v1}), or Ed25519 ({@code v1a}) for a receiver that is to check and not to sign.
 * With several secrets every one of them signs, so that a receiver can change its secret at leisure.
 */
public final class StandardWebhooks {
    /** The header with the delivery's id, the same through every retry and replay. */
    public static final String ID = "webhook-id";
    /** The header with the time of the attempt, in seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";
    /** The header with one {@code v1,<base64>} or {@code v1a,<base64>} a secret, separated by spaces. */
    public static final String SIGNATURE = "webhook-signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final String PRIVATE_KEY = "whsk_";
    /**
     * A full stop would make {@code id.timestamp.body} ambiguous; anything else outside this set has no place in a
     * header.
     */
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    /** Signs the head and the body of a message. */
    private interface Key {
        String sign(byte[] head, byte[] body);
    }

    private final List<Key> keys;

    private StandardWebhooks(List<Key> keys) {
        this.keys = keys;
    }

    /**
     * Reads the secrets.
     *
     * @param secrets {@code whsec_} and base64, {@code whsk_} and base64 of an Ed25519 private key, or any other text,
     *     whose UTF-8 bytes are then the key; several are separated by spaces or commas; empty or null for webhooks
     *     without a signature
     * @return the signer
     * @throws IllegalArgumentException when a {@code whsec_} or {@code whsk_} secret is not base64 or is no key; the
     *     message says which one by its position, never its text
     */
    public static StandardWebhooks of(String secrets) {
        List<String> parts = secrets == null
                ? List.of()
                : Pattern.compile("[\\s,]+")
                        .splitAsStream(secrets)
                        .filter(part -> !part.isEmpty())
                        .toList();
        List<Key> keys = new ArrayList<>();
        for (String part : parts) {
            keys.add(key(part, keys.size() + 1, parts.size()));
        }
        return new StandardWebhooks(List.copyOf(keys));
    }

    /** Whether there is at least one secret, so that webhooks are signed. */
    public boolean signs() {
        return !keys.isEmpty();
    }

    /**
     * The headers of one attempt.
     *
     * @param id the delivery's id: letters, digits, {@code _} and {@code -}
     * @param time when the attempt is made; receivers refuse times more than a few minutes away
     * @param body the exact body that is sent
     * @return the headers by name; without a secret there is no signature
     */
    public Map<String, String> headers(String id, Instant time, String body) {
        return headers(id, time, body.getBytes(UTF_8));
    }

    /** The same as {@link #headers(String, Instant, String)} for a body that is bytes already. */
    public Map<String, String> headers(String id, Instant time, byte[] body) {
        if (!SAFE_ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a webhook id holds letters, digits, _ and - only");
        }
        String timestamp = Long.toString(time.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(ID, id);
        headers.put(TIMESTAMP, timestamp);
        if (signs()) {
            byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
            headers.put(
                    SIGNATURE, keys.stream().map(key -> key.sign(head, body)).collect(Collectors.joining(" ")));
        }
        return headers;
    }

    /** Says how many secrets there are, and nothing of them. */
    @Override
    public String toString() {
        return "StandardWebhooks[secrets=" + keys.size() + "]";
    }

    private static Key key(String secret, int position, int count) {
        String which = "secret " + position + " of " + count + " ";
        if (secret.startsWith(PRIVATE_KEY)) {
            byte[] bytes = decoded(secret, PRIVATE_KEY, which);
            try {
                Ed25519 key = new Ed25519(bytes);
                return (head, body) -> "v1a," + Base64.getEncoder().encodeToString(key.sign(head, body));
            } catch (IllegalArgumentException broken) {
                throw new IllegalArgumentException(which + "starts with whsk_, but it " + broken.getMessage(), broken);
            }
        }
        if (!secret.startsWith(PREFIX)) {
            return hmac(secret.getBytes(UTF_8));
        }
        byte[] bytes = decoded(secret, PREFIX, which);
        if (bytes.length == 0) {
            throw new IllegalArgumentException(which + "is whsec_ with nothing behind it");
        }
        return hmac(bytes);
    }

    private static byte[] decoded(String secret, String prefix, String which) {
        try {
            return Base64.getDecoder().decode(secret.substring(prefix.length()));
        } catch (IllegalArgumentException hidden) {
            // The decoder's message quotes a character of the secret, so it is not kept as the cause.
            throw new IllegalArgumentException(which + "starts with " + prefix + ", but what follows is not base64");
        }
    }

    private static Key hmac(byte[] bytes) {
        SecretKeySpec key = new SecretKeySpec(bytes, ALGORITHM);
        return (head, body) -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                mac.update(head);
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("this Java has no " + ALGORITHM, impossible);
            }
        };
    }
}
