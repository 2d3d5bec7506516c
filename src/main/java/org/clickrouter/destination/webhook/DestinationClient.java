package org.clickrouter.destination.webhook;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * The client of one webhook, made by its route with the destination's name: each has connections of its own, so that a
 * connection which one destination may use is never used by another that may not.
 */
public final class DestinationClient implements HttpClientConfigurer {

    private WebhookRequests webhooks;
    private String name;

    /** @param webhooks where the destination's settings are known */
    public void setWebhooks(WebhookRequests webhooks) {
        this.webhooks = webhooks;
    }

    /** @param name the destination's name */
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        webhooks.client(name).configureHttpClient(client);
    }
}
