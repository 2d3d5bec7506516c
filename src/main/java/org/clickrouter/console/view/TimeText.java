package org.clickrouter.console.view;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.clickrouter.text.Durations;

/**
 * A time as people write it, in commands and on pages alike: a day, a time, a length back from now, or epoch
 * milliseconds. What names no offset is of the operation's zone. The table of docs/commands.md says the same.
 */
public final class TimeText {

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";
    private static final String RULE = "write a day such as 2026-11-01, a time of the operation's zone such as"
            + " 2026-11-01T15:00, one with its offset such as 2026-11-01T15:00-05:00, or a length back from now such"
            + " as 2h or 30d";
    private static final String DAY_RULE =
            "whole days are meant here: write a day such as 2026-11-01, or days back from today such as 7d";

    private TimeText() {}

    /**
     * The begin of a stretch: of a day, its first moment.
     *
     * @param name of what is asked for, for messages
     * @throws IllegalArgumentException where it is none of these; the message names text and rule
     */
    public static Instant from(String name, String text, ZoneId zone, Instant now) {
        return moment(name, text, zone, now, 0);
    }

    /** The end of a stretch: of a day, its last moment. */
    public static Instant to(String name, String text, ZoneId zone, Instant now) {
        return moment(name, text, zone, now, 1);
    }

    /**
     * A day, where only whole days can be asked for.
     *
     * @throws IllegalArgumentException for what is no day, times included; the message names text and rule
     */
    public static LocalDate day(String name, String given, ZoneId zone, Instant now) {
        String text = given.strip();
        if (text.matches(DAY)) {
            return LocalDate.ofInstant(moment(name, text, zone, now, 0), zone);
        }
        return LocalDate.ofInstant(now, zone).minusDays(days(name, text));
    }

    /**
     * A length of time, such as 2h or 30d.
     *
     * @throws IllegalArgumentException for anything else, and for more than a hundred years
     */
    public static Duration length(String name, String text) {
        try {
            Duration length = Durations.parse(text);
            if (length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(name + " " + text + ": must be " + LONGEST.toDays() + "d or less");
    }

    /**
     * A number of whole days, such as 7d.
     *
     * @throws IllegalArgumentException for any other length
     */
    public static long days(String name, String text) {
        try {
            Duration back = length(name, text);
            if (back.equals(Duration.ofDays(back.toDays()))) {
                return back.toDays();
            }
        } catch (IllegalArgumentException e) {
            // No length at all: the rule says what may stand here.
        }
        throw new IllegalArgumentException(name + " " + text + ": " + DAY_RULE);
    }

    private static Instant moment(String name, String given, ZoneId zone, Instant now, int days) {
        // As the product prints it: a blank between day and time, and one before the offset.
        String text = given.strip()
                .replaceFirst("^(" + DAY + ") (?=\\d)", "$1T")
                .replaceFirst(" (?=[+-]\\d\\d:?\\d\\d$|Z$)", "");
        try {
            if (text.matches("\\d{11,15}")) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            } else if (text.matches(".*T.*([+-]\\d\\d:?\\d\\d|Z)")) {
                return OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                        .toInstant();
            } else if (text.contains("T")) {
                return LocalDateTime.parse(text).atZone(zone).toInstant();
            } else if (text.matches(DAY)) {
                return LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant();
            }
            return now.minus(length(name, text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " " + given + ": "
                            + (text.startsWith("20") && e instanceof DateTimeException
                                    ? "there is no such day or time; "
                                    : "")
                            + RULE,
                    e);
        }
    }
}
