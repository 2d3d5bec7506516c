package org.clickrouter.simulate;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** The time that a call asks for, local, both ends included. */
record Window(LocalDateTime from, LocalDateTime to) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Empty when a date is missing or no real date, the order is wrong, or more than 31 days lie between. */
    static Optional<Window> parse(String from, String to) {
        if (from == null || to == null) {
            return Optional.empty();
        }
        try {
            var window = new Window(LocalDateTime.parse(from, STAMP), LocalDateTime.parse(to, STAMP));
            var length = Duration.between(window.from, window.to);
            return length.isNegative() || length.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(window);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A time inside the window: the {@code index}-th of {@code count} spread evenly. */
    LocalDateTime spread(int index, int count) {
        return from.plusSeconds(Duration.between(from, to).toSeconds() * index / count);
    }

    /** The start as the API writes it, for names that differ from window to window. */
    String name() {
        return STAMP.format(from);
    }
}
