package org.clickrouter.report.failure;

/** What an answer of the report API turned out to be. {@link AnswerTable} says how it is told. */
public enum AnswerKind {
    /** Records were read to their end. */
    RECORDS(Action.TAKE, "Nothing to do."),
    /** The window holds no records. */
    EMPTY(Action.TAKE, "Nothing to do, unless every window stays empty: then check the operation and its time zone."),
    /** The token is missing or wrong. */
    REFUSED_TOKEN(
            Action.STOP,
            "Put a valid token of this operation into wolkvox.token and reload or restart; polling has stopped."),
    /** The day's calls are used up. */
    DAILY_LIMIT(
            Action.WAIT_FOR_RESET,
            "Wait for the daily reset, poll less often, or lower wolkvox.quota-share if other programs use the quota too."),
    /** Too many calls at the same time, by this or another program. */
    SIMULTANEOUS(
            Action.SHORT_BACK_OFF,
            "Check that no other program uses this token at the same time; keep wolkvox.max-in-flight at 1."),
    /** The API refuses for the time being. */
    MAINTENANCE(
            Action.LONG_BACK_OFF,
            "Probably maintenance or a backup: it is asked again later. If it lasts for hours, ask the vendor."),
    /** The API did not understand the call, or we did not understand its answer. */
    BAD_REQUEST(
            Action.LOUD, "Check wolkvox.server or wolkvox.base-url; if they are right, report this message as a bug."),
    /** The API answered, and not with a whole report. */
    SERVER_TROUBLE(
            Action.RETRY,
            "It is asked again with growing delays. If it lasts for the same time only, that is read in parts."),
    /** No whole answer within the time-out. */
    TIMED_OUT(
            Action.SMALLER_WINDOW,
            "A shorter window is asked for. If it lasts, check the network and wolkvox.timeout."),
    /** More than the limits allow. */
    TOO_LARGE(Action.SMALLER_WINDOW, "A shorter window is asked for.");

    private final Action action;
    private final String hint;

    AnswerKind(Action action, String hint) {
        this.action = action;
        this.hint = hint;
    }

    /** @return what the poller does about it */
    public Action action() {
        return action;
    }

    /** @return in plain words, for the engineer: how to mend it */
    public String hint() {
        return hint;
    }

    /** @return whether it may be due to the time that was asked for; else it speaks of the token */
    boolean ofTheWindow() {
        return switch (this) {
            case SERVER_TROUBLE, TIMED_OUT, TOO_LARGE, BAD_REQUEST, MAINTENANCE -> true;
            default -> false;
        };
    }

    /** @return true unless the answer was read to its end and is to be taken */
    public boolean failure() {
        return action != Action.TAKE;
    }
}
