package org.clickrouter.testing.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How PostgreSQL has read the tables that grow, by its own counters; sessions report to them when they end. */
public final class Scans {

    private static final List<String> GROWING = List.of("attempt", "click", "delivery", "revision");

    private final Jdbc jdbc;

    Scans(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** @return how often each of them was read as a whole */
    public Map<String, Long> whole() {
        Map<String, Long> counted = new TreeMap<>();
        GROWING.forEach(table -> counted.put(table, counted("seq_scan", table)));
        return counted;
    }

    /** @return how often they were read by an index */
    public long byIndex() {
        return GROWING.stream().mapToLong(table -> counted("idx_scan", table)).sum();
    }

    /** Reads a small table as a whole, in a session that ends with it: once that is counted, so is all before. */
    public void mark() {
        jdbc.query("SELECT reason FROM pause", row -> 1);
    }

    /** @return marks that are counted */
    public long marks() {
        return counted("seq_scan", "pause");
    }

    private long counted(String what, String table) {
        return jdbc.query(
                        "SELECT COALESCE(MAX(" + what + "), 0) FROM pg_stat_user_tables WHERE relname = ?",
                        row -> row.getLong(1),
                        table)
                .get(0);
    }
}
