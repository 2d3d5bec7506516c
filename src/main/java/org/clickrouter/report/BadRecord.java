package org.clickrouter.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A record that could not be understood.
 *
 * @param raw its JSON text, its first 65,536 characters at most
 * @param reason why, in plain words
 * @param hash SHA-256 in hexadecimal of operation and raw text, so that reading it again is recognised
 */
public record BadRecord(String raw, String reason, String hash) {
    /** Characters of raw text that are kept. */
    public static final int RAW_LIMIT = 65_536;

    static BadRecord of(String operation, String raw, String reason, MessageDigest sha) {
        sha.reset();
        sha.update(operation.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        String hash = HexFormat.of().formatHex(sha.digest(raw.getBytes(StandardCharsets.UTF_8)));
        return new BadRecord(raw, reason, hash);
    }
}
