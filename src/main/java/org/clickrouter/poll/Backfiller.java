package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.text.LogThrottle;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code backfiller} of poll.camel.yaml: history in slices, between the polls and never in their way. */
public final class Backfiller {

    private static final Logger LOG = LoggerFactory.getLogger(Backfiller.class);
    private static final long NEXT_LOOK_MILLIS = 2000;

    private final Operations operations;
    private final Backfills backfills;
    private final Duration period;
    private final Clock clock;
    private final LogThrottle repeats;
    private final Map<String, OperationSettings> settings = new ConcurrentHashMap<>();
    private final Map<String, Long> notBefore = new ConcurrentHashMap<>();
    private final Map<String, Duration> lastSlice = new ConcurrentHashMap<>();

    public Backfiller(Operations operations, Backfills backfills, Duration period, Clock clock) {
        this.operations = operations;
        this.backfills = backfills;
        this.period = period;
        this.clock = clock;
        this.repeats = new LogThrottle(clock);
    }

    void register(OperationSettings operation) {
        settings.put(operation.name(), operation);
    }

    /**
     * Begins a slice where a backfill is ordered and there is time for it before the next poll. Sets exchange property
     * {@code clickRouterPoll}.
     *
     * @return the slice's window; none where nothing is to be read now
     */
    public PollSession plan(String name, Exchange exchange) {
        OperationSettings operation = settings.get(name);
        PollSession poll;
        try {
            poll = slice(operation, () -> exchange.getContext().isStopping())
                    .orElseGet(() -> PollSession.none(operation));
        } catch (StoreException e) {
            notBefore.put(name, clock.millis() + NEXT_LOOK_MILLIS);
            if (repeats.worthALine(e.getMessage())) {
                LOG.error("operation={}: no backfill: {}", name, e.getMessage());
            }
            poll = PollSession.none(operation);
        }
        exchange.setProperty(ReportApi.POLL, poll);
        return poll;
    }

    private Optional<PollSession> slice(OperationSettings operation, BooleanSupplier stopping) {
        long now = clock.millis();
        String name = operation.name();
        if (notBefore.getOrDefault(name, 0L) > now) {
            return Optional.empty();
        }
        List<Backfills.Backfill> open = backfills.open(name);
        if (open.isEmpty()) {
            notBefore.put(name, now + NEXT_LOOK_MILLIS);
            return Optional.empty();
        }
        // As long as the last slice took must be left before the next poll, so that it begins on time.
        Duration room = lastSlice.getOrDefault(name, Duration.ZERO).multipliedBy(2);
        Optional<Lease> lease = operations.acquireBetweenPolls(
                name, Poller.leaseTerm(operation), room.compareTo(period) > 0 ? period.dividedBy(2) : room);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        // Another process may have gone on with it until just now.
        open = backfills.open(name);
        if (open.isEmpty()) {
            operations.releaseAfterSlice(lease.get(), 0);
            return Optional.empty();
        }
        Backfills.Backfill job = open.get(0);
        OperationState state = operations.state(name);
        Window window =
                WindowPlan.slice(job.from(), job.next(), job.to(), state.originSecond(), state.spanSeconds(), job.id());
        // What live polling began with or came to later is no history, whoever reads it first.
        boolean history = state.originSecond() == null || window.from() < state.originSecond();
        return Optional.of(new PollSession(
                operation,
                lease.get(),
                List.of(window),
                state.spanSeconds(),
                now,
                0,
                stopping,
                job.routed()
                        ? RoutingMode.Routing.HISTORY_TOO
                        : history ? RoutingMode.Routing.NO_HISTORY : RoutingMode.Routing.NEWS));
    }

    /** The last window of a slice is behind us. */
    void passed(WindowCall call) {
        lastSlice.put(call.poll.operation.name(), Duration.ofMillis(clock.millis() - call.poll.startedAt));
        backfills.advance(call.window.tier(), call.window.to(), call.poll.records());
    }

    /** Gives the operation back after a slice, without touching when it is polled next. */
    void release(PollSession poll) {
        notBefore.put(poll.operation.name(), poll.nextPoll());
        operations.releaseAfterSlice(poll.lease, 0);
    }
}
