package org.clickrouter.net;

import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;

/** The components {@code http} and {@code https} as the routes need them, also those of the engineers' own. */
public final class HttpClients {

    private static final int CONNECTIONS = 64;

    private HttpClients() {}

    /**
     * Sets them up: they repeat nothing by themselves (the client would wait out a Retry-After in memory), keep no
     * cookies, have a time-out for connecting, and end a request at the {@link Deadline} of its thread.
     *
     * @param connecting the longest that connecting may take
     */
    public static void prepare(CamelContext context, Duration connecting) {
        for (String scheme : List.of("http", "https")) {
            HttpComponent http = context.getComponent(scheme, HttpComponent.class);
            http.setAutomaticRetriesDisabled(true);
            http.setCookieManagementDisabled(true);
            http.setConnectTimeout(connecting.toMillis());
            http.setConnectionsPerRoute(CONNECTIONS);
            http.setHttpClientConfigurer(new Deadline());
        }
    }
}
