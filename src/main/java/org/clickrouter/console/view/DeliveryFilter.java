package org.clickrouter.console.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which deliveries to show or to replay. Every part may be null: any.
 *
 * @param state {@code pending}, {@code done}, {@code dead}, {@code dropped}, or {@code open} for what waits or is dead
 * @param failure kind of the last failure
 * @param status HTTP status of the last attempt
 * @param since queued at or after, epoch milliseconds
 * @param before row to go on behind, for the next page
 */
public record DeliveryFilter(
        String destination,
        String state,
        String code,
        String failure,
        Long status,
        String chat,
        String ad,
        String id,
        Long since,
        Long before) {

    private static final List<String> STATES = List.of("pending", "done", "dead", "dropped", "open");

    /**
     * @param parameters of a request
     * @throws IllegalArgumentException for a state or number that cannot be
     */
    public static DeliveryFilter of(Map<String, String> parameters) {
        String state = parameters.get("state");
        if (state != null && !state.isBlank() && !STATES.contains(state)) {
            throw new IllegalArgumentException("state must be one of " + String.join(", ", STATES));
        }
        return new DeliveryFilter(
                text(parameters, "destination"),
                text(parameters, "state"),
                text(parameters, "code"),
                text(parameters, "failure"),
                number(parameters, "status"),
                text(parameters, "chat"),
                text(parameters, "ad"),
                text(parameters, "id"),
                number(parameters, "since"),
                number(parameters, "before"));
    }

    private static String text(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Long number(Map<String, String> parameters, String name) {
        String value = text(parameters, name);
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number");
        }
    }

    /** The condition on {@code delivery d JOIN click c JOIN revision r}; its parameters are added to the list. */
    String where(List<Object> parameters) {
        StringBuilder where = new StringBuilder("1 = 1");
        equal(where, parameters, "d.destination", destination);
        if ("open".equals(state)) {
            where.append(" AND d.state IN ('pending', 'dead')");
        } else {
            equal(where, parameters, "d.state", state);
        }
        equal(where, parameters, "r.cod_act", code);
        equal(where, parameters, "d.failure", failure);
        equal(where, parameters, "d.status", status);
        equal(where, parameters, "c.chat_id", chat);
        equal(where, parameters, "c.source_id", ad);
        equal(where, parameters, "d.id", id);
        if (since != null) {
            where.append(" AND d.created >= ?");
            parameters.add(since);
        }
        return where.toString();
    }

    private static void equal(StringBuilder where, List<Object> parameters, String column, Object value) {
        if (value != null) {
            where.append(" AND ").append(column).append(" = ?");
            parameters.add(value);
        }
    }

    /** Every part that is set, by its name, without the page. */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        List<String> names = List.of("destination", "state", "code", "failure", "status", "chat", "ad", "id");
        List<String> values = new ArrayList<>();
        java.util.Collections.addAll(
                values, destination, state, code, failure, status == null ? null : status.toString(), chat, ad, id);
        for (int i = 0; i < names.size(); i++) {
            if (values.get(i) != null) {
                parts.put(names.get(i), values.get(i));
            }
        }
        if (since != null) {
            parts.put("since", since.toString());
        }
        return parts;
    }

    /** The same filter as the query of a link, with one part changed; an empty value leaves it out. */
    public String link(String name, String value) {
        Map<String, String> parts = new LinkedHashMap<>(parts());
        parts.put(name, value);
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/deliveries?", ""));
    }
}
