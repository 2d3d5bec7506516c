package org.clickrouter.outbox;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.observe.Tracing;
import org.clickrouter.store.jdbc.AfterCommit;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of claimed deliveries: handed to the route, and marked as done, to be tried again, or dead. */
final class DeliveryWorker {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

    private final OutboxEndpoint endpoint;
    private final OutboxComponent component;
    private final DestinationCircuitBreaker breaker;
    private final FailedAttempts failures;
    private final GroupCommit marks;
    private final RateLimit rate;
    private final Function<List<Delivery>, Attempt> route;
    private final Runnable giveBack;
    private final BooleanSupplier again;
    private final Tracing tracing;
    private final Causes causes;

    /**
     * @param route sends deliveries as one exchange
     * @param giveBack puts what waits for its turn back into the queue, once the destination is sick
     * @param again waits for a store that is away; false once there is no time left for that
     */
    DeliveryWorker(
            OutboxEndpoint endpoint,
            DestinationCircuitBreaker breaker,
            RateLimit rate,
            Function<List<Delivery>, Attempt> route,
            Runnable giveBack,
            BooleanSupplier again) {
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
        String name = endpoint.getName();
        this.tracing = component.tracing();
        this.causes = new Causes(component.store().reads(), name);
        this.failures =
                new FailedAttempts(name, component.schedule(name), component.clock(), component.random(), causes);
        this.breaker = breaker;
        this.rate = rate;
        this.marks = new GroupCommit(component.store());
        this.route = timed(route);
        this.giveBack = giveBack;
        this.again = again;
    }

    private Function<List<Delivery>, Attempt> timed(Function<List<Delivery>, Attempt> passes) {
        return group -> {
            long begin = System.nanoTime();
            try (Tracing.Step step = tracing.begin("deliver " + endpoint.getName())) {
                causes.link(step, group);
                Attempt attempt = passes.apply(group).withoutContacts(group);
                if (attempt.failure() != null) {
                    step.failed(attempt.failure().kind().name());
                }
                return attempt;
            } finally {
                component.meters().attempted(endpoint.getName(), Duration.ofNanos(System.nanoTime() - begin));
            }
        };
    }

    /**
     * Hands a group to the route within the transaction of the calling thread, and marks nothing.
     *
     * @throws DeliveryException where the route failed
     */
    void pass(List<Delivery> group) {
        Attempt attempt = route.apply(group);
        if (attempt.failure() != null) {
            throw attempt.failure();
        }
    }

    /** The transaction that the thread is in has marked these as done; they count once it is committed. */
    void joined(List<Delivery> deliveries) {
        List<Outcome> outcomes = deliveries.stream()
                .map(delivery -> Outcome.done(delivery, null))
                .toList();
        AfterCommit.run(() -> component
                .meters()
                .delivered(endpoint.getName(), outcomes, component.clock().millis()));
    }

    /** Hands a group to the route and marks how that ended. */
    void deliver(List<Delivery> group) {
        Attempt first = route.apply(group);
        if (first.failure() == null || first.failure().sick() || group.size() == 1 || goTogether(group)) {
            conclude(group, first);
            return;
        }
        // One bad row must not hold up its batch.
        for (Delivery delivery : group) {
            if (!rate.await()) {
                // Stopped meanwhile: what is left is claimed again once its lease has ended.
                return;
            }
            conclude(List.of(delivery), route.apply(List.of(delivery)));
        }
    }

    /** Whether what came together is sent again together, and never in parts. */
    private boolean goTogether(List<Delivery> group) {
        return endpoint.periods() != null
                || group.get(0).isTogether() && endpoint.gathering().isPresent();
    }

    private void conclude(List<Delivery> group, Attempt attempt) {
        DeliveryException failure = attempt.failure();
        boolean paused = failure != null && paused(failure);
        if (failure != null && !paused && endpoint.periods() == null && attempt.refusedTogether(group)) {
            conclude(failures.apart(group, failure));
            // It answered, if only to refuse these.
            breaker.failed(false);
            return;
        }
        conclude(
                failure == null
                        ? group.stream()
                                .map(delivery -> Outcome.done(delivery, attempt.status()))
                                .toList()
                        : failures.of(group, failure, paused));
        if (failure == null) {
            component.pauses().accepted(endpoint.getName());
            if (breaker.delivered()) {
                int woken = component.store().wake(endpoint.getName(), DestinationCircuitBreaker.SICK_KINDS);
                LOG.info("destination={}: well again; {} waiting deliveries are tried now", endpoint.getName(), woken);
            }
        } else if (breaker.failed(failure.sick()) && !paused) {
            LOG.warn(
                    "destination={}: sick ({}); one delivery is tried from time to time, the others wait without losing attempts",
                    endpoint.getName(),
                    failure.getMessage());
            giveBack.run();
        }
    }

    private void conclude(List<Outcome> outcomes) {
        mark(outcomes);
        component
                .meters()
                .delivered(endpoint.getName(), outcomes, component.clock().millis());
    }

    /** What a receiver has would be sent once more without its mark: a store that is away is waited for. */
    private void mark(List<Outcome> outcomes) {
        for (boolean told = false; ; told = true) {
            try {
                marks.mark(outcomes);
                return;
            } catch (StoreException e) {
                if (!e.mayPass() || !again.getAsBoolean()) {
                    throw e;
                }
                if (!told) {
                    LOG.error(
                            "destination={}: {}. What was sent ({}) is marked as soon as the store is back",
                            endpoint.getName(),
                            e.getMessage(),
                            outcomes.size());
                }
            }
        }
    }

    /**
     * Whether the destination is paused, perhaps because of this very answer. A message's own failure is none of the
     * destination's.
     */
    private boolean paused(DeliveryException failure) {
        breaker.pause(failure.kind())
                .ifPresent(kind -> component.pauses().pause(endpoint.getName(), kind, failure.getMessage()));
        return (failure.sick() || failure.kind() == FailureKind.ROUTE_FAILED)
                && component.pauses().isKnownAsPaused(endpoint.getName());
    }
}
