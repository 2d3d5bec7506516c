package org.clickrouter.console.view;

import java.util.List;

/**
 * One destination of the last 24 hours. Times are milliseconds.
 *
 * @param pausedKind {@code manual}, {@code refused}, {@code gone}; null where it is not paused
 * @param outcomes deliveries by how they ended, at most 10,000 looked at
 * @param median from queued to delivered, of what was delivered; null where nothing was
 * @param p95 the same, 95 of 100 were quicker
 */
public record DestinationState(
        String name,
        boolean on,
        String pausedKind,
        String pausedReason,
        Long pausedUntil,
        List<Outcome> outcomes,
        Long median,
        Long p95) {

    /**
     * How some deliveries ended: {@code done} or {@code dead}, with the failure and the HTTP status of the last try.
     */
    public record Outcome(String state, String failure, Integer status, long count) {}
}
