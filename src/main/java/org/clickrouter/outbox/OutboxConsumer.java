package org.clickrouter.outbox;

import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.net.Deadline;
import org.clickrouter.store.outbox.Delivery;

/**
 * The consumer of one destination's queue, as Camel starts, suspends and stops it: one thread claims what is due,
 * {@code maxInFlight} threads send it, one keeps the leases.
 */
final class OutboxConsumer extends DefaultConsumer implements Suspendable, ShutdownAware, Draining {

    private final OutboxEndpoint endpoint;
    private final OutboxComponent component;
    private final ClaimedDeliveries claimed;
    private final Claimer claimer;
    private final SendLoop sender;
    private final LeaseHeartbeat heartbeat;
    private final Runnable wake;
    private final TransactionJoin join;
    private ExecutorService threads;
    private volatile boolean draining;

    OutboxConsumer(OutboxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
        boolean batches = endpoint.most() > 1;
        this.claimed = new ClaimedDeliveries(
                endpoint.getBatch(),
                new Prefetch(endpoint.getMaxInFlight() * (batches ? 1 : 4), batches, component.clock()));
        this.wake = claimed::signal;
        DestinationCircuitBreaker breaker =
                new DestinationCircuitBreaker(component.clock(), component.schedule(endpoint.getName()));
        PauseGate gate = new PauseGate(endpoint, breaker);
        RateLimit rate = new RateLimit(endpoint.getRate(), System::nanoTime);
        this.claimer = new Claimer(endpoint, claimed, breaker, gate, rate, this::maySend);
        DeliveryWorker worker = new DeliveryWorker(
                endpoint,
                breaker,
                rate,
                this::process,
                claimer::giveBack,
                () -> claimed.awaitStore(endpoint.getIdle()));
        this.sender = new SendLoop(endpoint, claimed, worker, gate, this::maySend);
        this.heartbeat = new LeaseHeartbeat(endpoint, claimed::leased);
        this.join = new TransactionJoin(
                endpoint.getName(),
                endpoint.getBatch(),
                component.clock(),
                () -> isOpen()
                        && !rate.limits()
                        && !breaker.isOpen()
                        && !component.pauses().isPaused(endpoint.getName()),
                worker::pass,
                worker::joined);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (!component.isDelivering()) {
            return;
        }
        claimed.open();
        heartbeat.open();
        component.onSignal(endpoint.getName(), wake);
        if (mayJoin()) {
            component.joined().add(endpoint.getName(), join);
        }
        threads = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "outbox-" + endpoint.getName(), endpoint.getMaxInFlight() + 2);
        threads.execute(claimer);
        threads.execute(heartbeat);
        for (int i = 0; i < endpoint.getMaxInFlight(); i++) {
            threads.execute(sender);
        }
    }

    @Override
    protected void doStop() throws Exception {
        component.noSignal(endpoint.getName(), wake);
        component.joined().remove(endpoint.getName(), join);
        claimed.close();
        heartbeat.close();
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads, 30_000);
        }
        claimer.giveBack();
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        claimer.giveBack();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        claimed.signal();
    }

    @Override
    public void drain() {
        draining = true;
        claimer.giveBack();
        claimed.signal();
    }

    @Override
    public boolean isIdle() {
        return claimed.load().inFlight() == 0;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return 0;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        if (!suspendOnly) {
            claimed.close();
        }
    }

    private boolean maySend() {
        return isOpen() && !component.isHeld();
    }

    private boolean isOpen() {
        return claimed.isOpen() && !draining && !isSuspendingOrSuspended() && !isStoppingOrStopped();
    }

    /** Whether deliveries need not wait in the queue for anything but the transaction that stores them. */
    private boolean mayJoin() {
        return endpoint.periods() == null
                && endpoint.gathering().isEmpty()
                && !component.isOrdered(endpoint.getName())
                && component
                        .inStore(endpoint.getName())
                        .filter(kamelet -> getRoute().getRoute() instanceof RouteDefinition route
                                && TransactionJoin.isPlain(route, kamelet))
                        .isPresent();
    }

    /** Hands deliveries to the route as one exchange. */
    private Attempt process(List<Delivery> group) {
        Exchange exchange = createExchange(false);
        try (Deadline.Scope limits = Deadline.scope()) {
            Deliveries.into(exchange, group, endpoint.isList(group));
            if (component.isTraced(endpoint.getName())) {
                Deliveries.cause(exchange, new Causes(component.store().reads(), endpoint.getName()).of(group));
            }
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            Exception failure = exchange.getException();
            Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            return new Attempt(
                    failure == null ? null : DeliveryException.of(limits.explain(failure)),
                    status,
                    Deliveries.isSent(exchange));
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
