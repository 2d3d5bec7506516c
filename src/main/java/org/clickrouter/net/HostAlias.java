package org.clickrouter.net;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Hosts that Camel's http component cannot take: java.net.URI knows no host with an underscore, and HttpCore turns
 * punycode back into letters that java.net.URI knows no better. Such a host goes through Camel as hexadecimal digits,
 * and the client puts the real one back before it looks for a connection.
 */
public final class HostAlias {

    private static final Pattern HOST = Pattern.compile("(?i)(https?://)([^/?#:\\[\\]]+)(.*)");
    private static final Pattern ALIAS = Pattern.compile("h([0-9a-f]+)\\.click-router\\.invalid");

    private HostAlias() {}

    /**
     * @param url of scheme http or https, its host in ASCII
     * @return the same URL, with an alias in place of a host that Camel cannot take
     */
    public static String of(String url) {
        Matcher parts = HOST.matcher(url);
        if (!parts.matches()
                || !parts.group(2).contains("--") && URI.create(url).getHost() != null) {
            return url;
        }
        String digits = HexFormat.of().formatHex(parts.group(2).getBytes(StandardCharsets.US_ASCII));
        return parts.group(1) + "h" + digits + ".click-router.invalid" + parts.group(3);
    }

    /** The host that an alias stands for; any other as it is. */
    static String real(String host) {
        Matcher alias = ALIAS.matcher(host);
        return alias.matches() ? new String(HexFormat.of().parseHex(alias.group(1)), StandardCharsets.US_ASCII) : host;
    }

    /** Makes a client put back the real hosts. */
    public static void resolve(HttpClientBuilder client) {
        client.addExecInterceptorFirst("host-alias", (request, scope, chain) -> {
            HttpHost target = scope.route.getTargetHost();
            String real = real(target.getHostName());
            if (real.equals(target.getHostName())) {
                return chain.proceed(request, scope);
            }
            URIAuthority written = request.getAuthority();
            request.setAuthority(new URIAuthority(real, written == null ? target.getPort() : written.getPort()));
            HttpRoute route = route(scope.route, new HttpHost(target.getSchemeName(), real, target.getPort()));
            return chain.proceed(
                    request,
                    new ExecChain.Scope(
                            scope.exchangeId, route, scope.originalRequest, scope.execRuntime, scope.clientContext));
        });
    }

    private static HttpRoute route(HttpRoute old, HttpHost target) {
        return old.getProxyHost() == null
                ? new HttpRoute(target, old.getLocalAddress(), old.isSecure())
                : new HttpRoute(
                        target,
                        old.getLocalAddress(),
                        new HttpHost[] {old.getProxyHost()},
                        old.isSecure(),
                        old.getTunnelType(),
                        old.getLayerType());
    }
}
