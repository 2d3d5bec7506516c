package org.clickrouter.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/** The {@code Retry-After} header of an answer: seconds or an HTTP date (RFC 9110, 10.2.3). */
public final class RetryAfter {
    /** The shortest pause that is taken over; a shorter wish becomes this. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    /** The longest pause that is taken over; a longer wish becomes this. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** The oldest of the three forms of a date, which has no zone and which HttpClient therefore does not read. */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private RetryAfter() {}

    /**
     * Reads the header.
     *
     * @param header its value, may be null
     * @param clock what a date is compared with
     * @return the pause within the bounds, or empty when there is no header or it cannot be understood
     */
    public static Optional<Duration> parse(String header, Clock clock) {
        String text = header == null ? "" : header.strip();
        if (text.matches("\\d+")) {
            // More than nine digits is beyond the bound, and beyond a long sooner or later.
            return Optional.of(bounded(text.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(text))));
        }
        Instant date = text.isEmpty() ? null : date(text);
        return Optional.ofNullable(date).map(until -> bounded(Duration.between(clock.instant(), until)));
    }

    private static Instant date(String text) {
        Instant date = DateUtils.parseStandardDate(text);
        if (date != null) {
            return date;
        }
        try {
            return LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }

    /** The pause moved into the bounds. */
    static Duration bounded(Duration pause) {
        if (pause.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
