package org.clickrouter.run;

import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.clickrouter.text.OneLine;

/**
 * Keeps a rehearsal inside the process: a step that would call or write elsewhere is passed over, and noted, or answers
 * what the {@link DryRun} says.
 */
final class DryRunGuard implements EndpointStrategy, InterceptStrategy {

    private static final String STEP = "clickRouterStep";
    /** Of Kamelets those that send what a destination gets. */
    private static final String SINK = "kamelet:(//)?click-[a-z0-9-]+-sink(\\W.*)?";
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
    static void guard(CamelContext context) {
        DryRunGuard guard = new DryRunGuard();
        context.getCamelContextExtension().registerEndpointCallback(guard);
        context.getCamelContextExtension().addInterceptStrategy(guard);
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        String scheme = endpoint.getEndpointBaseUri().replaceFirst(":.*", "");
        if (INSIDE.contains(scheme) || endpoint instanceof DefaultInterceptSendToEndpoint) {
            return endpoint;
        }
        String name = OneLine.of(endpoint.getEndpointBaseUri(), 200);
        boolean sink = endpoint.getEndpointBaseUri().matches(SINK);
        DefaultInterceptSendToEndpoint guarded = new DefaultInterceptSendToEndpoint(endpoint, true);
        guarded.setBefore(exchange -> {
            DryRun run = DryRun.in(exchange);
            if (run != null && sink) {
                run.reachesSink(exchange);
            } else if (run != null) {
                run.call(exchange, exchange.getProperty(STEP, String.class), scheme, name);
            }
        });
        return guarded;
    }

    /** Each step says which one it is. */
    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                exchange.setProperty(STEP, step.getId());
                return super.process(exchange, callback);
            }
        };
    }
}
