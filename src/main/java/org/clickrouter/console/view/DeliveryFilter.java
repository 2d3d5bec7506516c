package org.clickrouter.console.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.store.outbox.Requests;

/**
 * Which deliveries to show or to send again, as the page, a script and the terminal say it alike: by the names of
 * {@link #NAMES}. What is not named is left open.
 */
public final class DeliveryFilter {

    /** What can be asked for. */
    public static final List<String> NAMES = List.of(
            "destination",
            "state",
            "code",
            "failure",
            "status",
            "chat",
            "ad",
            "operation",
            "id",
            "from",
            "to",
            "limit");

    private static final List<String> STATES = List.of("pending", "done", "dead", "dropped", "open");
    private static final Map<String, String> COLUMNS = Map.of(
            "destination",
            "d.destination",
            "code",
            "r.cod_act",
            "failure",
            "d.failure",
            "status",
            "d.status",
            "chat",
            "c.chat_id",
            "ad",
            "c.source_id",
            "operation",
            "d.operation",
            "state",
            "d.state");
    private static final int PAGE = 50;
    private static final int LONGEST = 1000;

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Long before;

    /**
     * @param parameters {@code destination}, {@code state} ({@code open}: what waits or was given up), {@code code},
     *     {@code failure} (its kind), {@code status} (of the last try), {@code chat}, {@code ad}, {@code operation},
     *     {@code id} (also of a request that several share); {@code from} and {@code to}, when it ended or, where it
     *     waits, was queued, as {@link TimeText} reads it; {@code limit}, 50 unless given; {@code before}, where the
     *     page begins
     * @param zone of the times
     * @throws IllegalArgumentException for what cannot be, with its name
     */
    public DeliveryFilter(Map<String, String> parameters, ZoneId zone, Instant now) {
        for (String name : NAMES) {
            String text = parameters.getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                parts.put(name, text);
                values.put(name, value(name, text, zone, now));
            }
        }
        String from = parameters.getOrDefault("before", "").strip();
        this.before = from.isEmpty() ? null : number("before", from);
    }

    private static Object value(String name, String text, ZoneId zone, Instant now) {
        return switch (name) {
            case "from" -> TimeText.from(name, text, zone, now).toEpochMilli();
            case "to" -> TimeText.to(name, text, zone, now).toEpochMilli();
            case "status" -> number(name, text);
            case "limit" -> {
                long limit = number(name, text);
                if (limit < 1 || limit > LONGEST) {
                    throw new IllegalArgumentException("limit must be 1 to " + LONGEST);
                }
                yield limit;
            }
            case "state" -> {
                if (!STATES.contains(text)) {
                    throw new IllegalArgumentException("state must be one of " + String.join(", ", STATES));
                }
                yield text;
            }
            default -> text;
        };
    }

    private static Long number(String name, String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number");
        }
    }

    /** What was given under a name, or null. */
    public String get(String name) {
        return parts.get(name);
    }

    /** Everything that was given, by its name, but for the page. */
    @JsonValue
    public Map<String, String> parts() {
        return parts;
    }

    Long before() {
        return before;
    }

    /** How many a page has at most. */
    public int limit() {
        return ((Long) values.getOrDefault("limit", (long) PAGE)).intValue();
    }

    /** Whether it leaves anything out, beside those of other pages. */
    boolean narrows() {
        return values.keySet().stream().anyMatch(name -> !name.equals("limit"));
    }

    /** Whether it asks for something that only the click or its code knows. */
    boolean ofClick() {
        return values.containsKey("chat") || values.containsKey("ad") || values.containsKey("code");
    }

    /** Whether it asks for what went in one request, see {@link Narrowing}. */
    boolean ofRequest() {
        return parts.containsKey("id") && Requests.isId(parts.get("id"));
    }

    /**
     * The condition on {@code delivery d JOIN click c JOIN revision r}, but for {@link #ofRequest}; its parameters are
     * added to the list.
     */
    String where(List<Object> parameters) {
        return where(parameters, " = ?", "");
    }

    /**
     * The same where it is known which rows are looked at: H2 otherwise takes the index on queues, which has all that
     * was ever sent to a destination.
     */
    String whereOfRows(List<Object> parameters) {
        return where(parameters, " = ? THEN 1 END = 1", "CASE WHEN ");
    }

    private String where(List<Object> parameters, String closing, String opening) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        values.forEach((name, value) -> {
            if (name.equals("limit") || name.equals("id") && ofRequest()) {
                return;
            }
            switch (name) {
                case "from" -> conditions.add("COALESCE(d.finished, d.created) >= ?");
                case "to" -> conditions.add("COALESCE(d.finished, d.created) < ?");
                case "id" -> {
                    Optional<Object[]> row = DeliveryId.parameters((String) value);
                    conditions.add(row.isPresent() ? DeliveryId.ROW : "1 = 0");
                    row.ifPresent(of -> parameters.addAll(List.of(of)));
                    return;
                }
                default -> {
                    if (value.equals("open")) {
                        conditions.add("d.state IN ('pending', 'dead')");
                        return;
                    }
                    boolean queue = name.equals("destination") || name.equals("state");
                    conditions.add((queue ? opening : "") + COLUMNS.get(name) + (queue ? closing : " = ?"));
                }
            }
            parameters.add(value);
        });
        return String.join(" AND ", conditions);
    }

    /** The same filter as the query of a link, with one part changed; an empty value leaves it out. */
    public String link(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parts);
        changed.put(name, value);
        return changed.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/deliveries?", ""));
    }
}
