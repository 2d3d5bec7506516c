package org.clickrouter.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.report.Click;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.text.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What becomes of claimed deliveries: handed to the route, and marked as done, to be tried again, or dead. */
final class DeliveryWorker {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

    /**
     * One pass through the route.
     *
     * @param failure or null where the receiver has it
     * @param status HTTP status, or null
     */
    record Attempt(DeliveryException failure, Integer status) {}

    private final OutboxEndpoint endpoint;
    private final OutboxComponent component;
    private final DestinationCircuitBreaker breaker;
    private final GroupCommit marks;
    private final RateLimit rate;
    private final Function<List<Delivery>, Attempt> route;
    private final Runnable giveBack;
    private final BooleanSupplier again;

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
            try {
                return passes.apply(group);
            } finally {
                component.meters().attempted(endpoint.getName(), Duration.ofNanos(System.nanoTime() - begin));
            }
        };
    }

    /** Hands a group to the route and marks how that ended. */
    void deliver(List<Delivery> group) {
        Attempt first = route.apply(group);
        if (first.failure == null || first.failure.sick() || group.size() == 1 || endpoint.periods() != null) {
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

    private void conclude(List<Delivery> group, Attempt attempt) {
        DeliveryException failure = attempt.failure;
        boolean paused = failure != null && paused(failure);
        List<Outcome> outcomes = new ArrayList<>(group.size());
        // What went together waits together.
        Map<Integer, Optional<Duration>> delays = new HashMap<>();
        for (Delivery delivery : group) {
            outcomes.add(
                    failure == null
                            ? Outcome.done(delivery, attempt.status)
                            : paused || mayBeOurs(delivery, failure)
                                    ? uncounted(delivery, failure, paused)
                                    : failed(
                                            delivery,
                                            failure,
                                            failure.isLast()
                                                    ? Optional.empty()
                                                    : delays.computeIfAbsent(
                                                            delivery.attempts() + 1,
                                                            attempts -> component
                                                                    .schedule(endpoint.getName())
                                                                    .delayAfter(attempts, component.random()))));
        }
        mark(outcomes);
        component
                .meters()
                .delivered(endpoint.getName(), outcomes, component.clock().millis());
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

    /**
     * Whether a failure of the route may yet turn out to be a mistake in it. Of a message that fails more often while
     * others get through, each attempt counts.
     */
    private static boolean mayBeOurs(Delivery delivery, DeliveryException failure) {
        return failure.kind() == FailureKind.ROUTE_FAILED
                && delivery.uncounted() < DestinationCircuitBreaker.ROUTE_FAILURES;
    }

    private Outcome uncounted(Delivery delivery, DeliveryException failure, boolean paused) {
        // Of a misconfigured destination one line is enough: the next would say the same.
        LOG.atLevel(failure.kind() == FailureKind.MISCONFIGURED ? Level.DEBUG : Level.WARN)
                .log(
                        "destination={} delivery={} chat={} cod_act={} attempt={} kind={}: {}. {}",
                        endpoint.getName(),
                        delivery.id(),
                        chat(delivery),
                        OneLine.plain(delivery.code()),
                        delivery.attempt(),
                        failure.kind(),
                        told(failure),
                        paused
                                ? "The destination is paused: the delivery waits, and this attempt does not count"
                                : "It is tried again, and this attempt does not count");
        Duration wait = paused
                ? Duration.ZERO
                : component
                        .schedule(endpoint.getName())
                        .delayAfter(1, component.random())
                        .orElse(Duration.ZERO);
        return new Outcome(
                delivery,
                Outcome.State.HELD,
                component.clock().millis() + failure.retryAfter().orElse(wait).toMillis(),
                failure.kind().name(),
                failure.status().isPresent() ? failure.status().getAsInt() : null,
                failure.getMessage(),
                failure.answer().orElse(null));
    }

    private Outcome failed(Delivery delivery, DeliveryException failure, Optional<Duration> next) {
        Integer status = failure.status().isPresent() ? failure.status().getAsInt() : null;
        String kind = failure.kind().name();
        return next.map(delay -> {
                    Duration wait = failure.retryAfter()
                            .filter(after -> after.compareTo(delay) > 0)
                            .orElse(delay);
                    LOG.warn(
                            "destination={} delivery={} chat={} cod_act={} attempt={} kind={}: {}. Next try in {} s",
                            endpoint.getName(),
                            delivery.id(),
                            chat(delivery),
                            OneLine.plain(delivery.code()),
                            delivery.attempt(),
                            kind,
                            told(failure),
                            (wait.toMillis() + 999) / 1000);
                    // A pause that the receiver asked for outlasts the success of others: no kind of this name is
                    // woken.
                    return new Outcome(
                            delivery,
                            Outcome.State.RETRY,
                            component.clock().millis() + wait.toMillis(),
                            wait.equals(delay) ? kind : kind + "_UNTIL",
                            status,
                            failure.getMessage(),
                            failure.answer().orElse(null));
                })
                .orElseGet(() -> {
                    LOG.error(
                            "destination={} delivery={} chat={} cod_act={} attempt={} kind={}: {}. That was the last try: the delivery is dead until it is replayed",
                            endpoint.getName(),
                            delivery.id(),
                            chat(delivery),
                            OneLine.plain(delivery.code()),
                            delivery.attempt(),
                            kind,
                            told(failure));
                    return new Outcome(
                            delivery,
                            Outcome.State.DEAD,
                            0,
                            kind,
                            status,
                            failure.getMessage(),
                            failure.answer().orElse(null));
                });
    }

    /** The failure in words, with what the receiver said of it. */
    private static String told(DeliveryException failure) {
        return failure.answer()
                .map(answer -> failure.getMessage() + ", saying '" + OneLine.cut(answer, 200) + "'")
                .orElse(failure.getMessage());
    }

    /** Whose click it is, as an engineer looks for it. */
    private static String chat(Delivery delivery) {
        try {
            return OneLine.plain(
                    Click.of(delivery.operation(), delivery.record()).chatId());
        } catch (IllegalArgumentException e) {
            // A line of the log must not stand in the way of the mark.
            return "?";
        }
    }
}
