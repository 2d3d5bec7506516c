package org.clickrouter.delivery;

/** Why a delivery failed, and whether that speaks of the destination as a whole or of this one message. */
public enum FailureKind {
    /** The receiver does not want this message: a 4xx without a kind of its own, a refused mail. */
    REJECTED(false),
    /** The receiver is gone for good: 410. */
    GONE(true),
    /** The receiver does not know us: 401, 403, a refused log-in. */
    UNAUTHORIZED(true),
    /** The receiver asks for a pause: 429, 503, a temporary SMTP answer. */
    BUSY(true),
    /** No connection: refused, reset, no such name, TLS. */
    UNREACHABLE(true),
    /** Connected, but no answer in time. */
    TIMED_OUT(true),
    /** The receiver is failing: 5xx, a database error. */
    SERVER_ERROR(true),
    /** The receiver sends us elsewhere: 3xx that is not followed. */
    REDIRECT(false),
    /** This message cannot be made, or breaks a rule of the receiver's tables. */
    BAD_PAYLOAD(false),
    /** The address is one that must not be connected to. */
    REFUSED_ADDRESS(false),
    /** A mistake in our own settings, routes, templates or beans: nothing was sent, and nothing could be. */
    MISCONFIGURED(true),
    /** The destination's route failed and nobody says why: a mistake in it, or a message that it cannot take. */
    ROUTE_FAILED(false);

    private final boolean sick;

    FailureKind(boolean sick) {
        this.sick = sick;
    }

    /** Whether other messages to the same destination would fail now as well. */
    public boolean sick() {
        return sick;
    }
}
