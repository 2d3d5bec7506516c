package org.clickrouter.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.store.outbox.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a destination whose table lies in the store takes deliveries within the transaction of the clicks: by its own
 * route, in the thread that stores them. Only a route that does nothing else may: a step of the engineer's own, such as
 * a lookup, would hold up the reading of the report, and an error handler of his own would try again in there.
 */
final class TransactionJoin {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionJoin.class);

    /** After it refused some, all goes by the queue for a while, where failures are told and tried again. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final String name;
    private final int batch;
    private final Clock clock;
    private final BooleanSupplier allowed;
    private final Consumer<List<Delivery>> route;
    private final Consumer<List<Delivery>> delivered;
    private volatile long from = Long.MIN_VALUE;

    /**
     * @param name of the destination
     * @param batch how many deliveries an exchange carries at most
     * @param allowed whether the destination may be given anything now
     * @param route takes deliveries as one exchange
     * @param delivered is told of all that the route took, within the transaction
     */
    TransactionJoin(
            String name,
            int batch,
            Clock clock,
            BooleanSupplier allowed,
            Consumer<List<Delivery>> route,
            Consumer<List<Delivery>> delivered) {
        this.name = name;
        this.batch = batch;
        this.clock = clock;
        this.allowed = allowed;
        this.route = route;
        this.delivered = delivered;
    }

    /** @param kamelet the one step that the route may have */
    static boolean isPlain(RouteDefinition route, String kamelet) {
        List<ProcessorDefinition<?>> steps = route.getOutputs();
        return steps.size() == 1
                && steps.get(0) instanceof ToDefinition to
                && to.getUri().split("\\?", 2)[0].equals("kamelet:" + kamelet)
                && route.getErrorHandlerFactory() instanceof NoErrorHandlerDefinition;
    }

    boolean isOpen() {
        return clock.millis() >= from && allowed.getAsBoolean();
    }

    /** @throws RuntimeException where the route failed */
    void deliver(List<Delivery> deliveries) {
        try {
            for (int i = 0; i < deliveries.size(); i += batch) {
                route.accept(deliveries.subList(i, Math.min(i + batch, deliveries.size())));
            }
            delivered.accept(deliveries);
        } catch (RuntimeException e) {
            from = clock.millis() + AFTER_FAILURE.toMillis();
            LOG.info(
                    "destination={}: what comes goes by its queue for now: {}",
                    name,
                    e instanceof DeliveryException known
                            ? known.getMessage()
                            : e.getClass().getSimpleName());
            throw e;
        }
    }
}
