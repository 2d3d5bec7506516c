package org.clickrouter.console.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Finds the page for what a person has in hand: a chat or the end of one, an ad, a code, a delivery, a time. */
public final class SearchQuery {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Reader reader;
    private final ZoneId zone;

    /** @param zone in which a time is meant */
    public SearchQuery(Reader reader, ZoneId zone) {
        this.reader = reader;
        this.zone = zone;
    }

    /** @return path and query of the page that shows it; empty where nothing is found */
    public Optional<String> page(String text) {
        String wanted = text.strip();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        if (wanted.startsWith("msg_") || wanted.startsWith("click:")) {
            return Optional.of("/clicks?key=" + encoded(wanted));
        }
        Optional<Long> time = time(wanted);
        if (time.isPresent()) {
            return Optional.of("/deliveries?since=" + time.get());
        }
        if (any("chat_id = ?", wanted)) {
            return Optional.of("/clicks?key=" + encoded(wanted));
        }
        if (any("source_id = ?", wanted)) {
            return Optional.of("/deliveries?ad=" + encoded(wanted));
        }
        if (any("cod_act = ?", wanted)) {
            return Optional.of("/deliveries?code=" + encoded(wanted));
        }
        return wanted.length() < 4
                ? Optional.empty()
                : reader
                        .query(
                                "SELECT chat_id FROM click WHERE chat_id LIKE ? ESCAPE '!' LIMIT 1",
                                (r, n) -> r.getString(1),
                                "%" + wanted.replaceAll("[!%_]", "!$0") + "%")
                        .stream()
                        .findFirst()
                        .map(chat -> "/clicks?key=" + encoded(chat));
    }

    private boolean any(String condition, String value) {
        List<Integer> found = reader.query("SELECT 1 FROM click WHERE " + condition + " LIMIT 1", (r, n) -> 1, value);
        return !found.isEmpty();
    }

    private Optional<Long> time(String text) {
        try {
            LocalDateTime time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace('T', ' '), MINUTE);
            return Optional.of(time.atZone(zone).toInstant().toEpochMilli());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
