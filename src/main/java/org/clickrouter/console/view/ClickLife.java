package org.clickrouter.console.view;

import java.util.List;

/**
 * One chat's life, the page of a click and what {@code trace} prints: each click, each of its codes, each delivery,
 * each attempt. Times are ISO 8601 with the offset of the operation; null where nothing is known.
 *
 * @param key what was asked for
 * @param bodies whether records and payloads are among it
 */
public record ClickLife(String key, boolean bodies, List<Click> clicks) {

    /**
     * One click.
     *
     * @param date as the API named it
     * @param clicked when that was; null where it could not be read
     * @param history whether a backfill only stored it
     */
    public record Click(
            String id,
            String operation,
            String chatId,
            String sourceId,
            String date,
            String clicked,
            String firstRead,
            boolean history,
            List<Revision> revisions) {}

    /**
     * The click as of one code.
     *
     * @param destinations to how many it was routed; -1 where routing failed
     * @param traceparent the place in a trace of the read that brought it, or null
     * @param routingFailure why, or null
     * @param record as the API named it; null unless bodies are asked for
     */
    public record Revision(
            int revision,
            String code,
            String seen,
            String traceparent,
            int destinations,
            String routingFailure,
            String record,
            List<Delivery> deliveries) {}

    /**
     * On its way to one destination.
     *
     * @param request that it shares with others, or null
     * @param state pending, done, dead or dropped
     * @param due pending: when it is tried next
     * @param body what the routing file made, where it made one and bodies are asked for
     */
    public record Delivery(
            String id,
            String request,
            String destination,
            String state,
            int attempts,
            String due,
            String finished,
            String body,
            List<Attempt> attempted) {}

    /** @param answer how the receiver's answer begins */
    public record Attempt(
            int attempt,
            String ended,
            boolean delivered,
            String failure,
            Integer status,
            String error,
            String answer) {}
}
