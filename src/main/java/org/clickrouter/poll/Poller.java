package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.clickrouter.observe.Meters;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.report.failure.Backoff;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code poller} of poll.camel.yaml: when an operation is polled, and what such a session reads. */
public final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    /** The progress may lie as far in the future without the clock being to blame. */
    private static final long CLOCK_STEP_SECONDS = 60;

    private final Function<String, OperationSettings> settings;
    private final Operations operations;
    private final Gaps gaps;
    private final WindowPlan plan;
    private final Duration period;
    private final Backoff backoff;
    private final Clock clock;
    private final Meters meters;
    private final Doubts doubts;
    private final ShortAnswers shorts;
    private final Waits waits;
    private final FirstRead firstRead;
    private final Set<String> polledSinceStart = ConcurrentHashMap.newKeySet();

    Poller(
            Function<String, OperationSettings> settings,
            Operations operations,
            Gaps gaps,
            WindowPlan plan,
            Duration period,
            Backoff backoff,
            Clock clock,
            Meters meters,
            Doubts doubts,
            ShortAnswers shorts,
            Waits waits,
            FirstRead firstRead) {
        this.settings = settings;
        this.operations = operations;
        this.gaps = gaps;
        this.plan = plan;
        this.period = period;
        this.backoff = backoff;
        this.clock = clock;
        this.meters = meters;
        this.doubts = doubts;
        this.shorts = shorts;
        this.waits = waits;
        this.firstRead = firstRead;
    }

    /** Begins a session where a poll is due and no other instance is at it; else one with nothing to read. */
    public void begin(String name, Exchange exchange) {
        CamelContext context = exchange.getContext();
        ReadContext.begin(exchange, open(name, () -> context.isStopping() || Succession.isAnnounced(context)));
    }

    PollSession open(String name, BooleanSupplier stopping) {
        OperationSettings operation = settings.apply(name);
        try {
            return due(operation, stopping).orElseGet(() -> nothing(operation));
        } catch (StoreException e) {
            long wait = backoff.next(AnswerKind.SERVER_TROUBLE, 1).toMillis();
            waits.until(name, clock.millis() + wait);
            LOG.error("operation={}: not polled: {}. Next try in {} s", name, e.getMessage(), (wait + 999) / 1000);
            return nothing(operation);
        }
    }

    private PollSession nothing(OperationSettings operation) {
        PollSession none = PollSession.none(operation);
        // Another instance may have made the first read.
        firstRead.over(none);
        return none;
    }

    private Optional<PollSession> due(OperationSettings operation, BooleanSupplier stopping) {
        String name = operation.name();
        if (!waits.over(name)) {
            return Optional.empty();
        }
        Optional<Lease> lease =
                operations.acquire(name, TokenLimits.slotTerm(operation), !polledSinceStart.contains(name));
        long now = clock.millis();
        if (lease.isEmpty()) {
            // Another instance is at it, or a back-off lasts: look again soon, not at every tick.
            waits.until(name, now + Math.min(1000, period.toMillis()));
            return Optional.empty();
        }
        polledSinceStart.add(name);
        PollSession session = new PollSession(
                operation,
                lease.get(),
                state(lease.get(), Math.floorDiv(now, 1000L)),
                sources(),
                now,
                now + period.toMillis(),
                RoutingMode.Routing.NEWS,
                stopping,
                this::release);
        session.storeOnlyBefore(firstRead.storedBefore(session.state));
        return Optional.of(session);
    }

    private OperationState state(Lease lease, long second) {
        OperationState state = operations.state(lease.operation());
        if (state.progressSecond() != null && state.progressSecond() > second + CLOCK_STEP_SECONDS
                || state.originSecond() != null && state.originSecond() > second + CLOCK_STEP_SECONDS) {
            operations.bringBack(lease, second);
            OperationState right = operations.state(lease.operation());
            LOG.warn(
                    "operation={}: reading had come to second {} under a clock that ran ahead; it goes on from second {}",
                    lease.operation(),
                    state.progressSecond(),
                    right.progressSecond());
            state = right;
        }
        if (state.originSecond() == null) {
            List<Window> first = plan.live(second, null, state.progressSecond(), state.spanSeconds());
            if (!first.isEmpty()) {
                operations.origin(lease, first.get(0).from());
                for (var tier : plan.tiers()) {
                    operations.reReads().done(lease, tier.toString(), clock.millis());
                }
                state = operations.state(lease.operation());
            }
        }
        return state;
    }

    private List<WindowSource> sources() {
        KnownGaps known = new KnownGaps(gaps);
        Probe probe = new Probe(doubts, Window.Kind.LIVE, plan.safetyLag(), clock);
        return List.of(
                probe,
                new LiveWindows(plan, known, clock),
                firstRead::told,
                new ReReads(operations.reReads(), plan, known, waits),
                new GapRetries(gaps, probe, shorts, backoff, period, waits, clock));
    }

    private void release(PollSession session) {
        // What is left of one that was cut short is read at once, by whoever comes next.
        long next = session.isCutShort() ? clock.millis() : session.nextPoll();
        if (!session.isCutShort()) {
            firstRead.over(session);
        }
        waits.until(session.name(), next);
        try {
            operations.release(session.lease, next);
        } catch (StoreException e) {
            LOG.error(
                    "operation={}: the lease could not be given back, it ends by itself: {}",
                    session.name(),
                    e.getMessage());
        }
        meters.polled(session.name());
    }
}
