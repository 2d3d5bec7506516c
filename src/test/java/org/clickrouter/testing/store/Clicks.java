package org.clickrouter.testing.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clicks of the store, each with its current code. */
public final class Clicks {

    /** Times in epoch milliseconds; no code yet: {@code codedAt} is null. */
    public record StoredClick(
            String id,
            String operation,
            String chat,
            String source,
            String date,
            String code,
            int revision,
            long firstSeen,
            Long codedAt,
            Long clickedAt,
            boolean storedOnly) {}

    private final Jdbc jdbc;
    private final Where where;

    Clicks(Jdbc jdbc, Where where) {
        this.jdbc = jdbc;
        this.where = where;
    }

    private Clicks and(String condition, Object... parameters) {
        return new Clicks(jdbc, where.and(condition, parameters));
    }

    public Clicks ofChat(String chat) {
        return and("chat_id = ?", chat);
    }

    public Clicks coded(String code) {
        return and("cod_act = ?", code);
    }

    /** Those that a backfill stored without routing them. */
    public Clicks storedOnly() {
        return and("history = 1");
    }

    public long count() {
        return jdbc.count("click" + where.sql(), where.parameters());
    }

    public List<StoredClick> list() {
        return jdbc.query(
                "SELECT id, operation, chat_id, source_id, click_date, cod_act, revision, first_seen, coded_at, clicked_at, history"
                        + " FROM click" + where.sql() + " ORDER BY chat_id, id",
                row -> new StoredClick(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7),
                        row.getLong(8),
                        StoreView.number(row, 9),
                        StoreView.number(row, 10),
                        row.getInt(11) == 1),
                where.parameters());
    }

    public List<String> chats() {
        return jdbc.query("SELECT chat_id FROM click" + where.sql(), row -> row.getString(1), where.parameters());
    }

    /** The current code of each chat. */
    public Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        jdbc.query(
                "SELECT chat_id, cod_act FROM click" + where.sql(),
                row -> codes.put(row.getString(1), row.getString(2)),
                where.parameters());
        return codes;
    }
}
