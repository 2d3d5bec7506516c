package org.clickrouter.destination.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.CallLimit;
import org.clickrouter.net.HostAlias;
import org.clickrouter.net.NetworkPath;

/**
 * The client behind all webhooks: refuses addresses at the moment of connecting, so that a name which changes its
 * address between a check and a call gains nothing; keeps no cookies, follows no redirect that is not asked for,
 * repeats nothing by itself.
 */
final class WebhookClient implements HttpClientConfigurer {

    private static final int CONNECTIONS = 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final AllowList allowed;
    private final NetworkPath path;
    private final Duration timeout;
    private int kept;
    private Optional<AccessTokens> tokens = Optional.empty();
    private List<String> redirects = List.of();

    /**
     * @param allowed networks that receivers may be in
     * @param path to them
     * @param timeout the longest that one call may take
     */
    WebhookClient(AllowList allowed, NetworkPath path, Duration timeout) {
        this.allowed = allowed;
        this.path = path;
        this.timeout = timeout;
    }

    /** The way to a receiver as its settings say it. */
    static WebhookClient of(WebhookSettings settings, Duration timeout) {
        return new WebhookClient(settings.allowed(), settings.path(), timeout);
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

    /** @param hosts to which one redirect is followed; none is where this is empty */
    WebhookClient redirectedTo(List<String> hosts) {
        redirects = hosts;
        return this;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        path.configure(client, CONNECTIONS, CONNECTING, allowed);
        client.setConnectionManagerShared(false);
        if (redirects.isEmpty()) {
            client.disableRedirectHandling();
        } else {
            client.setRedirectStrategy(new OneRedirect(redirects));
        }
        client.disableCookieManagement();
        client.disableAutomaticRetries();
        // Of an answer only its status, Retry-After and the beginning of a refusal are read.
        client.disableContentCompression();
        client.disableAuthCaching();
        client.disableConnectionState();
        client.setUserAgent("click-router");
        HostAlias.resolve(client);
        tokens.ifPresent(login -> client.addExecInterceptorFirst("tokens", login));
        client.addExecInterceptorFirst("limit", new CallLimit(timeout, kept));
    }
}
