package org.clickrouter.console.view;

import java.util.List;

/**
 * One chat's life: each click, each of its codes, each delivery, each attempt. Times are epoch milliseconds.
 *
 * @param key what was asked for
 * @param bodies whether records and payloads are among it
 */
public record ClickLife(String key, boolean bodies, List<Click> clicks) {

    public record Click(
            String id,
            String operation,
            String zone,
            String chat,
            String ad,
            String date,
            long firstSeen,
            List<Revision> revisions) {}

    /**
     * The click as of one code.
     *
     * @param destinations to how many it was routed; -1 where routing failed
     * @param record as the API named it; null unless bodies are asked for
     */
    public record Revision(
            int number, String code, long seenAt, int destinations, String record, List<Delivery> deliveries) {}

    /** On its way to one destination; body is what the routing file made, where it made one and it is asked for. */
    public record Delivery(
            String id,
            String destination,
            String state,
            long due,
            Long finished,
            String body,
            List<Attempt> attempts) {}

    /** One attempt; ended is null where it is not known. */
    public record Attempt(int number, Long ended, boolean done, String failure, Integer status, String error) {}
}
