package org.clickrouter.report;

import java.util.List;

/**
 * An answer that failed: what kind, what to do, and what was seen. Carries no cause, since foreign messages may hold
 * secrets.
 */
public final class AnswerException extends RuntimeException {
    private final AnswerKind kind;

    /**
     * @param kind what it is
     * @param message what was seen, without secrets
     */
    public AnswerException(AnswerKind kind, String message) {
        super(message);
        this.kind = kind;
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
        return ConnectionTrouble.diagnose(failure, new Secrets(secrets));
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
        return kind.hint();
    }
}
