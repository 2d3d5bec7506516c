package org.clickrouter.outbox;

/** Where a click enters the routing file: the one route that Java names, so the file must keep it. */
public final class RoutingEntry {

    /** The endpoint that the routing file's first route begins with. */
    public static final String URI = "direct:route-click";

    private RoutingEntry() {}
}
