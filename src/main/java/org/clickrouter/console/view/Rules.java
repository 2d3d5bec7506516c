package org.clickrouter.console.view;

import java.util.List;

/**
 * Where clicks go: what the routing file did with those of the last days, and what it would do with a record that
 * somebody tries.
 *
 * @param days how far back is counted
 * @param counted how many codes were looked at; not more than {@value RulesQuery#CAP}, the newest
 * @param routes the most frequent first
 * @param tried what became of the records that were tried; empty where none were
 */
public record Rules(int days, long counted, List<Route> routes, List<Tried> tried) {

    /**
     * One way that clicks took.
     *
     * @param code empty for clicks without one
     * @param destination null where the routing file named none, or failed
     * @param failed whether the routing file failed
     */
    public record Route(String code, String destination, boolean failed, long count) {}

    /**
     * A record that was tried; nothing was sent or stored.
     *
     * @param failure what the routing file failed with, or null
     * @param notCalled calls that the routing file would have made, passed over; null where there were none
     */
    public record Tried(
            String chatId, String code, int revision, List<To> destinations, String failure, String notCalled) {}

    /** What one destination would be sent. */
    public record To(String destination, String to, java.util.Map<String, String> headers, String body) {}
}
