package org.clickrouter.run;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.clickrouter.console.view.RuleTrial;
import org.clickrouter.console.web.Console;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.observe.Gauges;
import org.clickrouter.observe.ManagementServer;
import org.clickrouter.observe.Tracing;
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
        /** nothing but backfill, beside an instance that runs or alone */
        BACKFILL,
        /** nothing but the routing file, when asked: nothing is polled, delivered or listened to */
        REHEARSE;

        boolean runsAll() {
            return this == RUN;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Path home;
    private final Mode mode;
    private final Clock clock;
    private final InstanceId instance;
    private final StoreHandles stores;
    private final Beans beans;
    private final Gauges gauges;
    private final Presence presence;
    private final Housekeeping housekeeping;
    private final int port;
    private RuleTrial trial = records -> {
        throw new IllegalArgumentException("this program does not try records");
    };
    private VertxPlatformHttpRouter server;
    private Console console;
    private final RunningRoutes routes;

    /**
     * Begins to open the store and prepares Camel; nothing runs before {@link #start}.
     *
     * @param home folder of routes/
     */
    public Router(Settings settings, Path home, Mode mode) {
        this(settings, home, mode, Clock.systemUTC());
    }

    /** The same by another clock: what is due, how old something is, which day it is. */
    public Router(Settings settings, Path home, Mode mode, Clock clock) {
        this.home = home;
        this.mode = mode;
        this.clock = clock;
        RouteFiles files = files(settings);
        files.files();
        this.port = mode.runsAll() ? HttpPort.free(settings) : 0;
        this.instance = InstanceId.here();
        this.stores = new StoreHandles(settings, clock, instance.toString());
        // Else Vert.x makes a folder for files that it never serves, and a killed process leaves it behind.
        System.getProperties().putIfAbsent("vertx.disableFileCPResolving", "true");
        // It is listened to and calls nobody: its own resolver of names would only be loaded.
        System.getProperties().putIfAbsent("vertx.disableDnsResolver", "true");

        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.beans = new Beans(settings, RouteFiles.folder(home), stores, registry, clock, Tracing.ofProcess());
        this.gauges = new Gauges(registry, stores, settings.operations(), beans.outbox()::consumed, clock);
        this.presence = new Presence(
                new Instances(stores.database, clock),
                instance.toString(),
                beans.outbox()::consumed,
                this::withoutRoute);
        this.routes =
                new RunningRoutes(new RouteSet(settings, files, beans, mode, mode != Mode.REHEARSE, this::prepared));
        this.housekeeping = new Housekeeping(settings, this::settings, stores, beans.outbox()::consumed, clock);
    }

    private RouteFiles files(Settings settings) {
        return new RouteFiles(RouteFiles.folder(home), settings.operations());
    }

    /** Once the files are understood, and before anything runs. */
    private void prepared() {
        // Its schema was made while Camel and the routes were loaded, which take about as long.
        stores.ready(instance);
        beans.begin(mode.runsAll());
        if (mode.runsAll()) {
            beans.outbox().begin();
            beans.awaitFirstRead();
        }
    }

    /** Says how the console tries records; without it, it cannot. To be called before {@link #start}. */
    public Router trying(RuleTrial by) {
        this.trial = by;
        return this;
    }

    /** Starts everything and returns. */
    public void start() {
        try {
            routes.first().start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        if (!mode.runsAll()) {
            return;
        }
        serve();
        String host = routes.first().settings().get("http.host");
        if (console != null) {
            System.out.println("click-router: console on http://" + host + ":" + port + "/");
        }
        System.out.println("click-router: health and metrics on http://" + host + ":" + port + "/observe/health");
        LOG.info("routes: {}", RouteFiles.folder(home));
        StartLines.log(routes.now().settings(), files(routes.now().settings()), unserved());
    }

    /**
     * Builds the files and settings as they are now beside what runs, and puts them in its place once all of it stands.
     * What is under way ends in its old form. Returns when the new routes have begun; where the old ones still work,
     * the rest follows by itself.
     *
     * @param wanted the settings as they are now, without mistakes
     * @return keys whose new value needs a restart; they keep their old one
     * @throws UsageException what is wrong; then nothing has changed
     */
    public synchronized List<String> reload(Settings wanted) throws InterruptedException {
        routes.settle();
        Settings present = routes.now().settings();
        Map<String, String> kept = Reloadable.kept(present, wanted);
        Settings settings = wanted.with(kept);
        RouteSet next = new RouteSet(settings, files(settings), new Beans(beans, settings), mode, false, () -> {});
        List<String> renewed;
        try {
            next.start();
            next.prove();
            renewed = next.beans().renewTokens();
        } catch (RuntimeException e) {
            next.close();
            throw e;
        }
        // An operation that a refused token stopped goes on once nothing calls by the old one any more.
        HandOver handOver = routes.replace(next, () -> renewed.forEach(stores.operations::register));
        showConsole(settings);
        handOver.awaitIntake();
        return List.copyOf(kept.keySet());
    }

    private void serve() {
        String host = routes.first().settings().get("http.host");
        try {
            gauges.register();
            presence.begin(Version.current());
            housekeeping.begin();
            server = ManagementServer.serve(routes.first().context(), host, port);
            showConsole(routes.first().settings());
            if (console == null) {
                LOG.warn("console: off, since http.host is not loopback and console.password is not set");
            }
        } catch (Exception e) {
            close();
            throw new UsageException(
                    "http.port = " + port + ": health and metrics cannot be served on http.host = " + host + " ("
                            + RootCause.line(e) + ")",
                    e);
        }
    }

    /** Also where a password has come since the start. */
    private void showConsole(Settings settings) {
        if (console != null) {
            console.takeOver(settings);
        } else if (server != null && Console.allowed(settings)) {
            console = Console.mount(
                    server, server.vertx(), settings, stores, beans.outbox(), trial, beans.meters(), clock);
        }
    }

    /** @return Camel's context with the routes in force, once started */
    public CamelContext context() {
        return routes.now().context();
    }

    /** @return a line for each destination that the routes send to and no route takes from, with place and remedy */
    public List<String> unserved() {
        return files(routes.now().settings())
                .unserved(routes.now().beans().outbox().named());
    }

    /** Of them those that would be on, for `status`. */
    private List<String> withoutRoute() {
        return beans.outbox().withoutConsumer().stream()
                .filter(name -> DestinationKinds.isEnabled(routes.now().settings(), name))
                .toList();
    }

    /** @return the settings of the routes in force */
    public Settings settings() {
        return routes.now().settings();
    }

    /** Whether a reload would take edits of routes/ or kamelets/. */
    boolean isEdited() {
        return routes.now().isEdited();
    }

    public StoreHandles stores() {
        return stores;
    }

    /** @return the name of this process in the store */
    public String instance() {
        return instance.toString();
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
        gauges.close();
        try {
            routes.close();
        } finally {
            housekeeping.close();
            presence.close();
            stores.close();
        }
    }
}
