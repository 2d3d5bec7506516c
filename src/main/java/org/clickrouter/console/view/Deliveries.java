package org.clickrouter.console.view;

import java.util.List;

/**
 * A page of deliveries, the newest first. Times are epoch milliseconds.
 *
 * @param next where the next page begins, or null
 * @param reasons failures of what was given up, the most frequent first; of the filter's destination where it names one
 */
public record Deliveries(DeliveryFilter filter, List<Row> rows, Long next, List<Reason> reasons) {

    /** One delivery; due is when the next try may be made, finished when it was done or given up. */
    public record Row(
            long row,
            String id,
            String destination,
            String chat,
            String ad,
            String code,
            int revision,
            String state,
            int attempts,
            long created,
            long due,
            Long finished,
            String failure,
            Integer status,
            String error) {}

    /** Deliveries that were given up for the same reason; capped at 10,000. */
    public record Reason(String destination, String failure, Integer status, long count) {}
}
