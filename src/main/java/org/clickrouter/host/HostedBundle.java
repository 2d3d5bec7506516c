package org.clickrouter.host;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StartupListener;
import org.apache.camel.WrappedFile;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.poll.ChunkProcessor;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.text.RootCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a bundle within the life of its host's Camel context, and the bundle's two ends in that context. */
final class HostedBundle extends LifecycleStrategySupport implements StartupListener {

    /** Give me a record. */
    static final String IN = "direct:click-router-in";
    /** Every new or re-coded click. */
    static final String OUT = "direct:click-router-out";
    /** Its queue: part of each delivery's id, so it never changes. */
    private static final String QUEUE = "click-router-out";

    /** Beans that the Kamelets of destinations name. */
    private static final List<String> LENT = List.of("destinations", "sinkDataSource");

    private static final long START_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(HostedBundle.class);

    private final CountDownLatch started = new CountDownLatch(1);
    private CamelContext host;
    private Bundle bundle;
    private Consumer in;
    private ProducerTemplate template;

    /**
     * The Kamelets of the host's routes are made here, before anything starts. What those of destinations ask for by
     * name opens the bundle when they do; a bean of the host that has such a name stays.
     */
    @Override
    public void onContextInitialized(CamelContext context) {
        if (wanted(context)) {
            for (String name : LENT) {
                if (context.getRegistry().lookupByName(name) == null) {
                    context.getRegistry()
                            .bind(
                                    name,
                                    Object.class,
                                    () -> open(context).context().getRegistry().lookupByName(name));
                }
            }
        }
    }

    /** @throws UsageException when a setting is wrong or the store cannot be opened: the host does not start then */
    @Override
    public void onContextStarting(CamelContext context) {
        if (!wanted(context)) {
            return;
        }
        open(context);
        try {
            in = context.getEndpoint(IN).createConsumer(this::take);
            in.start();
        } catch (Exception e) {
            bundle.close();
            throw new UsageException(IN + ": " + RootCause.line(e), e);
        }
    }

    private static boolean wanted(CamelContext context) {
        if (context.getRegistry().lookupByNameAndType("clicks", ChunkProcessor.class) != null) {
            // The product itself, be it as a whole or inside a host.
            return false;
        }
        Map<String, String> given = HostSettings.of(context.getPropertiesComponent(), List.of());
        return !given.isEmpty() && !given.getOrDefault("enabled", "true").equals("false");
    }

    /** By the Kamelets that the host's routes name. */
    private static Set<String> destinations(CamelContext context) {
        return context.getEndpoints().stream()
                .filter(KameletEndpoint.class::isInstance)
                .map(endpoint ->
                        ((KameletEndpoint) endpoint).getKameletProperties().get("destination"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    private synchronized Bundle open(CamelContext context) {
        if (bundle != null) {
            return bundle;
        }
        host = context;
        Map<String, String> given = HostSettings.of(context.getPropertiesComponent(), destinations(context));
        MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
        bundle = new Bundle(
                "click-router-in-" + context.getName(),
                HostSettings.read(given, "properties " + HostSettings.PREFIX + "*"),
                QUEUE,
                this::hand,
                this::hostTakesClicks,
                meters == null ? new SimpleMeterRegistry() : meters,
                context);
        return bundle;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // The host's routes do not run yet.
    }

    /** Routes of the host run now: clicks may go to them. */
    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        if (bundle != null && context == host) {
            template = context.createProducerTemplate();
            bundle.start();
            started.countDown();
            LOG.info(
                    "click-router: {} takes clicks; {}",
                    IN,
                    hostTakesClicks() ? OUT + " gets them" : "no route begins with " + OUT);
        } else if (bundle == null && takesClicks(context)) {
            LOG.warn(
                    "A route begins with {}, and no property {}* is set: click-router is off",
                    OUT,
                    HostSettings.PREFIX);
        }
    }

    private boolean hostTakesClicks() {
        return takesClicks(host);
    }

    private static boolean takesClicks(CamelContext context) {
        return context.getRoutes().stream()
                .anyMatch(
                        route -> route.getEndpoint().getEndpointUri().matches("direct:(//)?click-router-out(\\?.*)?"));
    }

    /** The host's records; the message goes on as it was, with the number of changes. */
    private void take(Exchange exchange) throws Exception {
        if (!started.await(START_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(IN + ": the bundle has not started within " + START_SECONDS + " s");
        }
        Object body = exchange.getMessage().getBody();
        if (body instanceof WrappedFile) {
            body = exchange.getMessage().getBody(byte[].class);
        }
        int changes = bundle.take(body, exchange.getMessage().getHeader("operation", String.class));
        exchange.getMessage().setHeader("clickRouterChanges", changes);
    }

    private void hand(Map<String, Object> headers, Delivery delivery) throws Exception {
        Exchange done = template.send(
                OUT + "?block=false",
                ExchangePattern.InOnly,
                exchange -> HostReceiver.into(exchange, headers, delivery));
        Exception failure = done.getException();
        if (failure instanceof DirectConsumerNotAvailableException) {
            throw new DeliveryException(FailureKind.UNREACHABLE, "no route from " + OUT + " is running");
        } else if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void onContextStopping(CamelContext context) {
        if (bundle != null && context == host) {
            bundle.quiet();
        }
    }

    @Override
    public void onContextStopped(CamelContext context) {
        if (bundle != null && context == host) {
            in.stop();
            if (template != null) {
                template.stop();
            }
            bundle.close();
            bundle = null;
        }
    }
}
