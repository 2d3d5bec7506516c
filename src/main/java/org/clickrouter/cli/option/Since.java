package org.clickrouter.cli.option;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.clickrouter.settings.UsageException;
import org.clickrouter.text.Durations;

/** A time as people give it to a command: a length back from now, a day, or a moment. */
public final class Since {

    public static final String HELP =
            "2h or 3d back from now, a day such as 2026-11-01, or a time such as 2026-11-01T15:00:00 in the operation's zone.";

    private Since() {}

    /**
     * @param option its name, for messages
     * @param text what was given, or null
     * @return null for null
     * @throws UsageException where it is none of these
     */
    public static Instant of(String option, String text, ZoneId zone, Instant now) {
        return text == null ? null : moment(option, text, zone, now, 0);
    }

    /** The end of a stretch: of a day, its last moment. */
    public static Instant until(String option, String text, ZoneId zone, Instant now) {
        return text == null ? null : moment(option, text, zone, now, 1);
    }

    /** The same as a length of time back from now; null for null. */
    public static Duration lengthOf(String option, String text, ZoneId zone, Instant now) {
        return text == null ? null : Duration.between(of(option, text, zone, now), now);
    }

    private static Instant moment(String option, String text, ZoneId zone, Instant now, int days) {
        try {
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
            throw new UsageException(option + " " + text
                    + ": must be a date such as 2026-11-01, a time such as 2026-11-01T15:00:00, or a length of"
                    + " time such as 30d");
        }
    }
}
