package org.clickrouter.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.delivery.RetrySchedule;
import org.clickrouter.store.outbox.Pauses;

/**
 * A circuit breaker that works at low volume: it counts failures in a row that speak of the destination, not a rate.
 * Once it is open, one delivery at a time is tried, after growing pauses; the first success closes it.
 */
final class DestinationCircuitBreaker {

    /** Kinds of failure that speak of the destination. */
    static final List<String> SICK_KINDS = Arrays.stream(FailureKind.values())
            .filter(FailureKind::sick)
            .map(Enum::name)
            .toList();

    private static final int IN_A_ROW = 5;
    /** So many failures of the route in a row are no longer one message's fault. */
    static final int ROUTE_FAILURES = 3;

    private static final Duration BETWEEN_WAKES = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Duration shortestPause;
    private int failures;
    private int refusals;
    private int routeFailures;
    private Duration pause;
    private long probeAt;
    private long lastWake;

    DestinationCircuitBreaker(Clock clock, RetrySchedule schedule) {
        this.clock = clock;
        this.shortestPause = schedule.delays().stream()
                .findFirst()
                .filter(d -> d.compareTo(Duration.ofSeconds(1)) < 0)
                .orElse(Duration.ofSeconds(1));
        this.pause = shortestPause;
    }

    synchronized boolean isOpen() {
        return failures >= IN_A_ROW;
    }

    synchronized boolean mayProbe() {
        return clock.millis() >= probeAt;
    }

    /**
     * @return whether what waits for its retry should be tried now: the destination was sick, or failed lately; at most
     *     once a minute where it was not sick, so that one that fails now and then does not use up all attempts at once
     */
    synchronized boolean delivered() {
        boolean recovered = isOpen() || failures > 0 && clock.millis() - lastWake >= BETWEEN_WAKES.toMillis();
        if (recovered) {
            lastWake = clock.millis();
        }
        failures = 0;
        refusals = 0;
        routeFailures = 0;
        pause = shortestPause;
        return recovered;
    }

    /**
     * @return why the destination is to be paused after this failure: it is gone for good, has refused us several times
     *     in a row, or cannot be sent anything because of a mistake of ours, which several failures of its route in a
     *     row are taken for
     */
    synchronized Optional<Pauses.Kind> pause(FailureKind kind) {
        refusals = kind == FailureKind.UNAUTHORIZED ? refusals + 1 : 0;
        routeFailures = kind == FailureKind.ROUTE_FAILED ? routeFailures + 1 : 0;
        if (kind == FailureKind.GONE) {
            return Optional.of(Pauses.Kind.GONE);
        } else if (kind == FailureKind.MISCONFIGURED || routeFailures >= ROUTE_FAILURES) {
            return Optional.of(Pauses.Kind.MISCONFIGURED);
        }
        return refusals >= IN_A_ROW ? Optional.of(Pauses.Kind.REFUSED) : Optional.empty();
    }

    /** Its pause is over: where it was sick, the next probe need not wait. */
    synchronized void resumed() {
        probeAt = 0;
    }

    /** @return whether the destination has just become sick */
    synchronized boolean failed(boolean sick) {
        if (!sick) {
            // It answered, if only to refuse this one.
            failures = 0;
            return false;
        }
        failures++;
        if (failures >= IN_A_ROW && mayProbe()) {
            // Once for a probe, not for each of the others that were in flight with it.
            probeAt = clock.millis() + pause.toMillis();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
        return failures == IN_A_ROW;
    }
}
