package org.clickrouter.testing.store;

import java.util.List;

/** How H2 finds what a store is asked for. */
public final class Plans {

    private static final int MANY = 1_000;

    private final Jdbc jdbc;

    Plans(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on queries are noted, whoever asks. */
    public void watch() {
        jdbc.update("SET QUERY_STATISTICS_MAX_ENTRIES " + MANY);
        jdbc.update("SET QUERY_STATISTICS TRUE");
    }

    /** The plans of what was asked since then. */
    public List<String> seen() {
        List<String> queries = jdbc.query(
                "SELECT sql_statement FROM information_schema.query_statistics"
                        + " WHERE UPPER(sql_statement) LIKE 'SELECT%FROM%'",
                row -> row.getString(1));
        jdbc.update("SET QUERY_STATISTICS FALSE");
        return queries.stream().map(this::plan).toList();
    }

    private String plan(String sql) {
        int parameters = (int) sql.chars().filter(c -> c == '?').count();
        return jdbc.query("EXPLAIN " + sql, row -> row.getString(1), new Object[parameters])
                .get(0);
    }
}
