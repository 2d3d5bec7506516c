package org.clickrouter.tryout;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.outbox.OutboxEndpoint;
import org.clickrouter.outbox.RoutingEntry;
import org.clickrouter.poll.ChunkProcessor;
import org.clickrouter.report.Click;
import org.clickrouter.run.DryRun;
import org.clickrouter.run.RouteFiles;
import org.clickrouter.run.Router;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.text.RootCause;

/**
 * The route files loaded on a store in memory, with nothing that polls, delivers or listens: for trying them. Several
 * may be open at once. One is not for several threads.
 */
public final class Rehearsal implements AutoCloseable {

    private static final AtomicLong STORES = new AtomicLong();

    private final Path home;
    private final Settings given;
    private final Settings settings;
    private final Router router;
    private ProducerTemplate template;
    private Endpoint entry;
    private Map<String, Object> answers = Map.of();
    private String skipped;

    /**
     * @param settings under which the files are tried; those of the store are passed over
     * @param home folder of routes/
     * @throws UsageException when Camel cannot understand a file
     */
    public Rehearsal(Settings settings, Path home) {
        this.home = home;
        this.given = settings;
        Map<String, String> inMemory = new HashMap<>();
        for (String key : List.of("store.user", "store.password", "sql.url", "sql.user", "sql.password")) {
            inMemory.put(key, "");
        }
        inMemory.put("store.url", "jdbc:h2:mem:rehearsal-" + STORES.incrementAndGet());
        inMemory.put("store.pool", "2");
        this.settings = settings.with(inMemory);
        this.router = new Router(this.settings, home, Router.Mode.REHEARSE);
        router.start();
    }

    /** Another one with some settings changed; the caller closes it. */
    Rehearsal with(Map<String, String> changed) {
        return new Rehearsal(given.with(changed), home);
    }

    /** @return the folder of the files */
    public Path folder() {
        return RouteFiles.folder(home);
    }

    /** @return how many route files there are */
    public int files() {
        return new RouteFiles(folder(), List.of()).files().size();
    }

    /** @return whether any of them has this word */
    public boolean mentions(String word) {
        return new RouteFiles(folder(), List.of()).mention(word);
    }

    /**
     * @return a line for each destination that the files send to and no route takes from
     * @throws UsageException where a route cannot start
     */
    public List<String> unserved() {
        try {
            if (template == null) {
                open();
            }
        } catch (UsageException e) {
            throw e;
        } catch (Exception e) {
            throw new UsageException(RootCause.line(e), e);
        }
        return router.unserved();
    }

    Settings settings() {
        return settings;
    }

    /** From now on, what lookups answer, by the id of their step: a text, or what JSON may be. */
    public Rehearsal answering(Map<String, Object> stubs) {
        this.answers = stubs;
        return this;
    }

    /** @return what lookups answer at present, by the id of their step */
    Map<String, Object> answers() {
        return answers;
    }

    /** @return the route that takes from a destination's queue */
    private Optional<Route> from(String destination) {
        return router.context().getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof OutboxEndpoint outbox
                        && outbox.getName().equals(destination))
                .findFirst();
    }

    /** @return whether a loaded route takes from a destination's queue */
    boolean takesFrom(String destination) {
        return from(destination).isPresent();
    }

    /**
     * Sends a delivery through the route of its destination.
     *
     * @return what would reach the sink, which steps would have asked, and how the route ended
     */
    Tried deliver(Delivery delivery) {
        Route route = from(delivery.destination()).orElseThrow();
        Exchange exchange = new DefaultExchange(router.context());
        DryRun run = new DryRun(answers).of(exchange);
        List<Delivery> group = List.of(delivery);
        Deliveries.into(exchange, group, ((OutboxEndpoint) route.getEndpoint()).isList(group));
        try {
            ServiceHelper.startService(route.getProcessor());
            route.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return new Tried(run.sent(), run.unanswered(), exchange.getException());
    }

    /**
     * How the route of a destination went.
     *
     * @param sent what reached the sink
     * @param unanswered ids of the steps that would have called somebody; null for none
     * @param failure or null
     */
    record Tried(List<Delivery> sent, String unanswered, Exception failure) {}

    /**
     * Sends one click through the routing file.
     *
     * @return the click with the deliveries that would be stored
     * @throws Exception what the routing file fails with
     */
    public RoutedClick route(Click click, int revision) throws Exception {
        if (template == null) {
            open();
        }
        Exchange exchange = new DefaultExchange(router.context());
        RoutedClick change = RoutedClick.dryRun(click, revision);
        DryRun run = new DryRun(answers).of(exchange);
        ChunkProcessor.show(exchange, change);
        template.send(entry, exchange);
        skipped = run.skipped();
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return change;
    }

    /**
     * @return the calls that the routing file would have made for the last click and that were passed over; null where
     *     there were none
     */
    public String skipped() {
        return skipped;
    }

    /** Starts what takes part in routing: the entry, and the routes that it may hand a click to. */
    private void open() throws Exception {
        CamelContext context = router.context();
        List<Route> direct = context.getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().startsWith("direct:"))
                .toList();
        entry = context.getEndpoint(RoutingEntry.URI);
        if (direct.stream().noneMatch(route -> route.getEndpoint() == entry)) {
            throw new UsageException("routes/: no route begins with " + RoutingEntry.URI);
        }
        for (Route route : direct) {
            context.getRouteController().startRoute(route.getRouteId());
        }
        template = context.createProducerTemplate();
    }

    @Override
    public void close() {
        router.close();
    }
}
