package org.clickrouter.destination.webhook;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * A receiver's check of Standard Webhooks, written from the specification and RFC 2104 without the product's code or
 * the JDK's Mac and Base64, so that a shared mistake would show.
 */
public final class WebhookVerifier {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final long TOLERANCE_SECONDS = 300;

    private WebhookVerifier() {}

    public static boolean verify(byte[] key, Map<String, String> headers, byte[] body, Instant now) throws Exception {
        String timestamp = headers.get("webhook-timestamp");
        if (Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
            return false;
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write((headers.get("webhook-id") + "." + timestamp + ".").getBytes("UTF-8"));
        signed.write(body);
        byte[] expected = hmac(key, signed.toByteArray());
        for (String part : headers.get("webhook-signature").split(" ")) {
            String[] versioned = part.split(",", 2);
            if (versioned[0].equals("v1") && MessageDigest.isEqual(expected, decode(versioned[1]))) {
                return true;
            }
        }
        return false;
    }

    public static byte[] decode(String base64) {
        String digits = base64.replace("=", "");
        BigInteger bits = BigInteger.ONE;
        for (char c : digits.toCharArray()) {
            bits = bits.shiftLeft(6).or(BigInteger.valueOf(ALPHABET.indexOf(c)));
        }
        int bytes = digits.length() * 6 / 8;
        byte[] all = bits.shiftRight(digits.length() * 6 - bytes * 8).toByteArray();
        return Arrays.copyOfRange(all, all.length - bytes, all.length);
    }

    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        byte[] block = Arrays.copyOf(key.length > 64 ? sha256(key, new byte[0]) : key, 64);
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int i = 0; i < 64; i++) {
            inner[i] = (byte) (block[i] ^ 0x36);
            outer[i] = (byte) (block[i] ^ 0x5c);
        }
        return sha256(outer, sha256(inner, message));
    }

    private static byte[] sha256(byte[] first, byte[] second) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(first);
        return digest.digest(second);
    }
}
