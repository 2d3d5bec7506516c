package org.clickrouter.console.view;

import java.util.List;

/**
 * A page of deliveries, the newest first: the page Deliveries, and what {@code deliveries} and {@code dead} print.
 * Times are ISO 8601 with the offset of their operation.
 *
 * @param filter what was asked for, by name
 * @param next what {@code before} of the next page is, or null; the console's page may have fewer rows than its limit
 *     and a next one, where it looked at its share of the store
 * @param reasons failures of what was given up, the most frequent first; of the filter's destination where it names one
 */
public record Deliveries(DeliveryFilter filter, List<Row> rows, Long next, List<Reason> reasons) {

    /**
     * One delivery.
     *
     * @param row its place in the store
     * @param queued when it was
     * @param due when the next try may be made; null where it has ended
     * @param ended when it was done or given up
     * @param answer how the receiver's answer to the last failed try begins
     * @param record as the API named it; null unless bodies are asked for
     * @param body what the routing file made, where it made one and bodies are asked for
     */
    public record Row(
            long row,
            String id,
            String destination,
            String operation,
            String chatId,
            String sourceId,
            String code,
            int revision,
            String state,
            int attempts,
            String queued,
            String due,
            String ended,
            String failure,
            Integer status,
            String error,
            String answer,
            String record,
            String body) {}

    /** Deliveries that were given up for the same reason; capped at 10,000. */
    public record Reason(String destination, String failure, Integer status, long count) {}
}
