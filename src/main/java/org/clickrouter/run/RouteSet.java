package org.clickrouter.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.clickrouter.net.HttpClients;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.text.RootCause;

/**
 * The files of routes/ and the settings as they were at one moment: a Camel context of their own, with the beans that
 * the routes name.
 */
final class RouteSet implements AutoCloseable {

    private static final long DIRECT_MILLIS = 1_000;

    private final Main main = new Main();
    private final Settings settings;
    private final RouteFiles files;
    private final Beans beans;
    private final Router.Mode mode;
    private final Runnable prepared;
    private final WatchedFiles watched;
    private final Map<Path, String> loaded;

    /**
     * Prepares it; no file is read before {@link #start}.
     *
     * @param routesStart whether starting it starts its routes, too
     * @param prepared run once the files are understood, before anything starts
     */
    RouteSet(
            Settings settings,
            RouteFiles files,
            Beans beans,
            Router.Mode mode,
            boolean routesStart,
            Runnable prepared) {
        this.settings = settings;
        this.files = files;
        this.beans = beans;
        this.mode = mode;
        this.prepared = prepared;
        this.watched = new WatchedFiles(files.folder(), files.folder().resolveSibling("kamelets"));
        this.loaded = watched.look();
        main.configure().withName("click-router");
        beans.bind(main::bind);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setOverrideProperties(placeholders());
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
        camel.setAutoStartup(routesStart);
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

    private Properties placeholders() {
        Properties placeholders = Placeholders.of(settings);
        boolean all = mode.runsAll();
        Placeholders.run(placeholders, all, all || mode == Router.Mode.BACKFILL, all);
        // Beside routes/, then those in the jar: ours and Camel's catalogue.
        placeholders.setProperty(
                "camel.component.kamelet.location",
                "file:" + files.folder().resolveSibling("kamelets").toAbsolutePath() + ",classpath:kamelets");
        return placeholders;
    }

    private void prepare(CamelContext context) {
        try {
            beans.outbox().delivering(mode.runsAll());
            context.addComponent("outbox", beans.outbox());
            // For a route that is only just starting. Where none comes, each click would hold up the polling as long.
            context.getComponent("direct", DirectComponent.class).setTimeout(DIRECT_MILLIS);
            HttpClients.prepare(context, settings.duration("wolkvox.connect-timeout"));
            StepErrors.guard(context);
            if (mode == Router.Mode.REHEARSE) {
                DryRunGuard.guard(context);
                context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "click-router.tryout");
            }
        } catch (Exception e) {
            throw new UsageException("routes/: " + RootCause.line(e), e);
        }
        files.load(context);
        prepared.run();
    }

    /** @throws UsageException when Camel cannot understand a file */
    void start() {
        try {
            main.start();
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    private RuntimeException explained(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UsageException known) {
                return known;
            }
        }
        return RouteFiles.isMistake(failure) ? files.explained(main.getCamelContext(), failure) : failure;
    }

    /**
     * Starts all but what the routes take from, so that whatever a route lacks shows before it is needed.
     *
     * @throws UsageException when a step cannot start, or sends to a destination that no route takes from
     */
    void prove() {
        for (Route route : context().getRoutes()) {
            try {
                if (isInner(route)) {
                    context().getRouteController().startRoute(route.getRouteId());
                } else {
                    ServiceHelper.startService(route.getProcessor());
                }
            } catch (Exception e) {
                throw files.explained(context(), e);
            }
        }
        List<String> unserved = files.unserved(beans.outbox().named());
        if (!unserved.isEmpty()) {
            throw new UsageException(String.join("\n", unserved));
        }
    }

    /** @return Camel's context, once started */
    CamelContext context() {
        return main.getCamelContext();
    }

    /** @return the routes, those that only other routes call first */
    List<Route> routes() {
        return context().getRoutes().stream()
                .sorted((a, b) -> Boolean.compare(isInner(b), isInner(a)))
                .toList();
    }

    /** @return whether a route is only called by others, as that of a Kamelet is */
    static boolean isInner(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        return uri.startsWith("direct:") || uri.startsWith("kamelet:");
    }

    /** Whether any file has been written since these were read. */
    boolean isEdited() {
        return !watched.look().equals(loaded);
    }

    Beans beans() {
        return beans;
    }

    Settings settings() {
        return settings;
    }

    /** Ends all routes and gives back what they hold; the context goes on serving what else was added to it. */
    void empty() throws Exception {
        context().getRouteController().removeAllRoutes();
        beans.close();
    }

    @Override
    public void close() {
        try {
            main.stop();
        } finally {
            beans.close();
        }
    }
}
