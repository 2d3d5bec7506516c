package org.clickrouter.poll;

import org.apache.camel.CamelContext;

/**
 * Says to those who read for a Camel context that other routes take its place: they end the window under way and begin
 * no other, which would still be routed by the old rules.
 */
public final class Succession {

    private Succession() {}

    /** @param context whose routes are about to end */
    public static void announce(CamelContext context) {
        context.getCamelContextExtension().addContextPlugin(Succession.class, new Succession());
    }

    static boolean isAnnounced(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(Succession.class) != null;
    }
}
