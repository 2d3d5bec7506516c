package org.clickrouter.console.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fills {@link Deliveries}. */
public final class DeliveriesQuery {

    static final int PAGE = 50;
    /** More than this is not counted to its end: nobody needs the exact number, and each row costs. */
    private static final int CAP = 10_000;

    private static final String ROWS = """
            FROM delivery d JOIN click c ON c.id = d.click_id
            JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision
            """;

    private final Reader reader;

    public DeliveriesQuery(Reader reader) {
        this.reader = reader;
    }

    /** One page; keyset paging, so that the thousandth page costs what the first one does. */
    public Deliveries page(DeliveryFilter filter) {
        List<Object> parameters = new ArrayList<>();
        String where = filter.where(parameters);
        if (filter.before() != null) {
            where += " AND d.row_id < ?";
            parameters.add(filter.before());
        }
        List<Deliveries.Row> rows = reader.query(
                "SELECT d.row_id, d.id, d.destination, c.chat_id, c.source_id, r.cod_act, d.revision, d.state,"
                        + " d.attempts + d.uncounted, d.created, d.due, d.finished, d.failure, d.status, d.error "
                        + ROWS
                        + "WHERE " + where + " ORDER BY d.row_id DESC LIMIT " + (PAGE + 1),
                (r, n) -> row(r),
                parameters.toArray());
        boolean more = rows.size() > PAGE;
        List<Deliveries.Row> page = more ? rows.subList(0, PAGE) : rows;
        return new Deliveries(filter, page, more ? page.get(PAGE - 1).row() : null, reasons(filter.destination()));
    }

    /** Ids of what the filter finds and a replay would send again, 1,000 at most. */
    public List<String> replayable(DeliveryFilter filter) {
        List<Object> parameters = new ArrayList<>();
        return reader.query(
                "SELECT d.id " + ROWS + "WHERE " + filter.where(parameters)
                        + " AND d.state IN ('dead', 'done') ORDER BY d.row_id LIMIT 1000",
                (r, n) -> r.getString(1),
                parameters.toArray());
    }

    private List<Deliveries.Reason> reasons(String destination) {
        return reader.query(
                "SELECT destination, failure, status, COUNT(*) FROM (SELECT destination, failure, status FROM delivery"
                        + " WHERE state = 'dead'" + (destination == null ? "" : " AND destination = ?") + " LIMIT "
                        + CAP + ") dead GROUP BY destination, failure, status ORDER BY 4 DESC, 1, 2 LIMIT 20",
                (r, n) -> new Deliveries.Reason(r.getString(1), r.getString(2), (Integer) r.getObject(3), r.getLong(4)),
                destination == null ? new Object[0] : new Object[] {destination});
    }

    private static Deliveries.Row row(ResultSet r) throws SQLException {
        return new Deliveries.Row(
                r.getLong(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                r.getString(5),
                r.getString(6),
                r.getInt(7),
                r.getString(8),
                r.getInt(9),
                r.getLong(10),
                r.getLong(11),
                (Long) r.getObject(12),
                r.getString(13),
                (Integer) r.getObject(14),
                r.getString(15));
    }
}
