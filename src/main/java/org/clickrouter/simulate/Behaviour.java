package org.clickrouter.simulate;

import java.time.Duration;

/**
 * What the {@link WebhookReceiver} does with a request after it recorded it.
 *
 * @param status HTTP status to answer with
 * @param delay how long to wait first
 * @param retryAfter value of a Retry-After header, null for none
 * @param reset close the connection instead of answering
 * @param text body of the answer
 */
public record Behaviour(int status, Duration delay, String retryAfter, boolean reset, String text) {

    /** An answer without a body. */
    public Behaviour(int status, Duration delay, String retryAfter, boolean reset) {
        this(status, delay, retryAfter, reset, "");
    }

    /** {@code status} at once, with a body. */
    public static Behaviour saying(int status, String text) {
        return new Behaviour(status, Duration.ZERO, null, false, text);
    }

    /** 200 at once. */
    public static Behaviour ok() {
        return status(200);
    }

    /** {@code status} at once. */
    public static Behaviour status(int status) {
        return new Behaviour(status, Duration.ZERO, null, false);
    }

    /** {@code status} with {@code Retry-After: value}. */
    public static Behaviour retryAfter(int status, String value) {
        return new Behaviour(status, Duration.ZERO, value, false);
    }

    /** 200 after {@code delay}. */
    public static Behaviour slow(Duration delay) {
        return new Behaviour(200, delay, null, false);
    }

    /** No answer for a day, or until the receiver is closed or behaves otherwise. */
    public static Behaviour hang() {
        return slow(Duration.ofDays(1));
    }

    /** The connection closes without an answer. */
    public static Behaviour broken() {
        return new Behaviour(0, Duration.ZERO, null, true);
    }
}
