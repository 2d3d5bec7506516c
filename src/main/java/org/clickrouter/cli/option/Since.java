package org.clickrouter.cli.option;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.clickrouter.console.view.TimeText;
import org.clickrouter.settings.UsageException;

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
            return days == 0 ? TimeText.since(option, text, zone, now) : TimeText.until(option, text, zone, now);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
