package org.clickrouter.testing.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Deliveries of the outbox: all of them, or those that a chain of conditions leaves. */
public final class Deliveries {

    private static final String LEASED = "(d.state = 'pending' AND d.leased_until > 0)";

    private final Jdbc jdbc;
    private final Where where;

    Deliveries(Jdbc jdbc, Where where) {
        this.jdbc = jdbc;
        this.where = where;
    }

    private Deliveries and(String condition, Object... parameters) {
        return new Deliveries(jdbc, where.and(condition, parameters));
    }

    public Deliveries to(String... destinations) {
        return and(
                "d.destination IN (" + String.join(", ", Collections.nCopies(destinations.length, "?")) + ")",
                Arrays.<Object>stream(destinations).toArray());
    }

    public Deliveries notTo(String destination) {
        return and("d.destination <> ?", destination);
    }

    public Deliveries ofChat(String chat) {
        return and("d.click_id IN (SELECT id FROM click WHERE chat_id = ?)", chat);
    }

    public Deliveries withId(String id) {
        return and("d.id = ?", id);
    }

    public Deliveries pending() {
        return and("d.state = 'pending'");
    }

    public Deliveries done() {
        return and("d.state = 'done'");
    }

    public Deliveries dead() {
        return and("d.state = 'dead'");
    }

    /** Those that are pending or dead. */
    public Deliveries notDone() {
        return and("d.state <> 'done'");
    }

    /** Those that an instance has claimed. */
    public Deliveries leased() {
        return and(LEASED);
    }

    /** Those that no instance has claimed. */
    public Deliveries free() {
        return and("NOT " + LEASED);
    }

    /** Those with this many attempts of the retry schedule under way. */
    public Deliveries tried(int attempts) {
        return and("d.attempts = ?", attempts);
    }

    public Deliveries triedAtLeast(int attempts) {
        return and("d.attempts >= ?", attempts);
    }

    /** Those whose last failure was of this kind. */
    public Deliveries failedAs(String kind) {
        return and("d.failure = ?", kind);
    }

    public Deliveries failed() {
        return and("d.failure IS NOT NULL");
    }

    public Deliveries withStatus(int status) {
        return and("d.status = ?", status);
    }

    public long count() {
        return jdbc.count("delivery d" + where.sql(), where.parameters());
    }

    public List<StoredDelivery> list() {
        return jdbc.query(
                "SELECT d.id, d.destination, d.operation, c.chat_id, d.click_id, d.revision, r.cod_act, d.state, d.attempts,"
                        + " d.uncounted, d.due, d.created, d.finished, d.holder, d.failure, d.status, d.error, d.body, d.content_type"
                        + " FROM delivery d LEFT JOIN click c ON c.id = d.click_id"
                        + " LEFT JOIN revision r ON r.click_id = d.click_id AND r.revision = d.revision" + where.sql()
                        + " ORDER BY d.row_id",
                row -> new StoredDelivery(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getString(7),
                        row.getString(8),
                        row.getInt(9),
                        row.getInt(10),
                        row.getLong(11),
                        row.getLong(12),
                        StoreView.number(row, 13),
                        row.getString(14),
                        row.getString(15),
                        (Integer) row.getObject(16),
                        row.getString(17),
                        row.getString(18),
                        row.getString(19)),
                where.parameters());
    }

    /** @return the only delivery that is left; fails where there are none or several */
    public StoredDelivery one() {
        List<StoredDelivery> all = list();
        if (all.size() != 1) {
            throw new AssertionError("one delivery expected, not " + all);
        }
        return all.get(0);
    }

    public List<String> ids() {
        return list().stream().map(StoredDelivery::id).toList();
    }

    /** pending, done or dead, one for each */
    public List<String> states() {
        return list().stream().map(StoredDelivery::state).toList();
    }

    /** The kind of each one's last failure; null where there was none. */
    public List<String> failures() {
        return list().stream().map(StoredDelivery::failure).toList();
    }

    public List<String> errors() {
        return list().stream().map(StoredDelivery::error).toList();
    }
}
