package org.clickrouter.console.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills {@link Deliveries}. */
public final class DeliveriesQuery {

    /** More than this is not counted to its end: nobody needs the exact number, and each row costs. */
    private static final int CAP = 10_000;

    private static final int PORTION = 1000;
    private static final int REASONS = 20;

    private static final String ROWS = """
            FROM delivery d JOIN click c ON c.id = d.click_id
            JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision
            """;

    private static final String COLUMNS = """
            SELECT d.row_id, d.id, d.destination, d.operation, c.chat_id, c.source_id, r.cod_act, d.revision, d.state,
              d.attempts + d.uncounted, d.created, d.due, d.finished, d.failure, d.status, d.error,
              (SELECT a.answer FROM attempt a WHERE a.delivery_id = d.id AND a.answer IS NOT NULL
               ORDER BY a.attempt DESC LIMIT 1)""";

    private final Reader reader;
    private final Map<String, ZoneId> zones;
    private final Moments moments;
    private final Narrowing narrowing;

    /** Looks at as many deliveries as it takes. */
    public DeliveriesQuery(Reader reader, Map<String, ZoneId> zones, Moments moments) {
        this(reader, zones, moments, Integer.MAX_VALUE);
    }

    /**
     * @param zones of the operations, by their names
     * @param most deliveries that a page looks at where nothing tells which ones the filter finds; the next page goes
     *     on behind them
     */
    public DeliveriesQuery(Reader reader, Map<String, ZoneId> zones, Moments moments, int most) {
        this.reader = reader;
        this.zones = Map.copyOf(zones);
        this.moments = moments;
        this.narrowing = new Narrowing(reader, most);
    }

    /**
     * One page; keyset paging, so that the thousandth page costs what the first one does.
     *
     * @param bodies whether records and what the routing file made are among it
     */
    public Deliveries page(DeliveryFilter filter, boolean bodies) {
        List<Object> parameters = new ArrayList<>();
        String where = filter.whereOfRows(parameters);
        if (filter.before() != null) {
            where += " AND d.row_id < ?";
            parameters.add(filter.before());
        }
        Narrowing.Rows some = narrowing.of(filter);
        parameters.addAll(some.parameters());
        List<Deliveries.Row> rows = reader.query(
                COLUMNS + (bodies ? ", r.record, d.body " : " ") + ROWS + "WHERE " + where + some.condition()
                        + " ORDER BY d.row_id DESC LIMIT " + (filter.limit() + 1),
                (r, n) -> row(r, bodies),
                parameters.toArray());
        boolean more = rows.size() > filter.limit();
        List<Deliveries.Row> page = more ? rows.subList(0, filter.limit()) : rows;
        return new Deliveries(
                filter,
                page,
                more ? Long.valueOf(page.get(page.size() - 1).row()) : some.next(),
                reasons(filter.get("destination")));
    }

    /**
     * Rows of what the filter finds and a replay sends again: what was given up, unless a state or a delivery is named.
     *
     * @param delivered also what was delivered
     * @param after the last row of the portion before; null: from the first
     * @return 1,000 at most, in order; those that ended before now, so that what ends again meanwhile comes no second
     *     time
     */
    public List<Long> replayable(DeliveryFilter filter, boolean delivered, Long after, long now) {
        List<Object> parameters = new ArrayList<>();
        String sql = "SELECT d.row_id " + replayed(filter, delivered, parameters)
                + " AND d.finished <= ? AND d.row_id > ?" + " ORDER BY d.row_id LIMIT " + PORTION;
        parameters.add(now);
        parameters.add(after == null ? Long.MIN_VALUE : after);
        return reader.query(sql, (r, n) -> r.getLong(1), parameters.toArray());
    }

    /** How many a replay would send again, by destination. */
    public Map<String, Long> replayable(DeliveryFilter filter, boolean delivered) {
        List<Object> parameters = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        reader.query(
                "SELECT d.destination, COUNT(*) " + replayed(filter, delivered, parameters) + " GROUP BY d.destination",
                (r, n) -> counts.put(r.getString(1), r.getLong(2)),
                parameters.toArray());
        return counts;
    }

    private String replayed(DeliveryFilter filter, boolean delivered, List<Object> parameters) {
        String states = filter.get("id") != null
                ? "('dead', 'done', 'dropped')"
                : delivered || filter.get("state") != null ? "('dead', 'done')" : "('dead')";
        String where = filter.where(parameters) + " AND d.state IN " + states;
        if (filter.ofRequest()) {
            Narrowing.Rows request = narrowing.of(filter);
            where += request.condition();
            parameters.addAll(request.parameters());
        }
        return rows(filter) + "WHERE " + where;
    }

    /** Joined with the click and its code only where they are asked for. */
    private static String rows(DeliveryFilter filter) {
        return filter.ofClick() ? ROWS : "FROM delivery d ";
    }

    private List<Deliveries.Reason> reasons(String destination) {
        List<String> names = destination == null ? reader.destinations() : List.of(destination);
        List<Deliveries.Reason> reasons = new ArrayList<>();
        for (String name : names) {
            reasons.addAll(reader.query(
                    "SELECT destination, failure, status, COUNT(*) FROM (SELECT destination, failure, status FROM delivery"
                            + " WHERE destination = ? AND state = 'dead' LIMIT " + CAP
                            + ") dead GROUP BY destination, failure, status",
                    (r, n) -> new Deliveries.Reason(
                            r.getString(1), r.getString(2), (Integer) r.getObject(3), r.getLong(4)),
                    name));
        }
        reasons.sort(Comparator.comparing(Deliveries.Reason::count)
                .reversed()
                .thenComparing(Deliveries.Reason::destination)
                .thenComparing(reason -> String.valueOf(reason.failure())));
        return List.copyOf(reasons.subList(0, Math.min(REASONS, reasons.size())));
    }

    private Deliveries.Row row(ResultSet r, boolean bodies) throws SQLException {
        ZoneId zone = zones.getOrDefault(r.getString(4), ZoneOffset.UTC);
        String state = r.getString(9);
        return new Deliveries.Row(
                r.getLong(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                r.getString(5),
                r.getString(6),
                r.getString(7),
                r.getInt(8),
                state,
                r.getInt(10),
                moments.iso(r.getLong(11), zone),
                state.equals("pending") ? moments.iso(r.getLong(12), zone) : null,
                moments.iso((Long) r.getObject(13), zone),
                r.getString(14),
                (Integer) r.getObject(15),
                r.getString(16),
                r.getString(17),
                bodies ? r.getString(18) : null,
                bodies ? r.getString(19) : null);
    }
}
