package org.clickrouter.console.view;

import java.util.List;

/**
 * One destination: its queue, and what came of its deliveries in the last 24 hours, of the newest
 * {@value Recent#DELIVERIES} deliveries. Spans are milliseconds.
 *
 * @param destination as {@code status} has it
 * @param outcomes deliveries by how they ended, the most frequent first
 * @param attempt how long one attempt takes in this process, since it began; null where none was made
 * @param codeToDelivered from a code first seen to its delivery, of the newest 2,000; null where nothing was delivered
 */
public record DestinationState(
        Overview.Destination destination, List<Outcome> outcomes, Spread attempt, Spread codeToDelivered) {

    /**
     * How some deliveries ended: {@code done} or {@code dead}, with the failure and the HTTP status of the last try.
     */
    public record Outcome(String state, String failure, Integer status, long count) {}

    /**
     * Half were quicker than p50, 95 of 100 quicker than p95.
     *
     * @param count how many it rests on
     */
    public record Spread(long count, long p50, long p95) {}
}
