package org.clickrouter.store.counts;

import java.util.List;

/** The SQL that counts clicks: the same whether its result is kept or only read. */
final class CountSql {

    static final List<String> DELAYS =
            List.of("within_1h", "within_6h", "within_24h", "within_48h", "within_7d", "later");
    static final List<Long> UP_TO = List.of(3_600_000L, 21_600_000L, 86_400_000L, 172_800_000L, 604_800_000L);

    /** What is added up. */
    static final String SUMS = "clicks, chats, agents, " + String.join(", ", DELAYS);

    static final String COLUMNS = "operation, dimension, clicked_day, name, cod_act, " + SUMS;

    private CountSql() {}

    /**
     * Counts of days, from the clicks.
     *
     * @param days condition on {@code d}, a row of click_day
     */
    static String counted(Dimension by, String days) {
        StringBuilder sql = new StringBuilder("SELECT operation, '" + by.key()
                + "' AS dimension, clicked_day, name, cod_act, COUNT(*) AS clicks,"
                + " SUM(CASE WHEN nth = 1 THEN 1 ELSE 0 END) AS chats, SUM(agent) AS agents");
        for (int i = 0; i < DELAYS.size(); i++) {
            String over = i == 0 ? "" : " AND delay > " + UP_TO.get(i - 1);
            String within = i == UP_TO.size() ? "" : " AND delay <= " + UP_TO.get(i);
            sql.append(", SUM(CASE WHEN delay IS NOT NULL")
                    .append(over)
                    .append(within)
                    .append(" THEN 1 ELSE 0 END) AS ")
                    .append(DELAYS.get(i));
        }
        // Watched from its beginning, as for Lateness: what was history when it was first seen tells nothing.
        return sql.append("""
                 FROM (SELECT d.operation, d.clicked_day, c.cod_act, %1$s AS name,
                  CASE WHEN c.agent_id = '' THEN 0 ELSE 1 END AS agent,
                  CASE WHEN c.coded_at > c.first_seen OR c.first_seen - c.clicked_at <= 3600000
                    THEN c.coded_at - c.clicked_at END AS delay,
                  ROW_NUMBER() OVER (PARTITION BY d.operation, d.clicked_day, %1$s,
                    CASE WHEN TRIM(c.chat_id) IN ('', '-', '0') THEN CAST(c.id AS VARCHAR) ELSE TRIM(c.chat_id) END
                    ORDER BY c.id) AS nth
                FROM %3$s AND %2$s) one
                GROUP BY operation, clicked_day, name, cod_act""".formatted(by.expression(), days, ClickDays.CLICKS))
                .toString();
    }

    /** Counts of days, kept where the day has not changed since, and from the clicks where it has. */
    static String exact(Dimension by, String operation) {
        String days = " AND d.clicked_day BETWEEN ? AND ?" + operation;
        return "SELECT k." + COLUMNS.replace(", ", ", k.")
                + " FROM click_count k JOIN click_day d ON d.operation = k.operation AND d.clicked_day = k.clicked_day"
                + " WHERE k.dimension = '" + by.key() + "' AND d.changes = d.counted" + days + " UNION ALL "
                + counted(by, "d.changes <> d.counted" + days);
    }
}
