package org.clickrouter.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.clickrouter.camel.ClickReport;
import org.clickrouter.camel.Clicks;
import org.clickrouter.camel.CodeList;
import org.clickrouter.camel.Deadline;
import org.clickrouter.camel.Mails;
import org.clickrouter.camel.Meters;
import org.clickrouter.camel.OutboxComponent;
import org.clickrouter.camel.Poller;
import org.clickrouter.camel.ReportApi;
import org.clickrouter.camel.SqlSink;
import org.clickrouter.camel.WebhookClient;
import org.clickrouter.camel.Webhooks;
import org.clickrouter.deliver.AllowList;
import org.clickrouter.deliver.MailBody;
import org.clickrouter.deliver.RetrySchedule;
import org.clickrouter.deliver.SinkTable;
import org.clickrouter.report.Backoff;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.window.Tier;
import org.clickrouter.window.WindowPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running product: the store, the beans that the routes name, and Camel around them. */
final class Router implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Settings settings;
    private final Stores stores;
    private final RouteFiles files;
    private final OutboxComponent outbox;
    private final Main main = new Main();
    private final int port;

    /**
     * Opens the store and prepares Camel; nothing runs before {@link #start}.
     *
     * @param dev whether edited routes are loaded while running
     */
    Router(Settings settings, Path home, boolean dev) {
        this.settings = settings;
        Clock clock = Clock.systemUTC();
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        List<OperationSettings> operations = settings.operations();
        this.files = new RouteFiles(home.resolve("routes"), operations);
        files.files();
        this.port = port();
        Instance instance = Instance.here();
        this.stores = new Stores(settings, clock, instance.toString());
        if (!stores.database.isPostgres()) {
            // An H2 file has one process at a time, or several of this machine: what a dead one of them held is free.
            stores.outbox.holders().stream().filter(instance::knowsAsDead).forEach(stores.outbox::free);
        }

        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Meters meters = new Meters(registry);
        this.outbox = new OutboxComponent(stores.outbox, RetrySchedule.parse(settings.get("retry.schedule")), clock, random, meters);
        WindowPlan plan = new WindowPlan(settings.duration("poll.start"), settings.duration("poll.safety-lag"),
            Tier.parse(settings.get("poll.re-read")));
        Poller poller = new Poller(stores.operations, stores.quota, plan, settings.duration("poll.period"),
            new Backoff(settings.duration("poll.retry"), random), clock, meters, new ArrayList<>(settings.secrets()));
        ReportApi reportApi = new ReportApi(stores.slots, stores.quota, stores.clicks, clock, meters);
        for (OperationSettings operation : operations) {
            poller.register(operation);
            reportApi.register(operation);
        }

        main.configure().withName("click-router");
        bind("metricsRegistry", registry);
        bind("poller", poller);
        bind("reportApi", reportApi);
        bind("reportClient", new Deadline());
        bind("clickReport", new ClickReport(settings.integer("poll.chunk"), new ArrayList<>(settings.secrets()), UnaryOperator.identity()));
        bind("clicks", new Clicks(stores.clicks, poller, outbox, meters));
        bind("webhooks", new Webhooks(settings, clock));
        bind("webhookClient", new WebhookClient(AllowList.parse(settings.get("webhook.allow"))));
        bind("mails", new Mails(settings, new MailBody(home.resolve("routes/mail"))));
        bind("mailSession", MailSessions.session(settings));
        bind("sinkDataSource", stores.sink);
        bind("sqlSink", new SqlSink(stores.sink, SinkTable.of(settings.get(settings.isSet("sql.url") ? "sql.url" : "store.url"),
            settings.get("sql.table")), clock));
        codeLists(operations);
        bind("health-store", new Health.Store(stores.database));
        operations.forEach(operation -> bind("health-" + operation.name(),
            new Health.Operation(operation.name(), stores.operations, settings.duration("poll.period"), clock)));
        bind("health-outbox", new Health.Queues(outbox, stores.outbox, name -> Placeholders.on(settings, name)));
        new Gauges(registry, stores, operations, clock).register();
        configure(dev);
    }

    private void bind(String name, Object bean) {
        main.bind(name, bean);
    }

    /** Every list NAME.codes of the settings becomes a predicate that the routing file names by `ref:`. */
    private void codeLists(List<OperationSettings> operations) {
        Set<String> uncoded = operations.get(0).uncoded();
        Properties all = settings.effective();
        all.stringPropertyNames().stream().filter(key -> key.endsWith(".codes")).forEach(key ->
            bind(key, new CodeList(settings.list(key), uncoded, Placeholders.on(settings, key.substring(0, key.length() - ".codes".length())))));
    }

    private void configure(boolean dev) {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setOverrideProperties(Placeholders.of(settings));
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
        camel.setShutdownTimeout(40);
        camel.setShutdownSuppressLoggingOnTimeout(true);
        camel.setShutdownLogInflightExchangesOnTimeout(false);
        camel.httpManagementServer().setEnabled(true);
        camel.httpManagementServer().setHost(settings.get("http.host"));
        camel.httpManagementServer().setPort(port);
        camel.httpManagementServer().setHealthCheckEnabled(true);
        camel.httpManagementServer().setMetricsEnabled(true);
        camel.health().setEnabled(true);
        camel.health().setRoutesEnabled(false);
        camel.health().setConsumersEnabled(false);
        camel.health().setProducersEnabled(false);
        camel.health().setExposureLevel("full");
        camel.metrics().setEnabled(true);
        camel.metrics().setEnableRoutePolicy(false);
        camel.metrics().setEnableMessageHistory(false);
        camel.metrics().setEnableExchangeEventNotifier(false);
        camel.metrics().setEnableRouteEventNotifier(false);
        camel.metrics().setBinders("jvm-memory,jvm-gc,processor,uptime");
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                prepare(configured.getCamelContext(), dev);
            }
        });
    }

    private void prepare(CamelContext context, boolean dev) {
        try {
            context.addComponent("outbox", outbox);
            http(context);
            files.load(context);
            if (dev) {
                context.addService(new DevMode(files));
            }
        } catch (Exception e) {
            throw new UsageException("routes/: " + Failure.line(e));
        }
    }

    /** The http component as the routes need it: it repeats nothing by itself, keeps no cookies, and has a time-out for connecting. */
    private void http(CamelContext context) {
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setAutomaticRetriesDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setConnectTimeout(settings.duration("wolkvox.connect-timeout").toMillis());
        http.setConnectionsPerRoute(64);
    }


    private int port() {
        int wanted = settings.integer("http.port");
        if (wanted != 0) {
            return wanted;
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(settings.get("http.host")))) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("http.host = " + settings.get("http.host") + ": no port can be had there", e);
        }
    }

    /** Starts everything and returns. */
    void start() {
        try {
            main.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        System.out.println("click-router: health and metrics on http://" + settings.get("http.host") + ":" + port + "/observe/health");
        for (String destination : List.of("webhook", "email")) {
            if (!Placeholders.on(settings, destination)) {
                LOG.info("destination={}: off, since {} is not set", destination, destination.equals("webhook") ? "webhook.url" : "email.host");
            }
        }
        outbox.withoutConsumer().stream().filter(name -> Placeholders.on(settings, name)).forEach(name ->
            LOG.warn("destination={}: the routing file names outbox:{} and no route takes from it; its deliveries wait", name, name));
    }

    Stores stores() {
        return stores;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** The port that health and metrics are on, also where http.port left the choice to the machine. */
    int httpPort() {
        return port;
    }

    /** Stops: what is in flight is finished and marked, then the store is closed. */
    @Override
    public void close() {
        try {
            main.stop();
        } finally {
            stores.close();
        }
    }
}
