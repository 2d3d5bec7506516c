package org.clickrouter.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.clickrouter.delivery.RefusedAddressException;
import org.clickrouter.settings.value.ProxyAddress;

/**
 * The way of a client's requests through the company's proxy. TLS ends at the target, never at the proxy: of an https
 * target the proxy sees the host and no more.
 */
public final class ForwardProxy {

    private final ProxyChoice choice;
    private final LocalAddress local;

    /** @param local where connections begin, to proxies as well */
    public ForwardProxy(ProxyChoice choice, LocalAddress local) {
        this.choice = choice;
        this.local = local;
    }

    /** Makes a client choose the way by its requests' targets; before {@link HostAlias#resolve}. */
    public void configure(HttpClientBuilder client) {
        if (choice.all().isEmpty() && local.address().isEmpty()) {
            return;
        }
        new ProxyAnswers(choice, local).configure(client);
        client.setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE) {
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) {
                return choice.to(target.getSchemeName(), HostAlias.real(target.getHostName()))
                        .map(ForwardProxy::host)
                        .orElse(null);
            }

            @Override
            protected InetAddress determineLocalAddress(HttpHost firstHop, HttpContext context) {
                return local.address().orElse(null);
            }
        });
        // For the proxies alone: a target that asks for a log-in gets none of these.
        BasicCredentialsProvider logins = new BasicCredentialsProvider();
        for (ProxyAddress proxy : choice.all()) {
            proxy.user()
                    .ifPresent(user -> logins.setCredentials(
                            new AuthScope(host(proxy)),
                            new UsernamePasswordCredentials(
                                    user.substring(0, user.indexOf(':')),
                                    user.substring(user.indexOf(':') + 1).toCharArray())));
        }
        client.setDefaultCredentialsProvider(logins);
    }

    private static HttpHost host(ProxyAddress proxy) {
        return new HttpHost("http", proxy.host().replaceAll("^\\[|]$", ""), proxy.port());
    }

    /** The addresses of proxies as they are, since whoever runs the product chose them; all others by this resolver. */
    public DnsResolver resolver(DnsResolver targets) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                boolean proxy = choice.all().stream()
                        .anyMatch(one -> host(one).getHostName().equalsIgnoreCase(host));
                return proxy ? SystemDefaultDnsResolver.INSTANCE.resolve(host) : targets.resolve(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) throws UnknownHostException {
                return targets.resolveCanonicalHostname(host);
            }
        };
    }

    /**
     * Holds the targets behind a proxy against the networks that are allowed, by what their names mean here; before
     * {@link HostAlias#resolve}. A name that only the proxy knows is let through where no network is named, and refused
     * where one is.
     */
    public void check(HttpClientBuilder client, AllowList allowed) {
        if (choice.all().isEmpty()) {
            return;
        }
        AllowListDnsResolver check = new AllowListDnsResolver(allowed);
        // Inside of what follows redirects: the target of one is another host.
        client.addExecInterceptorBefore(ChainElement.PROTOCOL.name(), "proxied-target", (request, scope, chain) -> {
            if (scope.route.getProxyHost() != null) {
                String host = scope.route.getTargetHost().getHostName();
                try {
                    check.resolve(host);
                } catch (RefusedAddressException refused) {
                    throw refused;
                } catch (UnknownHostException unknownHere) {
                    if (!allowed.isEmpty()) {
                        throw new RefusedAddressException(
                                host + " is known to the proxy alone: it cannot be held against the allowed networks "
                                        + allowed);
                    }
                }
            }
            return chain.proceed(request, scope);
        });
    }
}
