package org.clickrouter.store.counts;

import java.util.List;

/** The columns of the counts that are kept. */
final class CountSql {

    static final List<String> DELAYS =
            List.of("within_1h", "within_6h", "within_24h", "within_48h", "within_7d", "later");
    static final List<Long> UP_TO = List.of(3_600_000L, 21_600_000L, 86_400_000L, 172_800_000L, 604_800_000L);

    /** What is added up. */
    static final String SUMS = "clicks, chats, agents, " + String.join(", ", DELAYS);

    static final String COLUMNS = "operation, dimension, clicked_day, name, cod_act, " + SUMS;

    private CountSql() {}
}
