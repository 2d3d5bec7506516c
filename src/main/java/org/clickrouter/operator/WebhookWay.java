package org.clickrouter.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.CallLimit;
import org.clickrouter.net.HostAlias;
import org.clickrouter.net.LocalAddress;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.ProxyChoice;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.value.WebAddress;
import org.clickrouter.signing.StandardWebhooks;
import org.clickrouter.store.operator.OperatorMessages.Message;

/** By a webhook of the operator's own, signed as those of clicks are, or in the form of Slack. */
final class WebhookWay implements Way {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final WebAddress address;
    private final StandardWebhooks signing;
    private final boolean slack;
    private final NetworkPath path;
    private final Clock clock;

    WebhookWay(Settings settings, Clock clock) {
        this.address = WebAddress.parse(settings.secret("operator.webhook"));
        this.signing = StandardWebhooks.of(settings.secret("operator.webhook-secret"));
        this.slack = settings.get("operator.webhook-form").equals("slack");
        this.path = new NetworkPath(
                ProxyChoice.of(
                        "operator.proxy",
                        settings.get("operator.proxy"),
                        settings.layers().environment()),
                LocalAddress.ANY,
                TlsFiles.trusting(settings.home(), settings.get("operator.ca")));
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String body(Bulletin bulletin) {
        return slack ? bulletin.slack() : bulletin.json();
    }

    @Override
    public void send(Message message) throws IOException {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        HttpPost post = new HttpPost(HostAlias.of(address.url()));
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        address.authorization().ifPresent(basic -> post.setHeader("Authorization", basic));
        signing.headers(message.id(), clock.instant(), body).forEach(post::setHeader);
        try (CloseableHttpClient client = client()) {
            int status = client.execute(post, response -> {
                EntityUtils.consumeQuietly(response.getEntity());
                return response.getCode();
            });
            if (status < 200 || status > 299) {
                throw new IOException("HTTP " + status);
            }
        }
    }

    /** One for each message: there are few, and hours between them. */
    private CloseableHttpClient client() {
        HttpClientBuilder client = HttpClientBuilder.create()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableContentCompression()
                .setUserAgent("click-router");
        path.configure(client, 2, CONNECTING, AllowList.parse(""));
        HostAlias.resolve(client);
        client.addExecInterceptorFirst("limit", new CallLimit(LONGEST));
        return client.build();
    }
}
