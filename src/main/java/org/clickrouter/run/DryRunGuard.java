package org.clickrouter.run;

import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.clickrouter.text.OneLine;

/**
 * Keeps a rehearsal inside the process: a step of the routing file that would call or write elsewhere is passed over,
 * and noted.
 */
public final class DryRunGuard implements EndpointStrategy {

    private static final String SKIPPED = "clickRouterSkipped";
    /** Components that work in the message alone, or hand it to another route. */
    private static final Set<String> INSIDE = Set.of(
            "outbox",
            "direct",
            "log",
            "bean",
            "class",
            "language",
            "mustache",
            "freemarker",
            "velocity",
            "thymeleaf",
            "string-template",
            "jslt",
            "jolt",
            "jsonata",
            "xslt",
            "xslt-saxon",
            "xj",
            "xquery",
            "dataformat",
            "validator",
            "json-validator",
            "json-patch",
            "mock",
            "stub");

    private DryRunGuard() {}

    /**
     * From now on, whatever is sent to an endpoint of this context stays inside. To be called before the routes are
     * loaded.
     */
    public static void guard(CamelContext context) {
        context.getCamelContextExtension().registerEndpointCallback(new DryRunGuard());
    }

    /** @return what was passed over on the way of this exchange, without anything secret; null where nothing was */
    public static String skipped(Exchange exchange) {
        return exchange.getProperty(SKIPPED, String.class);
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        String scheme = endpoint.getEndpointBaseUri().replaceFirst(":.*", "");
        if (INSIDE.contains(scheme) || endpoint instanceof DefaultInterceptSendToEndpoint) {
            return endpoint;
        }
        String name = OneLine.of(endpoint.getEndpointBaseUri(), 200);
        DefaultInterceptSendToEndpoint guarded = new DefaultInterceptSendToEndpoint(endpoint, true);
        guarded.setBefore(exchange -> {
            String before = skipped(exchange);
            exchange.setProperty(
                    SKIPPED,
                    before == null ? name : List.of(before.split(", ")).contains(name) ? before : before + ", " + name);
        });
        return guarded;
    }
}
