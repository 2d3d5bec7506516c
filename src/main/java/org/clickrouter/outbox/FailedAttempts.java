package org.clickrouter.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.delivery.RetrySchedule;
import org.clickrouter.report.Click;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.text.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** What becomes of deliveries whose attempt failed, and the line of the log that tells it. */
final class FailedAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(FailedAttempts.class);

    private final String destination;
    private final RetrySchedule schedule;
    private final Clock clock;
    private final RandomGenerator random;
    private final Causes causes;

    FailedAttempts(String destination, RetrySchedule schedule, Clock clock, RandomGenerator random, Causes causes) {
        this.destination = destination;
        this.schedule = schedule;
        this.clock = clock;
        this.random = random;
        this.causes = causes;
    }

    /**
     * Each is tried again, or dead.
     *
     * @param paused whether the destination is, so that the attempt does not count
     */
    List<Outcome> of(List<Delivery> group, DeliveryException failure, boolean paused) {
        List<Outcome> outcomes = new ArrayList<>(group.size());
        // What went together waits together, to the same millisecond: whoever looks in between must not take a part.
        long now = clock.millis();
        Map<Integer, Optional<Duration>> delays = new HashMap<>();
        for (Delivery delivery : group) {
            try (MDC.MDCCloseable read = causes.inLog(delivery)) {
                outcomes.add(
                        paused || mayBeOurs(delivery, failure)
                                ? uncounted(delivery, failure, paused, now)
                                : failed(
                                        delivery,
                                        failure,
                                        failure.isLast()
                                                ? Optional.empty()
                                                : delays.computeIfAbsent(
                                                        delivery.attempts() + 1,
                                                        attempts -> schedule.delayAfter(attempts, random)),
                                        now));
            }
        }
        return outcomes;
    }

    /** One bad delivery must not kill those that came with it: each goes alone from now on. */
    List<Outcome> apart(List<Delivery> group, DeliveryException failure) {
        try (MDC.MDCCloseable read = causes.inLog(group.get(0))) {
            LOG.warn(
                    "destination={} request={} kind={}: {}. Its {} deliveries go one by one, each under its own id",
                    destination,
                    group.get(0).request(),
                    failure.kind(),
                    told(failure),
                    group.size());
        }
        long now = clock.millis();
        return group.stream()
                .map(delivery -> outcome(
                        delivery, Outcome.State.SPLIT, now, failure.kind().name(), failure))
                .toList();
    }

    private static Outcome outcome(
            Delivery delivery, Outcome.State state, long due, String kind, DeliveryException failure) {
        return new Outcome(
                delivery,
                state,
                due,
                kind,
                failure.status().isPresent() ? failure.status().getAsInt() : null,
                failure.getMessage(),
                failure.answer().orElse(null));
    }

    /**
     * Whether a failure of the route may yet turn out to be a mistake in it. Of a message that fails more often while
     * others get through, each attempt counts.
     */
    private static boolean mayBeOurs(Delivery delivery, DeliveryException failure) {
        return failure.kind() == FailureKind.ROUTE_FAILED
                && delivery.uncounted() < DestinationCircuitBreaker.ROUTE_FAILURES;
    }

    private Outcome uncounted(Delivery delivery, DeliveryException failure, boolean paused, long now) {
        // Of a misconfigured destination one line is enough: the next would say the same.
        LOG.atLevel(failure.kind() == FailureKind.MISCONFIGURED ? Level.DEBUG : Level.WARN)
                .log(
                        "destination={} delivery={} chat={} cod_act={} attempt={} kind={}: {}. {}",
                        destination,
                        delivery.id(),
                        chat(delivery),
                        OneLine.plain(delivery.code()),
                        delivery.attempt(),
                        failure.kind(),
                        told(failure),
                        paused
                                ? "The destination is paused: the delivery waits, and this attempt does not count"
                                : "It is tried again, and this attempt does not count");
        Duration wait = paused ? Duration.ZERO : schedule.delayAfter(1, random).orElse(Duration.ZERO);
        return outcome(
                delivery,
                Outcome.State.HELD,
                now + failure.retryAfter().orElse(wait).toMillis(),
                failure.kind().name(),
                failure);
    }

    private Outcome failed(Delivery delivery, DeliveryException failure, Optional<Duration> next, long now) {
        String kind = failure.kind().name();
        return next.map(delay -> {
                    Duration wait = failure.retryAfter()
                            .filter(after -> after.compareTo(delay) > 0)
                            .orElse(delay);
                    LOG.warn(
                            "destination={} delivery={} chat={} cod_act={} attempt={} kind={}: {}. Next try in {} s",
                            destination,
                            delivery.id(),
                            chat(delivery),
                            OneLine.plain(delivery.code()),
                            delivery.attempt(),
                            kind,
                            told(failure),
                            (wait.toMillis() + 999) / 1000);
                    // A pause that the receiver asked for outlasts the success of others: no kind of this name is
                    // woken.
                    return outcome(
                            delivery,
                            Outcome.State.RETRY,
                            now + wait.toMillis(),
                            wait.equals(delay) ? kind : kind + "_UNTIL",
                            failure);
                })
                .orElseGet(() -> {
                    LOG.error(
                            "destination={} delivery={} chat={} cod_act={} attempt={} kind={}: {}. That was the last try: the delivery is dead until it is replayed",
                            destination,
                            delivery.id(),
                            chat(delivery),
                            OneLine.plain(delivery.code()),
                            delivery.attempt(),
                            kind,
                            told(failure));
                    return outcome(delivery, Outcome.State.DEAD, 0, kind, failure);
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
