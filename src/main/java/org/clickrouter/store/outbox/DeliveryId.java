package org.clickrouter.store.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * What a receiver knows a delivery by. It begins as the id of its click does, so that the delivery is found by the
 * index on clicks: an index of its own would cost each click that comes, and serve only who looks for one.
 */
public final class DeliveryId {

    /** Of {@code delivery d}, with the parameters of {@link #parameters}: the row of an id, by the index on clicks. */
    public static final String ROW = "d.click_id >= ? AND d.click_id <= ? AND d.id = ?";

    private static final String FORM = "msg_[0-9a-f]{32}";
    private static final String PREFIX = "msg_";
    private static final int HALF = 16;

    private DeliveryId() {}

    /**
     * One id for a click, a revision and a destination, for ever: retries, replays and restarts come to the same.
     *
     * @param click identity of the click
     * @param revision of its code
     * @param destination name after {@code outbox:}
     * @return {@code msg_} and 32 hexadecimal digits: the upper half of the click's id, and a hash
     */
    public static String of(UUID click, int revision, String destination) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((click + "/" + revision + "/" + destination).getBytes(StandardCharsets.UTF_8));
            HexFormat hex = HexFormat.of();
            return PREFIX + hex.toHexDigits(click.getMostSignificantBits()) + hex.formatHex(hash, 0, HALF / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a text has the form of one. */
    public static boolean is(String text) {
        return text.matches(FORM);
    }

    /** For {@link #ROW}; empty where no delivery has such an id. */
    public static Optional<Object[]> parameters(String id) {
        if (!is(id)) {
            return Optional.empty();
        }
        long upper = HexFormat.fromHexDigitsToLong(id, PREFIX.length(), PREFIX.length() + HALF);
        return Optional.of(new Object[] {new UUID(upper, 0), new UUID(upper, -1), id});
    }
}
