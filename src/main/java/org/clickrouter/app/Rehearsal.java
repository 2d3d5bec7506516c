package org.clickrouter.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;
import org.clickrouter.camel.Clicks;
import org.clickrouter.camel.OutboxEndpoint;
import org.clickrouter.report.Click;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.Change;

/** The route files loaded on a store in memory, with nothing that polls, delivers or listens: for trying them. */
final class Rehearsal implements AutoCloseable {

    private static final String ENTRY = "direct:route-click";

    private final Router router;
    private final int files;
    private final Settings settings;

    /**
     * @param overrides settings that take the place of the engineer's
     * @throws UsageException when Camel cannot understand a file
     */
    Rehearsal(Path home, Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(overrides);
        all.putAll(Map.of("store.url", "jdbc:h2:mem:rehearsal", "store.user", "", "store.password", "", "sql.url", "", "sql.user", "",
            "sql.password", ""));
        this.settings = Settings.load(home, System.getenv(), System.getProperties(), all);
        this.router = new Router(settings, home, Router.Mode.REHEARSE);
        this.files = new RouteFiles(RouteFiles.folder(home), java.util.List.of()).files().size();
        router.start();
    }

    int files() {
        return files;
    }

    Settings settings() {
        return settings;
    }

    /**
     * Sends one click through the routing file.
     *
     * @return the click with the deliveries that would be stored
     * @throws Exception what the routing file fails with
     */
    Change route(Click click, int revision) throws Exception {
        Route route = router.context().getRoutes().stream().filter(r -> r.getEndpoint().getEndpointUri().equals("direct://route-click")).findFirst()
            .orElseThrow(() -> new UsageException("routes/: no route begins with " + ENTRY));
        router.context().getRouteController().startRoute(route.getRouteId());
        Exchange exchange = new DefaultExchange(router.context());
        Change change = Change.dryRun(click, revision);
        Clicks.show(exchange, change);
        try (var template = router.context().createProducerTemplate()) {
            Exchange done = template.send(ENTRY, exchange);
            if (done.getException() != null) {
                throw done.getException();
            }
        }
        return change;
    }

    /** How a destination is reached, as its route says; one that is off has no route, and is what its name says. */
    String kind(String destination) {
        return router.context().getRoutes().stream().map(Route::getEndpoint)
            .filter(endpoint -> endpoint instanceof OutboxEndpoint outbox && outbox.getName().equals(destination))
            .map(endpoint -> ((OutboxEndpoint) endpoint).getKind()).filter(kind -> !kind.isEmpty()).findFirst().orElse(destination);
    }

    @Override
    public void close() {
        router.close();
    }
}
