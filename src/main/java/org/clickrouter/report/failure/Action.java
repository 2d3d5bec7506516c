package org.clickrouter.report.failure;

/** What the poller does after an answer. */
public enum Action {
    /** Store the records and move on. */
    TAKE,
    /** Ask no more for this operation until a person has mended the settings. */
    STOP,
    /** Ask no more until the daily quota is reset. */
    WAIT_FOR_RESET,
    /** Ask the same again after seconds. */
    SHORT_BACK_OFF,
    /** Ask the same again after minutes. */
    LONG_BACK_OFF,
    /** Ask the same again slowly, and report it: a setting or a bug is likely. */
    LOUD,
    /** Ask the same again, with growing delays. */
    RETRY,
    /** Ask for a shorter window. */
    SMALLER_WINDOW
}
