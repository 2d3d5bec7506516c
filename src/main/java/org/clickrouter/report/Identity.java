package org.clickrouter.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/** Makes the identities of one operation's clicks. Not for several threads. */
final class Identity {
    private static final byte KEYED = 1;
    private static final byte WHOLE = 2;

    private final MessageDigest sha = sha256();
    private final byte[] operation;
    private byte[] input = new byte[512];
    private int length;

    Identity(String operation) {
        this.operation = operation.getBytes(StandardCharsets.UTF_8);
    }

    /** The identity of a click; {@code json} counts only where {@code chatId} says nothing. */
    UUID of(String chatId, String sourceId, String date, String json) {
        length = 0;
        if (says(chatId)) {
            begin(KEYED);
            put(chatId.getBytes(StandardCharsets.UTF_8));
            put(sourceId.getBytes(StandardCharsets.UTF_8));
            put(date.getBytes(StandardCharsets.UTF_8));
        } else {
            begin(WHOLE);
            put(CanonicalRecord.of(json).getBytes(StandardCharsets.UTF_8));
        }
        sha.update(input, 0, length);
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        long most = ClickTime.millis(date) << 16 | 0x8000L | hash.getShort() & 0x0FFFL;
        long least = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(most, least);
    }

    MessageDigest digest() {
        return sha;
    }

    private static boolean says(String chatId) {
        String id = Texts.strip(chatId);
        return !id.isEmpty() && !id.equals("-") && !id.equals("0");
    }

    private void begin(byte form) {
        input[length++] = form;
        put(operation);
    }

    private void put(byte[] bytes) {
        if (input.length - length < bytes.length + 4) {
            input = Arrays.copyOf(input, Math.max(input.length * 2, length + bytes.length + 4));
        }
        ByteBuffer.wrap(input, length, 4).putInt(bytes.length);
        System.arraycopy(bytes, 0, input, length + 4, bytes.length);
        length += bytes.length + 4;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
