package org.clickrouter.testing.store;

import java.util.List;

/** Attempts that are told apart from their delivery: failed ones, and successes before a replay. */
public final class Attempts {

    /** @param ended epoch milliseconds */
    public record Attempt(
            String delivery,
            int number,
            long ended,
            String outcome,
            String failure,
            Integer status,
            String error,
            String answer) {}

    private final Jdbc jdbc;
    private final Where where;

    Attempts(Jdbc jdbc, Where where) {
        this.jdbc = jdbc;
        this.where = where;
    }

    private Attempts and(String condition, Object... parameters) {
        return new Attempts(jdbc, where.and(condition, parameters));
    }

    public Attempts to(String destination) {
        return and("a.delivery_id IN (SELECT id FROM delivery WHERE destination = ?)", destination);
    }

    public Attempts failedAs(String kind) {
        return and("a.failure = ?", kind);
    }

    public Attempts withStatus(int status) {
        return and("a.status = ?", status);
    }

    public Attempts done() {
        return and("a.outcome = 'done'");
    }

    public long count() {
        return jdbc.count("attempt a" + where.sql(), where.parameters());
    }

    /** In the order in which they ended. */
    public List<Attempt> list() {
        return jdbc.query(
                "SELECT a.delivery_id, a.attempt, a.ended, a.outcome, a.failure, a.status, a.error, a.answer FROM attempt a"
                        + where.sql() + " ORDER BY a.ended, a.attempt",
                row -> new Attempt(
                        row.getString(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        (Integer) row.getObject(6),
                        row.getString(7),
                        row.getString(8)),
                where.parameters());
    }
}
