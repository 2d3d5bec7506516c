package org.clickrouter.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.net.Deadline;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.text.LogThrottle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due for one destination: one thread claims, {@code maxInFlight} threads carry. While it is suspended,
 * or while the destination is sick, it claims nothing (or one, as a probe), and what waits burns no attempts.
 */
final class OutboxConsumer extends DefaultConsumer implements Suspendable, ShutdownAware, Draining {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxConsumer.class);

    private final OutboxEndpoint endpoint;
    private final OutboxComponent component;
    private final DestinationCircuitBreaker wellness;
    private final PauseGate gate;
    private final DeliveryWorker carrier;
    private final LeaseHeartbeat heartbeat;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final Deque<List<Delivery>> ready = new ArrayDeque<>();
    private final Map<Long, Delivery> held = new ConcurrentHashMap<>();
    private final Prefetch claimSize;
    private final RateLimit rate;
    private final LogThrottle repeats;
    private final Runnable wake = this::signal;
    private ExecutorService threads;
    private boolean signalled;
    private volatile boolean begun;
    private int carrying;
    private volatile boolean open;
    private volatile boolean draining;

    OutboxConsumer(OutboxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
        this.wellness = new DestinationCircuitBreaker(component.clock(), component.schedule());
        this.gate = new PauseGate(endpoint, wellness);
        this.heartbeat = new LeaseHeartbeat(endpoint, held::values);
        this.repeats = new LogThrottle(component.clock());
        this.rate = new RateLimit(endpoint.getRate(), System::nanoTime);
        this.carrier = new DeliveryWorker(endpoint, wellness, rate, this::process, this::giveBack, this::waitForStore);
        this.claimSize = new Prefetch(
                endpoint.getMaxInFlight() * (endpoint.getBatch() > 1 ? 1 : 4),
                endpoint.getBatch() > 1,
                component.clock());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (!component.isDelivering()) {
            return;
        }
        open = true;
        heartbeat.open();
        begun = false;
        component.onSignal(endpoint.getName(), wake);
        threads = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "outbox-" + endpoint.getName(), endpoint.getMaxInFlight() + 2);
        threads.execute(this::claimLoop);
        threads.execute(heartbeat);
        for (int i = 0; i < endpoint.getMaxInFlight(); i++) {
            threads.execute(this::carryLoop);
        }
    }

    @Override
    protected void doStop() throws Exception {
        open = false;
        component.noSignal(endpoint.getName(), wake);
        signal();
        heartbeat.close();
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads, 30_000);
        }
        giveBack();
        end();
        super.doStop();
    }

    private void end() {
        try {
            component.store().end(endpoint.getName());
        } catch (StoreException e) {
            LOG.debug("destination={}: the claims end by themselves: {}", endpoint.getName(), e.getMessage());
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        giveBack();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        signal();
    }

    @Override
    public void drain() {
        draining = true;
        giveBack();
        signal();
    }

    @Override
    public boolean isIdle() {
        lock.lock();
        try {
            return carrying == 0;
        } finally {
            lock.unlock();
        }
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
            open = false;
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            signalled = true;
            room.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean taking() {
        return open && !draining && !component.isHeld() && !isSuspendingOrSuspended() && !isStoppingOrStopped();
    }

    // One thread: claims

    private void claimLoop() {
        while (open) {
            try {
                begin();
                int wanted = wanted();
                List<Delivery> claimed = wanted == 0 ? List.of() : claim(wanted);
                if (!claimed.isEmpty()) {
                    hand(claimed);
                }
                if (claimed.size() < wanted || wanted == 0) {
                    pause(wanted == 0 ? Math.min(endpoint.getIdle(), Math.max(1, untilRate())) : endpoint.getIdle());
                }
            } catch (StoreException e) {
                if (repeats.worthALine(e.getMessage())) {
                    LOG.error(
                            "destination={}: {}. Nothing is sent while that lasts", endpoint.getName(), e.getMessage());
                }
                pause(endpoint.getIdle());
            } catch (RuntimeException | Error e) {
                // Out of memory for a moment, perhaps. Without this thread the destination would get nothing more, and
                // nobody would know.
                LOG.error("destination={}: {}; going on", endpoint.getName(), e.toString());
                pause(endpoint.getIdle());
            }
        }
    }

    /** The route starts, perhaps with the mistake mended that kept it from sending anything. */
    private void begin() {
        if (!begun && component.pauses().mended(endpoint.getName())) {
            component.store().wake(endpoint.getName(), DestinationCircuitBreaker.SICK_KINDS);
        }
        begun = true;
    }

    private List<Delivery> claim(int wanted) {
        Duration lease = Duration.ofMillis(endpoint.getLease());
        component.store().keep(held.values(), lease);
        return gate.admit(
                endpoint.getEvery() == 0
                        ? component.store().claim(endpoint.getName(), wanted, lease)
                        : component
                                .store()
                                .claimPeriod(
                                        endpoint.getName(),
                                        endpoint.getBatch(),
                                        lease,
                                        Duration.ofMillis(endpoint.getEvery())));
    }

    /** How long to wait before the next look where nothing may be claimed now, milliseconds. */
    private long untilRate() {
        long wait = rate.waitMillis();
        return wait > 0 ? wait : 100;
    }

    /**
     * How many to claim now: enough that no thread waits for the store, few enough that another instance gets its
     * share.
     */
    private int wanted() {
        if (!taking()) {
            return 0;
        }
        boolean paused = gate.isPaused(this::giveBack);
        lock.lock();
        try {
            int free = rate.free();
            if (free == 0) {
                return 0;
            } else if (paused || wellness.sick()) {
                return carrying == 0 && ready.isEmpty() && (paused ? gate.tryIsDue() : wellness.mayProbe()) ? 1 : 0;
            }
            if (rate.limits()) {
                // Only what can be sent at once: nothing waits for its turn with a lease in hand.
                return Math.max(0, Math.min(free, endpoint.getMaxInFlight() - carrying - ready.size()))
                        * endpoint.getBatch();
            }
            return runsLow() ? (claimSize.next() - ready.size()) * endpoint.getBatch() : 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean runsLow() {
        return ready.size() * 2 <= claimSize.now();
    }

    private void hand(List<Delivery> claimed) {
        lock.lock();
        try {
            claimed.forEach(delivery -> held.put(delivery.row(), delivery));
            for (int i = 0; i < claimed.size(); i += endpoint.getBatch()) {
                ready.add(List.copyOf(claimed.subList(i, Math.min(claimed.size(), i + endpoint.getBatch()))));
                rate.take(1);
            }
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            if (open && !signalled) {
                room.await(millis, TimeUnit.MILLISECONDS);
            }
            signalled = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        } finally {
            lock.unlock();
        }
    }

    // maxInFlight threads: carry

    private void carryLoop() {
        while (open) {
            List<Delivery> group = next();
            if (group != null) {
                try {
                    List<Delivery> ours = ours(group);
                    if (!ours.isEmpty()) {
                        carrier.carry(ours);
                    }
                } catch (RuntimeException | Error e) {
                    LOG.error(
                            "destination={}: {}; what was under way is tried again when its claim ends",
                            endpoint.getName(),
                            e.toString());
                } finally {
                    carried(group);
                }
            }
        }
    }

    private List<Delivery> next() {
        lock.lock();
        try {
            while (open && (ready.isEmpty() || !taking() || gate.isShut())) {
                work.await(1, TimeUnit.SECONDS);
            }
            List<Delivery> group = open ? ready.poll() : null;
            if (group != null) {
                carrying++;
                askForMore();
            }
            return group;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Those that no other instance took over while this process slept, or its store was away, for longer than a lease.
     */
    private List<Delivery> ours(List<Delivery> group) {
        while (true) {
            try {
                List<Delivery> ours =
                        component.store().still(group, held.values(), Duration.ofMillis(endpoint.getLease()));
                if (ours.size() < group.size()) {
                    LOG.info(
                            "destination={}: {} deliveries are another instance's by now",
                            endpoint.getName(),
                            group.size() - ours.size());
                }
                return ours;
            } catch (StoreException e) {
                if (!waitForStore()) {
                    return List.of();
                }
            }
        }
    }

    /** Before the store is asked once more. Returns false when this consumer ends: nobody waits any longer then. */
    private boolean waitForStore() {
        lock.lock();
        try {
            if (open) {
                work.await(endpoint.getIdle(), TimeUnit.MILLISECONDS);
            }
            return open;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void carried(List<Delivery> group) {
        group.forEach(delivery -> held.remove(delivery.row()));
        lock.lock();
        try {
            carrying--;
            gate.tried();
            askForMore();
        } finally {
            lock.unlock();
        }
    }

    private void askForMore() {
        if (runsLow()) {
            signalled = true;
            room.signalAll();
        }
    }

    /** Hands deliveries to the route as one exchange. */
    private DeliveryWorker.Attempt process(List<Delivery> group) {
        Exchange exchange = createExchange(false);
        try {
            exchange.setProperty(Deliveries.DELIVERIES, group);
            exchange.getMessage().setBody(endpoint.getBatch() > 1 ? group : group.get(0));
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            Exception failure = exchange.getException();
            Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            return new DeliveryWorker.Attempt(
                    failure == null ? null : DeliveryException.of(Deadline.explain(failure)), status);
        } finally {
            Deadline.end();
            releaseExchange(exchange, false);
        }
    }

    /** What is claimed and not begun goes back into the queue as it was. */
    private void giveBack() {
        List<Outcome> untried = new ArrayList<>();
        lock.lock();
        try {
            ready.forEach(group -> group.forEach(delivery -> {
                untried.add(Outcome.returned(delivery));
                held.remove(delivery.row());
            }));
            ready.clear();
        } finally {
            lock.unlock();
        }
        if (!untried.isEmpty()) {
            try {
                component.store().mark(untried);
            } catch (StoreException e) {
                LOG.warn(
                        "destination={}: {} claims end by themselves: {}",
                        endpoint.getName(),
                        untried.size(),
                        e.getMessage());
            }
        }
    }
}
