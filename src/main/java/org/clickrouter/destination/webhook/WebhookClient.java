package org.clickrouter.destination.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.clickrouter.destination.oauth2.AccessTokens;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.CallLimit;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.StrictClients;

/** The client behind all webhooks; follows no redirect that is not asked for. */
final class WebhookClient implements HttpClientConfigurer {

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
    static WebhookClient of(WebhookSettings settings) {
        return new WebhookClient(settings.allowed(), settings.path(), settings.timeout());
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
        StrictClients.prepare(client, allowed, path);
        if (redirects.isEmpty()) {
            client.disableRedirectHandling();
        } else {
            client.setRedirectStrategy(new OneRedirect(redirects));
        }
        tokens.ifPresent(login -> client.addExecInterceptorFirst("tokens", new BearerTokens(login, timeout)));
        client.addExecInterceptorFirst("limit", new CallLimit(timeout, kept));
    }
}
