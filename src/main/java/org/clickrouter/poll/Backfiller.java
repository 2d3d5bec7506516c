package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.clickrouter.poll.limit.SliceRoom;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.Gaps;
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

    private final Function<String, OperationSettings> settings;
    private final Operations operations;
    private final Backfills backfills;
    private final KnownGaps gaps;
    private final Duration lag;
    private final Clock clock;
    private final Doubts doubts;
    private final LogThrottle throttle;
    private final Waits waits;
    private final SliceRoom room;

    Backfiller(
            Function<String, OperationSettings> settings,
            Operations operations,
            Backfills backfills,
            Gaps gaps,
            Duration period,
            Duration lag,
            Clock clock,
            Doubts doubts) {
        this.settings = settings;
        this.operations = operations;
        this.backfills = backfills;
        this.gaps = new KnownGaps(gaps);
        this.room = new SliceRoom(period, clock);
        this.lag = lag;
        this.clock = clock;
        this.doubts = doubts;
        this.throttle = new LogThrottle(clock);
        this.waits = new Waits(clock);
    }

    /** Begins a session where a backfill is ordered and there is time for a slice of it before the next poll. */
    public void begin(String name, Exchange exchange) {
        CamelContext context = exchange.getContext();
        ReadContext.begin(exchange, open(name, () -> context.isStopping() || Succession.isAnnounced(context)));
    }

    PollSession open(String name, BooleanSupplier stopping) {
        OperationSettings operation = settings.apply(name);
        try {
            return slice(operation, stopping).orElseGet(() -> PollSession.none(operation));
        } catch (StoreException e) {
            waits.until(name, clock.millis() + NEXT_LOOK_MILLIS);
            if (throttle.worthALine(e.getMessage())) {
                LOG.error("operation={}: no backfill: {}", name, e.getMessage());
            }
            return PollSession.none(operation);
        }
    }

    private Optional<PollSession> slice(OperationSettings operation, BooleanSupplier stopping) {
        String name = operation.name();
        if (!waits.over(name)) {
            return Optional.empty();
        }
        if (backfills.open(name).isEmpty()) {
            waits.until(name, clock.millis() + NEXT_LOOK_MILLIS);
            return Optional.empty();
        }
        Optional<Lease> lease = operations.acquireBetweenPolls(name, TokenLimits.slotTerm(operation), room.of(name));
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        // Another process may have gone on with it until just now.
        List<Backfills.Backfill> open = backfills.open(name);
        if (open.isEmpty()) {
            operations.releaseAfterSlice(lease.get(), 0);
            return Optional.empty();
        }
        return Optional.of(session(operation, lease.get(), open.get(0), stopping));
    }

    private PollSession session(
            OperationSettings operation, Lease lease, Backfills.Backfill job, BooleanSupplier stopping) {
        OperationState state = operations.state(operation.name());
        Window window =
                WindowPlan.slice(job.from(), job.next(), job.to(), state.originSecond(), state.spanSeconds(), job.id());
        // What live polling began with or came to later is no history, whoever reads it first.
        boolean history = state.originSecond() == null || window.from() < state.originSecond();
        return new PollSession(
                operation,
                lease,
                state,
                List.of(new Probe(doubts, Window.Kind.BACKFILL, lag, clock), new Slice(window)),
                clock.millis(),
                0,
                job.routed()
                        ? RoutingMode.Routing.HISTORY_TOO
                        : history ? RoutingMode.Routing.NO_HISTORY : RoutingMode.Routing.NEWS,
                stopping,
                this::release);
    }

    /** One slice of one backfill. */
    private final class Slice implements WindowSource {

        private final Window window;
        private long records;

        private Slice(Window window) {
            this.window = window;
        }

        @Override
        public List<Window> due(PollSession session) {
            List<Window> parts = gaps.around(session.name(), window);
            if (parts.isEmpty()) {
                passed(session, window);
            }
            return parts;
        }

        @Override
        public boolean decides(PollSession session, Window read, WindowResult result) {
            records += result instanceof WindowResult.Read ? result.count() : 0;
            return false;
        }

        @Override
        public void passed(PollSession session, Window read) {
            if (read.tier() != null) {
                room.ended(session.name(), session.startedAt);
                backfills.advance(read.tier(), window.to(), records);
            }
        }
    }

    /** Gives the operation back after a slice, without touching when it is polled next. */
    private void release(PollSession session) {
        waits.until(session.name(), session.nextPoll());
        try {
            operations.releaseAfterSlice(session.lease, 0);
        } catch (StoreException e) {
            LOG.error(
                    "operation={}: the lease could not be given back, it ends by itself: {}",
                    session.name(),
                    e.getMessage());
        }
    }
}
