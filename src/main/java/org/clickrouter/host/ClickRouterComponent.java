package org.clickrouter.host;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * Component {@code click-router:NAME?source=#bean:BEAN}, on which Kamelet wolkvox-click-source stands: polls, and emits
 * each new or re-coded click.
 */
@Component("click-router")
public final class ClickRouterComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        ClickRouterEndpoint endpoint = new ClickRouterEndpoint(uri, this, name);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
