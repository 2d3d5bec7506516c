package org.clickrouter.store.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** What a receiver knows a delivery by. */
public final class DeliveryId {

    private DeliveryId() {}

    /**
     * One id for a click, a revision and a destination, for ever: retries, replays and restarts come to the same.
     *
     * @param click identity of the click
     * @param revision of its code
     * @param destination name after {@code outbox:}
     * @return {@code msg_} and 32 hexadecimal digits
     */
    public static String of(UUID click, int revision, String destination) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((click + "/" + revision + "/" + destination).getBytes(StandardCharsets.UTF_8));
            return "msg_" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
