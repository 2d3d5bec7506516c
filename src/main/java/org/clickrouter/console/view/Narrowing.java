package org.clickrouter.console.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.clickrouter.store.clicks.ChatKey;

/**
 * Which rows a page of deliveries has to look at: those of a chat's clicks, or those of the queues with the state;
 * where no index tells, so many of the newest.
 */
final class Narrowing {

    /** More are not named one by one. */
    private static final int CLICKS = 200;

    private static final int UNDONE = 5_000;

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
            // There is no index on it; at least the rest is read for one row only.
            List<Long> rows = reader.query(
                    "SELECT row_id FROM delivery WHERE id = ? LIMIT 1", (r, n) -> r.getLong(1), filter.get("id"));
            return rows.isEmpty() ? NONE : new Rows(" AND d.row_id = ?", List.of(rows.get(0)), null);
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

    /** Where few enough have the state; else null. */
    private Rows undone(DeliveryFilter filter) {
        String state = filter.get("state");
        if (state == null || state.equals("done")) {
            return null;
        }
        List<String> destinations =
                filter.get("destination") == null ? reader.destinations() : List.of(filter.get("destination"));
        List<String> states = state.equals("open") ? List.of("pending", "dead") : List.of(state);
        List<Long> rows = new ArrayList<>();
        for (String destination : destinations) {
            for (String one : states) {
                rows.addAll(reader.query(
                        "SELECT row_id FROM delivery WHERE destination = ? AND state = ? LIMIT "
                                + (UNDONE + 1 - rows.size()),
                        (r, n) -> r.getLong(1),
                        destination,
                        one));
                if (rows.size() > UNDONE) {
                    return null;
                }
            }
        }
        // By their numbers: where they are a subquery, H2 begins with the clicks.
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
