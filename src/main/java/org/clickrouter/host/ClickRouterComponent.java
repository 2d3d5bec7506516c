package org.clickrouter.host;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Component {@code click-router:NAME?source=#bean:BEAN}, on which Kamelet wolkvox-click-source stands: polls, and emits
 * each new or re-coded click.
 */
public final class ClickRouterComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new ClickRouterEndpoint(
                uri, this, resolveAndRemoveReferenceParameter(parameters, "source", ClickSource.class));
    }
}
