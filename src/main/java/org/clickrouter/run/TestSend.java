package org.clickrouter.run;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.destination.oauth2.StoredTokens;
import org.clickrouter.net.Deadline;
import org.clickrouter.observe.Tracing;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.outbox.OutboxEndpoint;
import org.clickrouter.report.Click;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.jdbc.Connections;
import org.clickrouter.store.outbox.Delivery;

/**
 * Sends one event that is marked as a test through a destination's own route, beside whatever runs: no store knows of
 * it, so it is never counted as a delivery of a click. Of the files of routes/ that one route starts, and those that
 * only others call.
 */
public final class TestSend implements AutoCloseable {

    /** What stands in {@code chat_id} and {@code cod_act}. */
    public static final String MARK = "click-router-test";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final StoreHandles stores;
    private final StoredTokens tokens;
    private final RouteSet routes;
    private final OperationSettings operation;
    private final String destination;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param home folder of routes/
     * @throws UsageException where a file is wrong
     */
    public TestSend(Settings settings, Path home, String destination) {
        Settings own = settings.with(apart(settings));
        this.destination = destination;
        this.operation = own.operations().get(0);
        boolean refreshes =
                settings.keys().stream().anyMatch(key -> key.endsWith(".oauth2.refresh-token") && settings.isSet(key));
        this.tokens = StoredTokens.of(settings, refreshes);
        this.stores = new StoreHandles(own, clock, InstanceId.here().toString());
        RouteFiles files = new RouteFiles(RouteFiles.folder(home), own.operations());
        Beans beans = new Beans(
                own,
                files.folder(),
                stores,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                clock,
                Tracing.none());
        beans.keepTokens(tokens.kept());
        this.routes = new RouteSet(own, files, beans, Router.Mode.BACKFILL, false, stores.database::ready);
        try {
            routes.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A store of its own; rows of the SQL destination go where they go otherwise. */
    private static Map<String, String> apart(Settings settings) {
        Map<String, String> apart = new HashMap<>();
        apart.put("store.url", "jdbc:h2:mem:test-send-" + UUID.randomUUID());
        apart.put("store.user", "");
        apart.put("store.password", "");
        apart.put("store.pool", "2");
        if (!settings.isSet("sql.url")) {
            apart.put("sql.url", Connections.url(settings.get("store.url")));
            apart.put("sql.user", settings.get("store.user"));
            apart.put("sql.password", settings.secret("store.password"));
        }
        return apart;
    }

    /**
     * Sends it once.
     *
     * @param patience the longest that it may take
     * @return the HTTP status that the receiver answered, or null where there is none
     * @throws DeliveryException where it could not be sent
     * @throws UsageException where no route takes from there
     */
    public Integer send(Duration patience) throws Exception {
        Route route = routes.routes().stream()
                .filter(one -> one.getEndpoint() instanceof OutboxEndpoint outbox
                        && outbox.getName().equals(destination))
                .findFirst()
                .orElseThrow(() -> new UsageException("--send " + destination
                        + ": no route of routes/ takes from outbox:" + destination + ", or its address is not set"));
        for (Route inner : routes.routes()) {
            if (RouteSet.isInner(inner)) {
                routes.context().getRouteController().startRoute(inner.getRouteId());
            }
        }
        ServiceHelper.startService(route.getProcessor());
        Delivery delivery = delivery();
        List<Delivery> group = List.of(delivery);
        Exchange exchange = new DefaultExchange(routes.context());
        Deliveries.into(exchange, group, ((OutboxEndpoint) route.getEndpoint()).isList(group));
        try (Deadline.Scope limits = Deadline.scope()) {
            Deadline.interruptAfter(patience);
            try {
                route.getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            if (exchange.getException() != null) {
                throw DeliveryException.of(limits.explain(exchange.getException()));
            }
        }
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private Delivery delivery() {
        String record = "{\"chat_id\":\"" + MARK + "\",\"cod_act\":\"" + MARK + "\",\"source_id\":\"" + MARK
                + "\",\"source_type\":\"test\",\"source_url\":\"\",\"rp_id\":\"\",\"agent_id\":\"\",\"media_type\":\"\","
                + "\"media_url\":\"\",\"date\":\"" + DATE.format(LocalDateTime.now(clock.withZone(operation.zone())))
                + "\"}";
        Click click = Click.of(operation.name(), record);
        // A new id each time: receivers leave out what they have seen.
        String id = "msg_test_"
                + UUID.nameUUIDFromBytes((MARK + clock.instant()).getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
        return new Delivery(
                0, id, destination, operation.name(), click.id(), 1, MARK, click.json(), null, null, 0, clock.millis());
    }

    @Override
    public void close() {
        try {
            routes.close();
        } finally {
            tokens.close();
            stores.close();
        }
    }
}
