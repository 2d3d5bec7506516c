package org.clickrouter.doctor.finding;

/** How a finding turned out, the worst first. */
public enum Sign {
    /** It does not work, or soon will not. */
    BAD("×"),
    /** It works, and somebody should look. */
    WARNING("‼"),
    /** It could not be looked at, and the text says why. */
    SKIPPED("-"),
    /** It is well. */
    GOOD("√");

    private final String mark;

    Sign(String mark) {
        this.mark = mark;
    }

    /** @return one character for the beginning of a line */
    public String mark() {
        return mark;
    }
}
