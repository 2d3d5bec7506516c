package org.clickrouter.destination.oauth2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User and password as the header {@code Authorization} carries them (RFC 7617). */
public final class BasicLogin {

    private BasicLogin() {}

    /** @return in UTF-8 */
    public static String header(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
