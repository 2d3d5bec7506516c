package org.clickrouter.destination.webhook;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.AllowListDnsResolver;
import org.clickrouter.net.BoundedConnections;
import org.clickrouter.net.CallLimit;
import org.clickrouter.net.ForwardProxy;
import org.clickrouter.net.HostAlias;
import org.clickrouter.net.ProxyChoice;
import org.clickrouter.net.RenewedTls;
import org.clickrouter.net.TlsFiles;

/**
 * The client behind all webhooks: refuses addresses at the moment of connecting, so that a name which changes its
 * address between a check and a call gains nothing; keeps no cookies, follows no redirect, repeats nothing by itself.
 */
final class WebhookClient implements HttpClientConfigurer {

    private static final int CONNECTIONS = 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final AllowList allowed;
    private final ForwardProxy proxy;
    private final TlsFiles tls;
    private final Duration timeout;
    private int kept;
    private Optional<AccessTokens> tokens = Optional.empty();

    /**
     * @param allowed networks that receivers may be in
     * @param proxy the way to them
     * @param tls whom to trust and who we are
     * @param timeout the longest that one call may take
     */
    WebhookClient(AllowList allowed, ProxyChoice proxy, TlsFiles tls, Duration timeout) {
        this.allowed = allowed;
        this.proxy = new ForwardProxy(proxy);
        this.tls = tls;
        this.timeout = timeout;
    }

    /** The way to a receiver as its settings say it. */
    static WebhookClient of(WebhookSettings settings, Duration timeout) {
        return new WebhookClient(settings.allowed(), settings.proxy(), settings.tls(), timeout);
    }

    /** @param bytes how much of a success's body is left to be read; nothing is where this is not said */
    WebhookClient keeping(int bytes) {
        kept = bytes;
        return this;
    }

    /** @param tokens what each request is sent with */
    WebhookClient with(Optional<AccessTokens> tokens) {
        this.tokens = tokens;
        return this;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        PoolingHttpClientConnectionManagerBuilder connections = BoundedConnections.builder(CONNECTIONS, CONNECTING)
                .setDnsResolver(proxy.resolver(new AllowListDnsResolver(allowed)));
        if (!tls.isEmpty()) {
            connections.setTlsSocketStrategy(new RenewedTls(tls));
        }
        client.setConnectionManager(connections.build());
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
        tokens.ifPresent(login -> client.addExecInterceptorFirst("tokens", login));
        client.addExecInterceptorFirst("limit", new CallLimit(timeout, kept));
    }
}
