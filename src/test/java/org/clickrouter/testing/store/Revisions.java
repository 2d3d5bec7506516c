package org.clickrouter.testing.store;

import java.util.List;

/** A click's record as of each of its codes. */
public final class Revisions {

    /**
     * @param destinations to how many it was routed
     * @param routedTo their names, separated by commas; null: to none
     */
    public record Revision(
            String click, String chat, int number, String code, String record, int destinations, String routedTo) {
        /** {@code code/number} */
        public String codeAndNumber() {
            return code + "/" + number;
        }
    }

    private final Jdbc jdbc;
    private final Where where;

    Revisions(Jdbc jdbc, Where where) {
        this.jdbc = jdbc;
        this.where = where;
    }

    private Revisions and(String condition, Object... parameters) {
        return new Revisions(jdbc, where.and(condition, parameters));
    }

    public Revisions coded(String code) {
        return and("r.cod_act = ?", code);
    }

    /** Those on which the routing file failed; they are routed again later. */
    public Revisions unrouted() {
        return and("r.destinations = -1");
    }

    /** Those that were routed to so many destinations. */
    public Revisions routedTo(int destinations) {
        return and("r.destinations = ?", destinations);
    }

    /** Those that the routing file sent nowhere. */
    public Revisions routedNowhere() {
        return and("r.destinations = 0");
    }

    public Revisions recordLongerThan(int characters) {
        return and("LENGTH(r.record) > ?", characters);
    }

    public long count() {
        return jdbc.count("revision r" + where.sql(), where.parameters());
    }

    /** In the order of their clicks and numbers. */
    public List<Revision> list() {
        return jdbc.query(
                "SELECT r.click_id, c.chat_id, r.revision, r.cod_act, r.record, r.destinations, r.routed_to FROM revision r"
                        + " JOIN click c ON c.id = r.click_id" + where.sql()
                        + " ORDER BY c.chat_id, r.click_id, r.revision",
                row -> new Revision(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getString(7)),
                where.parameters());
    }
}
