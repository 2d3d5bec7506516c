package org.clickrouter.destination.mail;

import jakarta.mail.AuthenticationFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log-in by an access token that the mail server did not take. */
final class RefusedToken {

    /** Google says why in a challenge, base64 of a JSON, before it says no. */
    private static final Pattern CHALLENGE = Pattern.compile("^334[ -]([A-Za-z0-9+/]+=*)\\s*$");

    private static final Pattern OF_THE_TOKEN = Pattern.compile("^(334|535)\\b");

    private final String answer;
    private final Exception below;
    private final String token;
    private final String response;

    /**
     * @param failure begins with the server's last answer
     * @param user and token: what was shown
     */
    RefusedToken(AuthenticationFailedException failure, String user, String token) {
        this.answer = String.valueOf(failure.getMessage()).strip();
        this.below = failure.getNextException();
        this.token = token;
        this.response = Base64.getEncoder()
                .encodeToString(("user=" + user + "\1auth=Bearer " + token + "\1\1").getBytes(StandardCharsets.UTF_8));
    }

    /** @return whether another token may be taken; not where the server knows no such log-in, or is busy */
    boolean ofTheToken() {
        return OF_THE_TOKEN.matcher(answer).find();
    }

    /** @return the failure in plain words, which show nothing of the token, whatever the server repeats */
    AuthenticationFailedException told() {
        Matcher challenge = CHALLENGE.matcher(answer);
        String words = challenge.matches()
                ? "334 " + new String(Base64.getDecoder().decode(challenge.group(1)), StandardCharsets.UTF_8)
                : answer;
        return new AuthenticationFailedException(words.replace(response, "***").replace(token, "***"), below);
    }
}
