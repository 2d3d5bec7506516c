package org.clickrouter.poll.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.clickrouter.settings.OperationSettings;

/** Under which name the store keeps the limits of a token, and for how long a call may take its slot. */
public final class TokenLimits {

    /** Beyond the time-out: closing the connection, the last commit, clocks that differ a little. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private TokenLimits() {}

    /** @return a digest of the report's address and the token, since the token itself is written nowhere */
    public static String key(OperationSettings operation) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((operation.reportUrl() + "\n" + operation.token()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How long a call's slot lasts, and the right to poll from the beginning of a call. Whoever still stores a last
     * chunk then may go on, unless another instance has taken over: the lease's number tells, not its time.
     */
    public static Duration slotTerm(OperationSettings operation) {
        return operation.timeout().plus(MARGIN);
    }
}
