package org.clickrouter.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as settings write them: a whole number and a unit, {@code 500ms}, {@code 65s}, {@code 5m},
 * {@code 24h}, {@code 7d}.
 */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");
    private static final String RULE = "a whole number and a unit (ms, s, m, h or d), for example 65s";

    private Durations() {}

    /**
     * Reads one length of time.
     *
     * @param text a whole number, not negative, directly followed by {@code ms}, {@code s}, {@code m}, {@code h} or
     *     {@code d}; spaces around it are ignored
     * @return the length; zero is allowed
     * @throws IllegalArgumentException when the text is anything else; the message holds the text and the rule
     */
    public static Duration parse(String text) {
        String trimmed = text == null ? "" : text.strip();
        Matcher matcher = FORM.matcher(trimmed);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + trimmed + "' is not a length of time: write " + RULE);
        }
        long amount = Long.parseLong(matcher.group(1));
        try {
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                case "d" -> Duration.ofDays(amount);
                case "" ->
                    throw new IllegalArgumentException(
                            "'" + trimmed + "' has no unit, and a unit is needed: write " + RULE);
                default -> throw new IllegalArgumentException("'" + trimmed + "' has an unknown unit: write " + RULE);
            };
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("'" + trimmed + "' is too long a time", tooLong);
        }
    }

    /**
     * Writes a length of time so that {@link #parse} reads it back, in the largest unit that needs no fraction.
     *
     * @param duration not negative; what is shorter than a millisecond is dropped
     * @return for example {@code 65s}, {@code 5m} or {@code 1d}
     */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
