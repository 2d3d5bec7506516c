package org.clickrouter.report.failure;

import java.util.List;

/**
 * An answer that failed: what kind, what to do, and what was seen. Carries no cause, since foreign messages may hold
 * secrets.
 */
public final class AnswerException extends RuntimeException {
    private static final String NO_CONNECTION =
            "It is asked again with growing delays. If it lasts, check the network, and that this machine's address is on"
                    + " the vendor's allow-list.";

    private final AnswerKind kind;
    /** What to do where the API was not reached at all, whatever it was asked for; else null. */
    private final String unreached;

    /**
     * @param kind what it is
     * @param message what was seen, without secrets
     */
    public AnswerException(AnswerKind kind, String message) {
        this(kind, message, null);
    }

    private AnswerException(AnswerKind kind, String message, String unreached) {
        super(message);
        this.kind = kind;
        this.unreached = unreached;
    }

    /** The API was not reached at all, whatever it was asked for. */
    static AnswerException unreachable(String message) {
        return new AnswerException(AnswerKind.SERVER_TROUBLE, message, NO_CONNECTION);
    }

    /** What is between us and the API is in the way, and the API was not asked. */
    static AnswerException onTheWay(String message, String remedy) {
        return new AnswerException(
                AnswerKind.SERVER_TROUBLE, message, "It is asked again with growing delays; " + remedy + ".");
    }

    /** The same as {@link #of(Throwable, List)} without secrets to mask. */
    public static AnswerException of(Throwable failure) {
        return of(failure, List.of());
    }

    /**
     * Tells what a failure of the HTTP client means.
     *
     * @param failure what the client threw, with its causes
     * @param secrets texts to mask in the message
     * @return the failure itself or its cause if that is an AnswerException already; else TIMED_OUT or SERVER_TROUBLE
     *     with a diagnosis
     */
    public static AnswerException of(Throwable failure, List<String> secrets) {
        return ConnectionTrouble.diagnose(failure, new Secrets(secrets), false);
    }

    /** @return what it is */
    public AnswerKind kind() {
        return kind;
    }

    /** @return what to do */
    public Action action() {
        return kind.action();
    }

    /** @return in plain words: how to mend it */
    public String hint() {
        return unreached == null ? kind.hint() : unreached;
    }

    /** @return whether something between us and the API is known to be at fault */
    public boolean onTheWay() {
        return unreached != null && !unreached.equals(NO_CONNECTION);
    }

    /** @return whether the API says that the calls come too fast; one that says so of one window alone means that */
    public boolean ofThePace() {
        return kind == AnswerKind.SIMULTANEOUS;
    }

    /**
     * @return whether it may be due to the time that was asked for, so that a shorter window may be answered; else it
     *     speaks of the token, or of the API as a whole
     */
    public boolean ofTheWindow() {
        return kind.ofTheWindow() && unreached == null;
    }
}
