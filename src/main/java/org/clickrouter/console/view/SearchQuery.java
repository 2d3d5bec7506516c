package org.clickrouter.console.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.clickrouter.store.clicks.ChatKey;
import org.clickrouter.store.counts.ClickDays;

/** Finds the page for what a person has in hand: a chat or the end of one, an ad, a code, a delivery, a time. */
public final class SearchQuery {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** A part of a chat's id is looked for in so many clicks; {@code click-router find} looks at all. */
    public static final int LOOKED_AT = 40_000;

    /** Clicks of days that have changed since they were counted. */
    private static final String UNCOUNTED = ClickDays.CLICKS + " AND d.changes <> d.counted AND ";

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
        if (wanted.startsWith("msg_") || wanted.startsWith("batch_") || wanted.startsWith("click:")) {
            return Optional.of("/clicks?key=" + encoded(wanted));
        }
        Optional<Long> time = time(wanted);
        if (time.isPresent()) {
            return Optional.of("/deliveries?from=" + time.get());
        }
        if (any(ChatKey.CLICKS, ChatKey.parameters(wanted))) {
            return Optional.of("/clicks?key=" + encoded(wanted));
        }
        if (any("click_count WHERE dimension = 'ad' AND name = ?", wanted)) {
            return Optional.of("/deliveries?ad=" + encoded(wanted));
        }
        if (any("click_count WHERE dimension = 'all' AND cod_act = ?", wanted)) {
            return Optional.of("/deliveries?code=" + encoded(wanted));
        }
        Optional<String> uncounted = uncounted(wanted);
        if (uncounted.isPresent()) {
            return uncounted.map(kind -> "/deliveries?" + kind + "=" + encoded(wanted));
        }
        return wanted.length() < 4 ? Optional.empty() : part(wanted).map(chat -> "/clicks?key=" + encoded(chat));
    }

    /** What it is of a click of today, mostly: {@code ad} or {@code code}. One look at those clicks, not two. */
    private Optional<String> uncounted(String wanted) {
        return reader
                .query(
                        "SELECT CASE WHEN c.source_id = ? THEN 'ad' ELSE 'code' END FROM " + UNCOUNTED
                                + "(c.source_id = ? OR c.cod_act = ?) LIMIT 1",
                        (r, n) -> r.getString(1),
                        wanted,
                        wanted,
                        wanted)
                .stream()
                .findFirst();
    }

    /** The newest chat with such a part, among the newest clicks: no index helps to find it. */
    private Optional<String> part(String wanted) {
        return reader
                .query(
                        "SELECT chat_id FROM (SELECT id, chat_id FROM click ORDER BY id DESC LIMIT " + LOOKED_AT
                                + ") newest WHERE chat_id LIKE ? ESCAPE '!' ORDER BY id DESC LIMIT 1",
                        (r, n) -> r.getString(1),
                        "%" + wanted.replaceAll("[!%_]", "!$0") + "%")
                .stream()
                .findFirst();
    }

    private boolean any(String rows, Object... values) {
        return !reader.query("SELECT 1 FROM " + rows + " LIMIT 1", (r, n) -> 1, values)
                .isEmpty();
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
