package org.clickrouter.console.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.clickrouter.store.clicks.ChatKey;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.store.outbox.Requests;

/**
 * Which rows a page of deliveries has to look at: those of a chat's clicks, or those of the queues with the state;
 * where no index tells, so many of the newest.
 */
final class Narrowing {

    /** More are not named one by one. */
    private static final int CLICKS = 200;

    /** So many are taken from the index on queues. */
    private static final int UNDONE = 20_000;

    /** So many of them are looked at for a page, where the filter asks for more than the index has. */
    private static final int NAMED = 1_000;

    private static final Set<String> IN_INDEX = Set.of("destination", "state", "failure", "status", "limit");

    /**
     * @param condition on {@code d}, beginning with AND, or empty
     * @param next where the next page begins although this one is not full; null: there is nothing behind it
     */
    record Rows(String condition, List<Object> parameters, Long next) {}

    private static final Rows NONE = new Rows(" AND 1 = 0", List.of(), null);
    private static final Rows ALL = new Rows("", List.of(), null);

    private final Reader reader;
    private final int most;

    Narrowing(Reader reader, int most) {
        this.reader = reader;
        this.most = most;
    }

    Rows of(DeliveryFilter filter) {
        if (filter.get("id") != null) {
            return rows(filter.ofRequest() ? request(filter.get("id")) : delivery(filter.get("id")));
        }
        if (filter.get("chat") != null) {
            List<UUID> clicks = reader.query(
                    "SELECT c.id FROM " + ChatKey.CLICKS + " LIMIT " + (CLICKS + 1),
                    (r, n) -> r.getObject(1, UUID.class),
                    ChatKey.parameters(filter.get("chat")));
            if (clicks.isEmpty()) {
                return NONE;
            }
            if (clicks.size() <= CLICKS) {
                return new Rows(
                        " AND d.click_id IN (" + String.join(", ", Collections.nCopies(clicks.size(), "?")) + ")",
                        List.copyOf(clicks),
                        null);
            }
        }
        Rows undone = undone(filter);
        return undone != null ? undone : newest(filter);
    }

    private List<Long> delivery(String id) {
        return DeliveryId.parameters(id)
                .map(parameters -> reader.query(
                        "SELECT d.row_id FROM delivery d WHERE " + DeliveryId.ROW, (r, n) -> r.getLong(1), parameters))
                .orElse(List.of());
    }

    private List<Long> request(String id) {
        return reader.query("SELECT deliveries FROM batch WHERE id = ?", (r, n) -> r.getString(1), id).stream()
                .flatMap(Requests::rows)
                .toList();
    }

    /** Where few enough have the state or the failure; else null. */
    private Rows undone(DeliveryFilter filter) {
        List<String> states = states(filter);
        if (states.isEmpty()) {
            return null;
        }
        List<Long> rows = new ArrayList<>();
        for (String destination :
                filter.get("destination") == null ? reader.destinations() : List.of(filter.get("destination"))) {
            for (String state : states) {
                rows.addAll(queue(filter, destination, state, UNDONE + 1 - rows.size()));
                if (rows.size() > UNDONE) {
                    return null;
                }
            }
        }
        rows.removeIf(row -> filter.before() != null && row >= filter.before());
        rows.sort(Comparator.reverseOrder());
        if (IN_INDEX.containsAll(filter.parts().keySet())) {
            // All of these are shown: no look at those of the pages behind.
            return rows(rows.subList(0, Math.min(filter.limit() + 1, rows.size())));
        }
        if (rows.size() <= NAMED) {
            return rows(rows);
        }
        if (most == Integer.MAX_VALUE) {
            return null;
        }
        List<Long> some = rows.subList(0, NAMED);
        return new Rows(rows(some).condition, List.of(), some.get(NAMED - 1));
    }

    /** Which ones it can find; none where it is not known, or anything can have it. */
    private static List<String> states(DeliveryFilter filter) {
        String state = filter.get("state");
        if (state == null) {
            // What was delivered has none any more.
            return filter.get("failure") == null ? List.of() : List.of("pending", "dead", "dropped");
        }
        return state.equals("done") ? List.of() : state.equals("open") ? List.of("pending", "dead") : List.of(state);
    }

    /** From the index alone. */
    private List<Long> queue(DeliveryFilter filter, String destination, String state, int limit) {
        String sql = "SELECT row_id FROM delivery WHERE destination = ? AND state = ?";
        List<Object> parameters = new ArrayList<>(List.of(destination, state));
        if (filter.get("failure") != null) {
            sql += " AND failure = ?";
            parameters.add(filter.get("failure"));
        }
        if (filter.get("status") != null) {
            sql += " AND status = ?";
            parameters.add(Long.valueOf(filter.get("status")));
        }
        return reader.query(sql + " LIMIT " + limit, (r, n) -> r.getLong(1), parameters.toArray());
    }

    /** By their numbers: where they are a subquery, H2 begins with the clicks. */
    private static Rows rows(List<Long> rows) {
        return rows.isEmpty()
                ? NONE
                : new Rows(
                        rows.stream().map(String::valueOf).collect(Collectors.joining(", ", " AND d.row_id IN (", ")")),
                        List.of(),
                        null);
    }

    private Rows newest(DeliveryFilter filter) {
        if (most == Integer.MAX_VALUE || !filter.narrows()) {
            return ALL;
        }
        Object[] parameters = filter.before() == null ? new Object[0] : new Object[] {filter.before()};
        List<Long> last = reader.query(
                "SELECT row_id FROM delivery" + (filter.before() == null ? "" : " WHERE row_id < ?")
                        + " ORDER BY row_id DESC LIMIT 1 OFFSET " + most,
                (r, n) -> r.getLong(1),
                parameters);
        return last.isEmpty() ? ALL : new Rows(" AND d.row_id > ?", List.of(last.get(0)), last.get(0) + 1);
    }
}
