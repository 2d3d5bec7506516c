package org.clickrouter.testing.store;

import java.util.List;

/** The rows of {@code click_sink}; none while the table is not made. */
public final class Sink {

    public record Row(
            String operation,
            String chat,
            String source,
            String date,
            String code,
            int revision,
            String agent,
            String record) {}

    private final Jdbc jdbc;

    Sink(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    public boolean isMade() {
        return jdbc.count("INFORMATION_SCHEMA.TABLES WHERE LOWER(TABLE_NAME) = 'click_sink'") > 0;
    }

    public long count() {
        return isMade() ? jdbc.count("click_sink") : 0;
    }

    public List<Row> rows() {
        return !isMade()
                ? List.of()
                : jdbc.query(
                        "SELECT operation, chat_id, source_id, click_date, cod_act, revision, agent_id, record FROM click_sink"
                                + " ORDER BY chat_id",
                        row -> new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getInt(6),
                                row.getString(7),
                                row.getString(8)));
    }

    public List<Row> rowsOf(String chat) {
        return rows().stream().filter(row -> row.chat().equals(chat)).toList();
    }
}
