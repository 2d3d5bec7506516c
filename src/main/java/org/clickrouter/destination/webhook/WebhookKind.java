package org.clickrouter.destination.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.destination.Payload;
import org.clickrouter.destination.oauth2.AccessTokens;
import org.clickrouter.destination.oauth2.TokenProbe;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.NetworkProbe;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Gathering;

/** Webhooks: {@code webhook.url}, and the engineer's own {@code NAME.url} that begin with http. */
public final class WebhookKind implements DestinationKind {

    static final String NAME = "webhook";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "webhook.url";
    }

    @Override
    public List<String> destinations(Settings settings) {
        // An address that is still empty is taken for a webhook's, unless a queue or topic says otherwise.
        return DestinationSettings.names(settings, NAME, "url").stream()
                .filter(name -> name.equals(NAME)
                        || settings.raw(name + ".url").isEmpty()
                                && !settings.isSet(name + ".queue")
                                && !settings.isSet(name + ".topic")
                        || settings.raw(name + ".url").regionMatches(true, 0, "http", 0, 4))
                .toList();
    }

    @Override
    public boolean isEnabled(Settings settings, String destination) {
        return settings.isSet(destination + ".url");
    }

    @Override
    public Optional<Gathering> gathering(Settings settings, String destination) {
        DestinationSettings its = new DestinationSettings(settings, destination, NAME);
        Duration every = its.get("every").isEmpty() ? Duration.ZERO : its.duration("every");
        return Optional.of(new Gathering(its.integer("batch"), every));
    }

    @Override
    public List<Problem> check(Settings settings) {
        return WebhookRules.check(settings, destinations(settings));
    }

    @Override
    public void probe(Settings settings, String destination, Clock clock, Consumer<Finding> say) {
        WebhookSettings its = WebhookSettings.of(new DestinationSettings(settings, destination, NAME));
        URI url = URI.create(its.address().address().url());
        boolean encrypted = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : encrypted ? 443 : 80;
        boolean well = new NetworkProbe(destination, clock, say)
                .look(its.address().address().host(), port, encrypted, its.allowed(), its.path());
        if (well) {
            its.credentials()
                    .tokens()
                    .ifPresent(server -> TokenProbe.look(
                            destination,
                            server,
                            kept -> AccessTokens.of(server, its.allowed(), its.path(), kept, clock, settings::mask),
                            settings,
                            "docs/network.md",
                            say));
        }
    }

    @Override
    public Payload show(DestinationContext context, Delivery delivery) {
        WebhookSettings settings = WebhookSettings.of(context.of(delivery.destination(), NAME));
        var request = settings.batch() > 1
                ? BatchRequest.of(settings, List.of(delivery), context.clock())
                : WebhookSink.request(settings, delivery, context.clock());
        Set<String> secret = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        secret.addAll(settings.headers().keySet());
        secret.add("Authorization");
        Map<String, Object> headers = new TreeMap<>(request.headers());
        settings.credentials().tokens().ifPresent(server -> headers.put("Authorization", "Bearer"));
        return Payload.message(
                settings.method() + " to " + delivery.destination() + ".url",
                headers,
                request.body(),
                secret,
                context.settings());
    }
}
