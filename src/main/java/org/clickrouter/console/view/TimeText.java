package org.clickrouter.console.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.clickrouter.text.Durations;

/** A time as people give it: a length back from now, a day, a moment, or epoch milliseconds. */
public final class TimeText {

    private TimeText() {}

    /**
     * @param name of what is asked for, for messages
     * @throws IllegalArgumentException where it is none of these
     */
    public static Instant since(String name, String text, ZoneId zone, Instant now) {
        return moment(name, text, zone, now, 0);
    }

    /** The end of a stretch: of a day, its last moment. */
    public static Instant until(String name, String text, ZoneId zone, Instant now) {
        return moment(name, text, zone, now, 1);
    }

    private static Instant moment(String name, String given, ZoneId zone, Instant now, int days) {
        String text = given.matches("\\d{4}-\\d\\d-\\d\\d \\d.*") ? given.replaceFirst(" ", "T") : given;
        try {
            if (text.matches("\\d{11,15}")) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            if (text.matches(".*T.*([+-]\\d\\d:?\\d\\d|Z)")) {
                return OffsetDateTime.parse(text).toInstant();
            }
            return text.contains("T")
                    ? LocalDateTime.parse(text).atZone(zone).toInstant()
                    : text.contains("-")
                            ? LocalDate.parse(text)
                                    .plusDays(days)
                                    .atStartOfDay(zone)
                                    .toInstant()
                            : now.minus(Durations.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " " + given + ": must be a date such as 2026-11-01, a time such as 2026-11-01T15:00:00, or a"
                            + " length of time such as 30d");
        }
    }
}
