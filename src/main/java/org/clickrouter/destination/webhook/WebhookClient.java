package org.clickrouter.destination.webhook;

import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.AllowListDnsResolver;
import org.clickrouter.net.BoundedConnections;
import org.clickrouter.net.CallLimit;
import org.clickrouter.net.ForwardProxy;
import org.clickrouter.net.HostAlias;
import org.clickrouter.net.ProxyChoice;

/**
 * The client behind all webhooks: refuses addresses at the moment of connecting, so that a name which changes its
 * address between a check and a call gains nothing; keeps no cookies, follows no redirect, repeats nothing by itself.
 */
final class WebhookClient implements HttpClientConfigurer {

    private static final int CONNECTIONS = 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final AllowList allowed;
    private final ForwardProxy proxy;
    private final Duration timeout;

    /**
     * @param allowed networks that receivers may be in
     * @param proxy the way to them
     * @param timeout the longest that one call may take
     */
    WebhookClient(AllowList allowed, ProxyChoice proxy, Duration timeout) {
        this.allowed = allowed;
        this.proxy = new ForwardProxy(proxy);
        this.timeout = timeout;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setConnectionManager(BoundedConnections.builder(CONNECTIONS, CONNECTING)
                .setDnsResolver(proxy.resolver(new AllowListDnsResolver(allowed)))
                .build());
        client.setConnectionManagerShared(false);
        client.disableRedirectHandling();
        client.disableCookieManagement();
        client.disableAutomaticRetries();
        // Of an answer only its status, Retry-After and the beginning of a refusal are read.
        client.disableContentCompression();
        client.disableAuthCaching();
        client.disableConnectionState();
        client.setUserAgent("click-router");
        proxy.configure(client);
        proxy.check(client, allowed);
        HostAlias.resolve(client);
        client.addExecInterceptorFirst("limit", new CallLimit(timeout));
    }
}
