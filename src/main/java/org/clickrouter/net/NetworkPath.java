package org.clickrouter.net;

import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.clickrouter.settings.value.ProxyAddress;

/**
 * How HTTP requests leave this machine.
 *
 * @param proxy through whom
 * @param local from which of our addresses
 * @param tls whom to trust and who we are
 */
public record NetworkPath(ProxyChoice proxy, LocalAddress local, TlsFiles tls) {

    /** Straight ahead, with Java's own authorities. */
    public static final NetworkPath DIRECT =
            new NetworkPath(ProxyChoice.of("", ProxyAddress.NONE, Map.of()), LocalAddress.ANY, TlsFiles.NONE);

    /**
     * Makes a client take this path, to whatever address a name means; before {@link HostAlias#resolve}.
     *
     * @param most connections, also to one host
     * @param connecting the longest that connecting may take
     * @throws IllegalArgumentException see {@link TlsFiles#context}
     */
    public void configure(HttpClientBuilder client, int most, Duration connecting) {
        client.setConnectionManager(connections(most, connecting, SystemDefaultDnsResolver.INSTANCE));
        new ForwardProxy(proxy, local).configure(client);
    }

    /** The same, to allowed addresses alone. */
    public void configure(HttpClientBuilder client, int most, Duration connecting, AllowList allowed) {
        ForwardProxy way = new ForwardProxy(proxy, local);
        client.setConnectionManager(connections(most, connecting, way.resolver(new AllowListDnsResolver(allowed))));
        way.configure(client);
        way.check(client, allowed);
    }

    private PoolingHttpClientConnectionManager connections(int most, Duration connecting, DnsResolver targets) {
        PoolingHttpClientConnectionManagerBuilder connections =
                BoundedConnections.builder(most, connecting).setDnsResolver(local.fitting(targets));
        if (!tls.isEmpty()) {
            connections.setTlsSocketStrategy(new RenewedTls(tls));
        }
        return connections.build();
    }
}
