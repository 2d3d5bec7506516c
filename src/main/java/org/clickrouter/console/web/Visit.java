package org.clickrouter.console.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a page must know of who looks at it.
 *
 * @param words in the reader's language
 * @param role what the reader may do
 * @param utc whether times are shown in UTC
 * @param path of the page, with its query
 * @param shown whether chats and bodies are shown to one who sees them masked
 * @param names of an ad's id its name, or the id itself
 */
public record Visit(
        Words words,
        Access.Role role,
        boolean utc,
        String path,
        boolean shown,
        boolean loggedIn,
        UnaryOperator<String> names) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    /** Words for a key, with values in their places. */
    public String say(String key, Object... values) {
        return words.of(key, values);
    }

    /** A number of the reader's language. */
    public String number(long number) {
        return words.number(number);
    }

    public boolean mayAct() {
        return role == Access.Role.OPERATOR;
    }

    /** @param iso ISO 8601 with the offset of the operation, or null */
    public String time(String iso) {
        if (iso == null) {
            return say("never");
        }
        OffsetDateTime time = OffsetDateTime.parse(iso);
        return TIME.format(utc ? time.withOffsetSameInstant(ZoneOffset.UTC) : time);
    }

    /** How long ago a time was, as a page was read at another. */
    public String ago(String iso, String now) {
        return iso == null
                ? "–"
                : span(Duration.between(OffsetDateTime.parse(iso), OffsetDateTime.parse(now))
                        .toMillis());
    }

    /** A chat as this reader may see it. */
    public String chat(String chat) {
        if (chat == null || chat.isEmpty()) {
            return "–";
        }
        return masked() && chat.length() > 4 ? "…" + chat.substring(chat.length() - 4) : chat;
    }

    /** An ad or post by its name, where ads.csv tells it. */
    public String ad(String id) {
        return id == null || id.isEmpty() ? "" : names.apply(id);
    }

    /** Whether personal data is hidden from this reader. */
    public boolean masked() {
        return role == Access.Role.READER && !shown;
    }

    /** A length of time in the largest unit that keeps it readable. */
    public String span(Long millis) {
        if (millis == null) {
            return "–";
        }
        long seconds = millis / 1000;
        List<String> units = List.of("s", "min", "h", "d");
        long[] sizes = {1, 60, 3600, 86_400};
        for (int i = sizes.length - 1; i > 0; i--) {
            if (seconds >= 2 * sizes[i]) {
                return seconds / sizes[i] + " " + units.get(i);
            }
        }
        return seconds < 2 ? millis + " ms" : seconds + " s";
    }

    /**
     * A day of a form.
     *
     * @return null where none was given
     * @throws IllegalArgumentException where it is none
     */
    static LocalDate day(String text) {
        try {
            return text == null || text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no day such as 2026-11-27");
        }
    }
}
