package org.clickrouter.run;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.console.web.Console;
import org.clickrouter.net.HttpClients;
import org.clickrouter.observe.Gauges;
import org.clickrouter.observe.ManagementServer;
import org.clickrouter.outbox.OutboxComponent;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.reports.Instances;
import org.clickrouter.text.RootCause;
import org.clickrouter.text.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running product: the store, the beans that the routes name, and Camel around them. */
public final class Router implements AutoCloseable {

    /** How much of the product runs. */
    public enum Mode {
        /** all of it */
        RUN,
        /** all of it, and edited routes are loaded while running */
        DEV,
        /** nothing but backfill, beside an instance that runs or alone */
        BACKFILL,
        /** nothing but the routing file, when asked: nothing is polled, delivered or listened to */
        REHEARSE
    }

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Settings settings;
    private final Runnable afterReload;
    private final Mode mode;
    private final InstanceId instance;
    private final StoreHandles stores;
    private final RouteFiles files;
    private final Beans beans;
    private final OutboxComponent outbox;
    private final Gauges gauges;
    private final Presence presence;
    private final Main main = new Main();
    private final int port;
    private Console console;

    /**
     * Begins to open the store and prepares Camel; nothing runs before {@link #start}.
     *
     * @param home folder of routes/
     */
    public Router(Settings settings, Path home, Mode mode) {
        this(settings, home, mode, () -> {});
    }

    /** @param afterReload run once at the start and after each reload, in mode DEV */
    public Router(Settings settings, Path home, Mode mode, Runnable afterReload) {
        this.afterReload = afterReload;
        this.settings = settings;
        this.mode = mode;
        Clock clock = Clock.systemUTC();
        List<OperationSettings> operations = settings.operations();
        this.files = new RouteFiles(RouteFiles.folder(home), operations);
        files.files();
        this.port = mode == Mode.RUN || mode == Mode.DEV ? port() : 0;
        this.instance = InstanceId.here();
        this.stores = new StoreHandles(settings, clock, instance.toString());

        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        main.configure().withName("click-router");
        this.beans = new Beans(settings, RouteFiles.folder(home), stores, registry, clock);
        this.outbox = beans.outbox();
        beans.bind(main::bind);
        this.gauges = new Gauges(registry, stores, operations, outbox::consumed, clock);
        this.presence = new Presence(
                new Instances(stores.database, clock), instance.toString(), outbox::consumed, this::withoutRoute);
        configure();
    }

    private void configure() {
        // Else Vert.x, which serves health and metrics, makes a folder for files that it never serves, and a killed
        // process leaves it behind.
        System.getProperties().putIfAbsent("vertx.disableFileCPResolving", "true");
        // It is listened to and calls nobody: its own resolver of names would only be loaded.
        System.getProperties().putIfAbsent("vertx.disableDnsResolver", "true");
        main.setDefaultPropertyPlaceholderLocation("false");
        Properties placeholders = Placeholders.of(settings);
        boolean all = mode == Mode.RUN || mode == Mode.DEV;
        Placeholders.run(placeholders, all, all || mode == Mode.BACKFILL, all);
        // Beside routes/, then those in the jar: ours and Camel's catalogue.
        placeholders.setProperty(
                "camel.component.kamelet.location",
                "file:" + files.folder().resolveSibling("kamelets").toAbsolutePath() + ",classpath:kamelets");
        main.setOverrideProperties(placeholders);
        var camel = main.configure();
        camel.setJmxEnabled(false);
        camel.setStreamCachingEnabled(false);
        camel.setMessageHistory(false);
        camel.setUseMdcLogging(false);
        camel.setLoadTypeConverters(false);
        camel.setInflightRepositoryBrowseEnabled(false);
        camel.setAutoConfigurationLogSummary(false);
        camel.setStartupSummaryLevel(StartupSummaryLevel.Oneline);
        camel.setRoutesCollectorEnabled(false);
        // Within the 30 s that an orchestrator usually grants: what is not over then was never marked, and is done
        // again.
        camel.setShutdownTimeout(25);
        camel.setShutdownSuppressLoggingOnTimeout(true);
        camel.setShutdownLogInflightExchangesOnTimeout(false);
        camel.setAutoStartup(mode != Mode.REHEARSE);
        camel.health().setEnabled(true);
        camel.health().setRoutesEnabled(false);
        camel.health().setConsumersEnabled(false);
        camel.health().setProducersEnabled(false);
        camel.health().setExposureLevel("full");
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                prepare(configured.getCamelContext());
            }
        });
    }

    private void prepare(CamelContext context) {
        try {
            context.addComponent("outbox", outbox);
            HttpClients.prepare(context, settings.duration("wolkvox.connect-timeout"));
            if (mode == Mode.REHEARSE) {
                DryRunGuard.guard(context);
                context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "click-router.tryout");
            }
            files.load(context);
        } catch (Exception e) {
            throw new UsageException("routes/: " + RootCause.line(e), e);
        }
        // Its schema was made while Camel and the routes were loaded, which take about as long.
        stores.ready(instance);
        boolean all = mode == Mode.RUN || mode == Mode.DEV;
        beans.begin(all);
        if (all) {
            outbox.begin();
            beans.awaitFirstRead();
        }
    }

    private int port() {
        int wanted = settings.integer("http.port");
        String host = settings.get("http.host");
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.getByName(host), wanted));
            return free.getLocalPort();
        } catch (IOException e) {
            // The server itself would only log it, and the product run without health and metrics.
            throw new UsageException("http.port = " + wanted + ": cannot be listened to on http.host = " + host + " ("
                    + e.getMessage() + "); is another instance running? 0 takes any free one");
        }
    }

    /** Starts everything and returns. */
    public void start() {
        try {
            main.start();
            if (mode == Mode.DEV) {
                watch();
            }
        } catch (RuntimeException e) {
            close();
            throw RouteFiles.mistake(e);
        }
        if (mode == Mode.REHEARSE || mode == Mode.BACKFILL) {
            return;
        }
        serve();
        if (console != null) {
            System.out.println("click-router: console on http://" + settings.get("http.host") + ":" + port + "/");
        }
        System.out.println("click-router: health and metrics on http://" + settings.get("http.host") + ":" + port
                + "/observe/health");
        LOG.info("routes: {}", files.folder());
        for (String address : List.of("webhook.url", "email.host", "kafka.brokers", "jms.url")) {
            if (!settings.isSet(address)) {
                LOG.info(
                        "destination={}: off, since {} is not set",
                        address.substring(0, address.indexOf('.')),
                        address);
            }
        }
        SettingsCheck.unused(settings, files::mention)
                .forEach(problem -> LOG.warn("{}", settings.mask(problem.line())));
        withoutRoute()
                .forEach(name -> LOG.warn(
                        "destination={}: the routing file names outbox:{} and no route takes from it; its deliveries will wait",
                        name,
                        name));
    }

    private void serve() {
        try {
            gauges.register();
            presence.begin(Version.current());
            VertxPlatformHttpRouter server = ManagementServer.serve(context(), settings.get("http.host"), port);
            if (Console.allowed(settings)) {
                console = Console.mount(
                        server, server.vertx(), settings, stores, outbox, Version.current(), Clock.systemUTC());
            } else {
                LOG.warn("console: off, since http.host is not loopback and console.password is not set");
            }
        } catch (Exception e) {
            close();
            throw new UsageException(
                    "http.port = " + port + ": health and metrics cannot be served on http.host = "
                            + settings.get("http.host") + " (" + RootCause.line(e) + ")",
                    e);
        }
    }

    private void watch() {
        try {
            DevMode dev = new DevMode(files, afterReload);
            afterReload.run();
            context().addService(dev, true, true);
        } catch (Exception e) {
            throw new UsageException("routes/: cannot be watched: " + RootCause.line(e));
        }
    }

    /** @return Camel's context, once started */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /**
     * Destinations that the routing file names and no route takes from, without those that are off: their lists match
     * nothing.
     */
    private List<String> withoutRoute() {
        return outbox.withoutConsumer().stream()
                .filter(name -> Placeholders.on(settings, name))
                .toList();
    }

    public StoreHandles stores() {
        return stores;
    }

    /** The port that health and metrics are on, also where http.port left the choice to the machine. */
    public int httpPort() {
        return port;
    }

    /** Stops: what is in flight is finished and marked, then the store is closed. */
    @Override
    public void close() {
        if (console != null) {
            console.close();
        }
        try {
            main.stop();
        } finally {
            presence.close();
            beans.close();
            stores.close();
        }
    }
}
