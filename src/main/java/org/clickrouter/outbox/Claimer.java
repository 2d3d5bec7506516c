package org.clickrouter.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Gathering;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.store.outbox.Periods;
import org.clickrouter.text.LogThrottle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that claims for a destination: as much as can be sent soon, one delivery as a probe while the circuit
 * is open or the destination paused, nothing while the consumer is suspended.
 */
final class Claimer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Claimer.class);

    /** How long to wait before the next look where nothing may be claimed and no rate says when. */
    private static final long SOON_MILLIS = 100;

    private final OutboxEndpoint endpoint;
    private final OutboxComponent component;
    private final ClaimedDeliveries claimed;
    private final DestinationCircuitBreaker breaker;
    private final PauseGate gate;
    private final RateLimit rate;
    private final BooleanSupplier allowed;
    private final Gathering gathering;
    private final LogThrottle throttle;
    private boolean begun;

    /** @param allowed whether the consumer may send anything now */
    Claimer(
            OutboxEndpoint endpoint,
            ClaimedDeliveries claimed,
            DestinationCircuitBreaker breaker,
            PauseGate gate,
            RateLimit rate,
            BooleanSupplier allowed) {
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
        this.claimed = claimed;
        this.breaker = breaker;
        this.gate = gate;
        this.rate = rate;
        this.allowed = allowed;
        this.gathering = endpoint.gathering().orElse(null);
        this.throttle = new LogThrottle(component.clock());
    }

    @Override
    public void run() {
        begun = false;
        while (claimed.isOpen()) {
            try {
                begin();
                int wanted = wanted();
                List<Delivery> deliveries = wanted == 0 ? List.of() : claim(wanted);
                if (!deliveries.isEmpty()) {
                    rate.take(gathering == null ? claimed.add(deliveries) : claimed.addRequests(deliveries));
                }
                if (deliveries.size() < wanted || wanted == 0) {
                    claimed.awaitSignal(wanted == 0 ? Math.min(endpoint.getIdle(), untilRate()) : untilNext());
                }
            } catch (StoreException e) {
                if (throttle.worthALine(e.getMessage())) {
                    LOG.error(
                            "destination={}: {}. Nothing is sent while that lasts", endpoint.getName(), e.getMessage());
                }
                claimed.awaitSignal(endpoint.getIdle());
            } catch (RuntimeException | Error e) {
                // Out of memory for a moment, perhaps. Without this thread the destination would get nothing more, and
                // nobody would know.
                LOG.error("destination={}: {}; going on", endpoint.getName(), e.toString());
                claimed.awaitSignal(endpoint.getIdle());
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

    /**
     * How many to claim now: enough that no sender waits for the store, few enough that another instance gets its
     * share.
     */
    private int wanted() {
        if (!allowed.getAsBoolean()) {
            return 0;
        }
        boolean paused = gate.isPaused(this::giveBack);
        int free = rate.free();
        // Only this thread adds to the load: it can only have become less by the time that it is used.
        ClaimedDeliveries.Load load = claimed.load();
        if (free == 0) {
            return 0;
        } else if (paused || breaker.isOpen()) {
            return load.isIdle() && (paused ? gate.tryIsDue() : breaker.mayProbe()) ? 1 : 0;
        } else if (rate.limits()) {
            // Only what can be sent at once: nothing waits for its turn while it is leased.
            int senders = endpoint.getMaxInFlight() - load.inFlight() - load.waiting();
            return Math.max(0, Math.min(free, senders)) * endpoint.most();
        }
        return claimed.wanted() * endpoint.most();
    }

    private List<Delivery> claim(int wanted) {
        Duration lease = Duration.ofMillis(endpoint.getLease());
        Collection<Delivery> underWay = claimed.leased();
        Outbox outbox = component.store();
        String name = endpoint.getName();
        Periods periods = endpoint.periods();
        if (gathering != null) {
            int requests = Math.max(1, wanted / gathering.most());
            return gate.admit(
                    outbox.claimRequests(name, gathering, component.isOrdered(name), requests, lease, underWay));
        } else if (periods != null) {
            return gate.admit(outbox.claimPeriod(name, endpoint.getBatch(), lease, underWay, periods));
        } else if (component.isOrdered(name)) {
            return gate.admit(outbox.claimInOrder(name, wanted, lease, underWay));
        }
        return gate.admit(outbox.claim(name, wanted, lease, underWay));
    }

    /** Clicks that wait for others are looked at again before their time is over. */
    private long untilNext() {
        long every = gathering == null ? 0 : gathering.every().toMillis();
        return every > 0 ? Math.min(every, endpoint.getIdle()) : endpoint.getIdle();
    }

    private long untilRate() {
        long wait = rate.waitMillis();
        return wait > 0 ? wait : SOON_MILLIS;
    }

    /** Puts what is claimed and not begun back into the queue as it was. */
    void giveBack() {
        List<Delivery> untried = claimed.withdraw();
        if (untried.isEmpty()) {
            return;
        }
        try {
            component.store().mark(untried.stream().map(Outcome::returned).toList());
        } catch (StoreException e) {
            LOG.warn(
                    "destination={}: {} leases end by themselves: {}",
                    endpoint.getName(),
                    untried.size(),
                    e.getMessage());
        }
    }
}
