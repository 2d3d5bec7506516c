package org.clickrouter.destination.webhook;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers cross between Camel and a webhook. Camel's own strategy drops Cache-Control, Date, Pragma, Via and
 * Warning in silence; here whatever the destination's bean made is sent, but for what the client writes itself. Of an
 * answer, those headers come back that are looked at.
 */
public final class RequestHeaders implements HeaderFilterStrategy {

    private static final Set<String> OF_THE_CLIENT = names("content-length", "content-type", "host");
    private static final Set<String> LOOKED_AT = names(Exchange.CONTENT_TYPE, "Retry-After");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return name.regionMatches(true, 0, "Camel", 0, 5) || OF_THE_CLIENT.contains(name);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !LOOKED_AT.contains(name);
    }

    private static Set<String> names(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
