package org.clickrouter.camel;

import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** Bean {@code reportClient} of poll.camel.yaml: the client behind the calls of the report API. */
public final class ReportClient implements HttpClientConfigurer {

    private static final int CONNECTIONS = 64;

    private final Duration connecting;

    /** @param connecting the longest that connecting may take */
    public ReportClient(Duration connecting) {
        this.connecting = connecting;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setConnectionManager(BoundedConnections.builder(CONNECTIONS, connecting).build());
        new Deadline().configureHttpClient(client);
    }
}
