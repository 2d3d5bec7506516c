package org.clickrouter.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The records behind the simulated report, by local time. A record never changes: recoding replaces it, so answers
 * under way stay whole.
 */
final class Clicks {
    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private final NavigableMap<LocalDateTime, List<ObjectNode>> byTime = new TreeMap<>();
    private final Map<String, Set<LocalDateTime>> timesOfChat = new HashMap<>();

    /** @throws IllegalArgumentException when {@code date} is not a local time {@code yyyy-MM-dd HH:mm:ss} */
    static LocalDateTime timeOf(ObjectNode record) {
        return time(record.path("date"), "a record's date");
    }

    /** @throws IllegalArgumentException when it is not a local time {@code yyyy-MM-dd HH:mm:ss} */
    static LocalDateTime time(JsonNode date, String what) {
        try {
            return LocalDateTime.parse(date.isTextual() ? date.textValue() : "", DATE);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    what + " must be a string yyyy-MM-dd HH:mm:ss, but is " + (date.isMissingNode() ? "missing" : date),
                    e);
        }
    }

    synchronized void put(LocalDateTime time, ObjectNode record) {
        byTime.computeIfAbsent(time, t -> new ArrayList<>(1)).add(record);
        timesOfChat
                .computeIfAbsent(record.path("chat_id").asText(), c -> new TreeSet<>())
                .add(time);
    }

    /** Returns how many records of the chat were given the code. */
    synchronized int recode(String chatId, String code) {
        int changed = 0;
        for (var time : timesOfChat.getOrDefault(chatId, Set.of())) {
            var records = byTime.get(time);
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i).path("chat_id").asText().equals(chatId)) {
                    records.set(i, records.get(i).deepCopy().put("cod_act", code));
                    changed++;
                }
            }
        }
        return changed;
    }

    /** The first {@code limit} records from {@code from} to {@code to}, both included, by time. */
    synchronized List<ObjectNode> between(LocalDateTime from, LocalDateTime to, int limit) {
        return byTime.subMap(from, true, to, true).values().stream()
                .flatMap(List::stream)
                .limit(limit)
                .toList();
    }

    synchronized List<ObjectNode> all() {
        return byTime.values().stream().flatMap(List::stream).toList();
    }

    synchronized void clear() {
        byTime.clear();
        timesOfChat.clear();
    }
}
