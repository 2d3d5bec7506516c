package org.clickrouter.settings;

/**
 * A mistake in the settings, or something to know about them.
 *
 * @param severity whether the product can run with it
 * @param origin where to mend it, such as {@code application.properties:12}
 * @param key the key, or empty where the file itself is wrong
 * @param maskedValue the value without secrets; empty where there is none to show
 * @param rule what is required, or what follows
 */
public record Problem(Severity severity, String origin, String key, String maskedValue, String rule) {

    /** Whether the product can run. */
    public enum Severity {
        /** It must not start. */
        ERROR,
        /** It starts, and the rule says what follows. */
        WARNING
    }

    /** Whether it keeps the product from starting. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /**
     * The one line that is printed, such as {@code application.properties:3: webhook.max-in-flight = 0: must be a whole
     * number from 1 to 512}.
     */
    public String line() {
        String subject = key.isEmpty() ? "" : key + (maskedValue.isEmpty() ? "" : " = " + maskedValue) + ": ";
        return origin + ": " + (isError() ? "" : "warning: ") + subject + rule;
    }

    @Override
    public String toString() {
        return line();
    }
}
