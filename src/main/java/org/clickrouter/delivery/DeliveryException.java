package org.clickrouter.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.clickrouter.text.OneLine;

/**
 * A delivery that failed, with the reason as data. Its message is one short line without the user info and the query of
 * any URL, fit for logs and for the store.
 */
public final class DeliveryException extends RuntimeException {
    private static final int LONGEST_MESSAGE = 300;
    private static final int LONGEST_ANSWER = 500;

    private final FailureKind kind;
    private final Integer status;
    private final Duration retryAfter;
    private final String answer;
    private final boolean last;

    /** A failure without an answer's status. */
    public DeliveryException(FailureKind kind, String message) {
        this(kind, message, null, null, null);
    }

    /**
     * A failure.
     *
     * @param kind why
     * @param message made one short line
     * @param status the answer's status, or null
     * @param retryAfter the pause that the receiver asks for, moved into 1 s to 24 h, or null
     * @param cause what happened below, or null
     */
    public DeliveryException(FailureKind kind, String message, Integer status, Duration retryAfter, Throwable cause) {
        this(kind, message, status, retryAfter, cause, null, false);
    }

    private DeliveryException(
            FailureKind kind,
            String message,
            Integer status,
            Duration retryAfter,
            Throwable cause,
            String answer,
            boolean last) {
        super(OneLine.of(message, LONGEST_MESSAGE), cause);
        this.answer = answer;
        this.last = last;
        this.kind = Objects.requireNonNull(kind);
        this.status = status;
        this.retryAfter = retryAfter == null ? null : RetryAfter.bounded(retryAfter);
    }

    /**
     * What an HTTP status means.
     *
     * @param status the answer's status
     * @param retryAfter the {@code Retry-After} header, or null; read whatever the status is
     * @param clock what a date in it is compared with
     * @return the failure, or empty for a 2xx, which is success
     */
    public static Optional<DeliveryException> ofStatus(int status, String retryAfter, Clock clock) {
        if (status / 100 == 2) {
            return Optional.empty();
        }
        Duration pause = RetryAfter.parse(retryAfter, clock).orElse(null);
        return Optional.of(new DeliveryException(kindOf(status), "answered " + status, status, pause, null));
    }

    /**
     * What an exception out of a destination's client means: Apache HttpClient 5, Jakarta Mail, JDBC, wrapped in
     * whatever a framework adds.
     *
     * @param failure what was thrown
     * @return the failure; a DeliveryException found among the causes is handed back as it is
     */
    public static DeliveryException of(Throwable failure) {
        return Failures.classify(failure);
    }

    /** Why the delivery failed. */
    public FailureKind kind() {
        return kind;
    }

    /** The status of the receiver's answer, where there was one. */
    public OptionalInt status() {
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** The pause that the receiver asks for, 1 s to 24 h. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The same failure with what the receiver said.
     *
     * @param text its answer, secrets masked; of a long one the beginning is kept
     */
    public DeliveryException answered(String text) {
        String line = OneLine.cut(OneLine.plain(text), LONGEST_ANSWER);
        return new DeliveryException(
                kind, getMessage(), status, retryAfter, getCause(), line.isEmpty() ? null : line, last);
    }

    /** The same failure, with more to say of it. */
    public DeliveryException with(String more) {
        return new DeliveryException(kind, getMessage() + ": " + more, status, retryAfter, getCause(), answer, last);
    }

    /** The same failure, its words and those of the receiver masked. */
    public DeliveryException masked(UnaryOperator<String> mask) {
        return new DeliveryException(
                kind,
                mask.apply(getMessage()),
                status,
                retryAfter,
                getCause(),
                answer == null ? null : mask.apply(answer),
                last);
    }

    /** The same failure, of another kind. */
    public DeliveryException as(FailureKind other) {
        return new DeliveryException(other, getMessage(), status, retryAfter, getCause(), answer, last);
    }

    /** The same failure of a message that is never to be sent again by itself. */
    public DeliveryException asLast() {
        return new DeliveryException(kind, getMessage(), status, retryAfter, getCause(), answer, true);
    }

    /** Whether another try is useless, whatever the schedule says. */
    public boolean isLast() {
        return last;
    }

    /** How the receiver's answer begins, one line. */
    public Optional<String> answer() {
        return Optional.ofNullable(answer);
    }

    /** Whether this speaks of the destination as a whole rather than of this one message. */
    public boolean sick() {
        return kind.sick();
    }

    static FailureKind kindOf(int status) {
        return switch (status) {
            case 401, 403, 407 -> FailureKind.UNAUTHORIZED;
            case 410 -> FailureKind.GONE;
            case 429, 503 -> FailureKind.BUSY;
            default ->
                switch (status / 100) {
                    case 3 -> FailureKind.REDIRECT;
                    case 4 -> FailureKind.REJECTED;
                    default -> FailureKind.SERVER_ERROR;
                };
        };
    }
}
