package org.clickrouter.store.counts;

/** By what clicks are counted. */
public enum Dimension {
    /** all clicks together */
    ALL("all", "''"),
    /** the ad or post, {@code source_id} */
    AD("ad", "CASE WHEN TRIM(c.source_id) IN ('-', '0') THEN '' ELSE TRIM(c.source_id) END"),
    /** whether that is an ad or a post, {@code source_type} */
    SOURCE("source", "c.source_type"),
    /** image or video, {@code media_type} */
    TYPE("type", "c.media_type"),
    /** {@code rp_id} */
    ROUTING_POINT("routing-point", "c.rp_id"),
    /** {@code agent_id} */
    AGENT("agent", "c.agent_id"),
    /** hour of the day, 0 to 23; -1 where the date could not be read */
    HOUR("hour", "CAST(c.clicked_hour AS VARCHAR)");

    private final String key;
    private final String expression;

    Dimension(String key, String expression) {
        this.key = key;
        this.expression = expression;
    }

    /** Its name in the store. */
    public String key() {
        return key;
    }

    /** What a click {@code c} is counted under, in SQL. */
    String expression() {
        return expression;
    }
}
