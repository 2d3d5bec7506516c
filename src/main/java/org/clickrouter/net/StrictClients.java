package org.clickrouter.net;

import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * What our clients have in common, whomever they call: they refuse addresses at the moment of connecting, so that a
 * name which changes its address between a check and a call gains nothing; they keep no cookies and repeat nothing by
 * themselves.
 */
public final class StrictClients {

    private static final int CONNECTIONS = 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private StrictClients() {}

    /**
     * Sets up a client; redirects are its own affair.
     *
     * @param allowed networks that may be called
     * @param path to them
     */
    public static void prepare(HttpClientBuilder client, AllowList allowed, NetworkPath path) {
        path.configure(client, CONNECTIONS, CONNECTING, allowed);
        client.setConnectionManagerShared(false);
        client.disableCookieManagement();
        client.disableAutomaticRetries();
        // Of an answer only its status, Retry-After and the beginning of its body are read.
        client.disableContentCompression();
        client.disableAuthCaching();
        client.disableConnectionState();
        client.setUserAgent("click-router");
        HostAlias.resolve(client);
    }
}
