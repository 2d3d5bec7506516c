package org.clickrouter.store.clicks;

import java.time.ZoneId;
import java.util.Set;

/**
 * How a read takes clicks in.
 *
 * @param uncoded codes that mean none
 * @param zone of the API's times
 * @param routing which clicks go through the routing file
 */
public record RoutingMode(Set<String> uncoded, ZoneId zone, Routing routing) {

    /** Which clicks go through the routing file. */
    public enum Routing {
        /** what is new or has a new code: live polling and re-reads */
        NEWS,
        /** none that is history; a click that live polling knows is routed all the same when its code has changed */
        NO_HISTORY,
        /** what is new or has a new code, and history that was only stored before */
        HISTORY_TOO
    }
}
