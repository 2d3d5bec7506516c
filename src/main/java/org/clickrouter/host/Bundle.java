package org.clickrouter.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CliConnectorFactory;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.clickrouter.net.HttpClients;
import org.clickrouter.observe.Meters;
import org.clickrouter.observe.Tracing;
import org.clickrouter.poll.ChunkProcessor;
import org.clickrouter.run.Beans;
import org.clickrouter.run.Placeholders;
import org.clickrouter.run.RouteFiles;
import org.clickrouter.run.StepErrors;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.text.RootCause;

/**
 * The product inside another application: a Camel context of its own, so that no name, property, error handler or
 * global setting of the two can meet. Records come in by {@link #take}, clicks go out to a receiver that the host
 * gives.
 */
final class Bundle implements AutoCloseable {

    /** Where the files of routes/ and library.camel.yaml stand on the class path. */
    private static final String SHIPPED = "classpath:META-INF/click-router/";

    private static final String IN = "direct:library-in";

    private final HostSettings host;
    private final String out;
    private final BooleanSupplier wanted;
    private final StoreHandles stores;
    private final DefaultCamelContext context = new DefaultCamelContext(false);
    /** Whether the host has wanted clicks. */
    private volatile boolean asked;
    /** Whether the route that hands them out runs. */
    private volatile boolean handing;

    /**
     * Opens the store and reads the routes; nothing runs before {@link #start}.
     *
     * @param name of the context, for logs
     * @param out the destination's name that stands for the host, part of each delivery's id: never to be changed
     * @param receiver takes the clicks in the host
     * @param wanted whether the host has an end that takes clicks
     * @param around the host's own context
     */
    Bundle(
            String name,
            HostSettings host,
            String out,
            HostReceiver.Receiver receiver,
            BooleanSupplier wanted,
            MeterRegistry registry,
            CamelContext around) {
        this.host = host;
        this.out = out;
        this.wanted = wanted;
        Settings settings = host.settings();
        Clock clock = Clock.systemUTC();
        InstanceId instance = InstanceId.here();
        this.stores = new StoreHandles(settings, clock, instance.toString());
        try {
            stores.ready(instance);
            isolate(name, around.getApplicationContextClassLoader());
            Beans beans = new Beans(settings, host.routes(), stores, registry, clock, Tracing.of(around));
            beans.bind(context.getRegistry()::bind);
            beans.begin(host.polls());
            context.getRegistry()
                    .bind(
                            "intake",
                            new RecordIntake(
                                    settings.operations(),
                                    stores.operations,
                                    stores.clicks,
                                    beans.outbox(),
                                    new Meters(registry),
                                    clock));
            context.getRegistry().bind("hostEnd", new HostReceiver(receiver));
            context.getRegistry()
                    .lookupByNameAndType("clicks", ChunkProcessor.class)
                    .alsoTo(out, this::goesOut);
            context.addComponent("outbox", beans.outbox());
            HttpClients.prepare(context, settings.duration("wolkvox.connect-timeout"));
            StepErrors.guard(context);
            RouteFiles.load(context, resources(around), settings.operations());
        } catch (Exception e) {
            close();
            throw new UsageException("click-router: " + RootCause.line(e), e);
        }
    }

    /** Nothing of the host, its environment or its JMX server is looked at. */
    private void isolate(String name, ClassLoader classes) {
        context.getCamelContextExtension().setName(name);
        context.disableJMX();
        context.setApplicationContextClassLoader(classes);
        context.setStreamCaching(false);
        context.setMessageHistory(false);
        context.setLoadTypeConverters(false);
        context.build();
        CliConnectorFactory cli = context.getCamelContextExtension().getContextPlugin(CliConnectorFactory.class);
        if (cli != null) {
            // The Camel CLI knows one context a process: this one would take some of its orders away from the host's.
            cli.setEnabled(false);
        }
        context.getInflightRepository().setInflightBrowseEnabled(false);
        context.setStartupSummaryLevel(StartupSummaryLevel.Oneline);
        context.getShutdownStrategy().setTimeout(25);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setAutoDiscoverPropertiesSources(false);
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        properties.setOverrideProperties(placeholders());
    }

    private Properties placeholders() {
        Properties placeholders = Placeholders.of(host.settings());
        Placeholders.run(placeholders, host.polls(), host.polls(), true);
        placeholders.setProperty("library.out", out);
        placeholders.setProperty("library.out.max-in-flight", String.valueOf(host.outMaxInFlight()));
        return placeholders;
    }

    /** The host knows how its class path is packed. */
    private Collection<Resource> resources(CamelContext around) throws Exception {
        List<Resource> all = new ArrayList<>();
        if (Files.isDirectory(host.routes())) {
            for (Path file : new RouteFiles(host.routes(), List.of()).files()) {
                all.add(ResourceHelper.resolveResource(context, "file:" + file));
            }
        } else {
            all.addAll(
                    PluginHelper.getPackageScanResourceResolver(around).findResources(SHIPPED + "routes/*.camel.yaml"));
            // In folders, Camel looks below them, too.
            all.removeIf(file -> !file.getLocation().matches(".*/routes/[^/]*"));
            all.sort(Comparator.comparing(Resource::getLocation));
        }
        all.add(ResourceHelper.resolveMandatoryResource(context, SHIPPED + "library.camel.yaml"));
        return all;
    }

    /** Starts to poll, where an API is set, and to deliver. */
    void start() {
        context.start();
        goesOut();
    }

    /** Asked for each click: it goes to the host where the host wants it. */
    private boolean goesOut(Exchange exchange) {
        Predicate listed = context.getRegistry().lookupByNameAndType("out.codes", Predicate.class);
        return goesOut() && (host.settings().list("out.codes").isEmpty() || listed.matches(exchange));
    }

    /**
     * Once the host has wanted clicks, they are queued for it until this bundle ends, also while its route is stopped.
     */
    private boolean goesOut() {
        asked = asked || wanted.getAsBoolean();
        if (asked && !handing && context.getStatus() == ServiceStatus.Started) {
            startHanding();
        }
        return asked;
    }

    /** Not while the context starts, when Camel takes the order and forgets it; {@link #start} comes back to it. */
    private synchronized void startHanding() {
        if (!handing) {
            try {
                context.getRouteController().startRoute(outRoute().orElseThrow().getRouteId());
                handing = true;
            } catch (Exception e) {
                throw new IllegalStateException("Clicks cannot be handed to the host: " + RootCause.line(e), e);
            }
        }
    }

    private Optional<Route> outRoute() {
        return context.getRoutes().stream()
                .filter(r -> r.getEndpoint().getEndpointUri().startsWith("outbox://" + out + "?"))
                .findFirst();
    }

    /**
     * Compares a record, or a list of them, with the store, and stores what is new with its deliveries.
     *
     * @param operation whose; null for the first
     * @return how many clicks were new or had a new code
     * @throws Exception what is wrong; then nothing was stored
     */
    int take(Object body, String operation) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        if (operation != null) {
            exchange.getMessage().setHeader("operation", operation);
        }
        try (var template = context.createProducerTemplate()) {
            Exchange done = template.send(IN, exchange);
            if (done.getException() != null) {
                throw done.getException();
            }
            return done.getProperty(RecordIntake.CHANGES, 0, Integer.class);
        }
    }

    /**
     * The host is about to stop: what is under way is finished, nothing new is polled or handed out; records are still
     * taken.
     */
    void quiet() {
        if (context.getStatus() != ServiceStatus.Started) {
            return;
        }
        for (Route route : List.copyOf(context.getRoutes())) {
            if (!route.getEndpoint().getEndpointUri().startsWith("direct:")) {
                try {
                    context.getRouteController().stopRoute(route.getRouteId());
                } catch (Exception e) {
                    throw new IllegalStateException(RootCause.line(e), e);
                }
            }
        }
    }

    CamelContext context() {
        return context;
    }

    StoreHandles stores() {
        return stores;
    }

    @Override
    public void close() {
        try {
            context.stop();
        } finally {
            stores.close();
        }
    }
}
