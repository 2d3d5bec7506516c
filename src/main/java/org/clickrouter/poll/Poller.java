package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.clickrouter.net.Deadline;
import org.clickrouter.observe.Meters;
import org.clickrouter.report.Action;
import org.clickrouter.report.AnswerException;
import org.clickrouter.report.AnswerKind;
import org.clickrouter.report.Backoff;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.LeaseLostException;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code poller} of poll.camel.yaml: when an operation is polled, which windows are read, and what a failure leads
 * to.
 */
public final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    /**
     * A time-out halves the windows down to this, no further: a server that is down would otherwise make them a second
     * long.
     */
    private static final long SHORTEST_AFTER_TIMEOUT = 60;

    private final Operations operations;
    private final Quota quota;
    private final WindowPlan plan;
    private final Duration period;
    private final Backoff backoff;
    private final Clock clock;
    private final Meters meters;
    private final List<String> secrets;
    private final Backfiller backfiller;
    private final Map<String, Long> notBefore = new ConcurrentHashMap<>();
    private final Map<String, Long> noReReadBefore = new ConcurrentHashMap<>();
    private final Map<String, OperationSettings> settings = new ConcurrentHashMap<>();
    private final Map<String, Boolean> polledSinceStart = new ConcurrentHashMap<>();

    public Poller(
            Operations operations,
            Quota quota,
            WindowPlan plan,
            Duration period,
            Backoff backoff,
            Clock clock,
            Meters meters,
            List<String> secrets,
            Backfiller backfiller) {
        this.operations = operations;
        this.quota = quota;
        this.plan = plan;
        this.period = period;
        this.backoff = backoff;
        this.clock = clock;
        this.meters = meters;
        this.secrets = secrets;
        this.backfiller = backfiller;
    }

    /**
     * Makes an operation known.
     *
     * @param start whether the product starts to poll, which lets an operation that was stopped try again
     */
    public void register(OperationSettings operation, boolean start) {
        settings.put(operation.name(), operation);
        backfiller.register(operation);
        if (start) {
            operations.register(operation.name());
            OperationState state = operations.state(operation.name());
            long wait = state.nextPoll() - clock.millis();
            if (state.failures() > 0 && wait > 0) {
                LOG.warn(
                        "operation={}: the last call before the start failed ({}). Next try in {} s",
                        operation.name(),
                        state.lastMessage(),
                        (wait + 999) / 1000);
            }
        } else {
            operations.ensure(operation.name());
        }
    }

    /**
     * How long the right to poll lasts from the beginning of a call: as long as the call's slot. Whoever still stores a
     * last chunk then may go on, unless another instance has taken over: the lease's number tells, not its time.
     */
    public static Duration leaseTerm(OperationSettings operation) {
        return operation.timeout().plus(ReportApi.MARGIN);
    }

    static long grown(long span) {
        return Math.min(WindowPlan.MAX_SPAN_SECONDS, span * 2);
    }

    /**
     * Begins a poll where one is due and no other instance is at it. Sets exchange property {@code poll}.
     *
     * @return the windows to read; none where nothing is due
     */
    public PollSession plan(String name, Exchange exchange) {
        OperationSettings operation = settings.get(name);
        BooleanSupplier stopping = () -> exchange.getContext().isStopping();
        PollSession poll = null;
        try {
            poll = due(operation, stopping).orElse(null);
        } catch (StoreException e) {
            long wait = backoff.next(AnswerKind.SERVER_TROUBLE, 1).toMillis();
            notBefore.put(name, clock.millis() + wait);
            LOG.error("operation={}: not polled: {}. Next try in {} s", name, e.getMessage(), (wait + 999) / 1000);
        }
        if (poll == null) {
            poll = PollSession.none(operation);
        }
        exchange.setProperty(ReportApi.POLL, poll);
        return poll;
    }

    private Optional<PollSession> due(OperationSettings operation, BooleanSupplier stopping) {
        long now = clock.millis();
        String name = operation.name();
        if (notBefore.getOrDefault(name, 0L) > now) {
            return Optional.empty();
        }
        boolean first = polledSinceStart.get(name) == null;
        Optional<Lease> lease = operations.acquire(name, leaseTerm(operation), first);
        if (lease.isEmpty()) {
            // Another instance is at it, or a back-off lasts: look again soon, not at every tick.
            notBefore.put(name, now + Math.min(1000, period.toMillis()));
            return Optional.empty();
        }
        polledSinceStart.put(name, true);
        OperationState state = operations.state(name);
        long second = Math.floorDiv(now, 1000L);
        List<Window> windows = plan.due(
                second, state.originSecond(), state.progressSecond(), operations.reReads(name), state.spanSeconds());
        if (noReReadBefore.getOrDefault(name, 0L) > now) {
            windows.removeIf(window -> window.kind() == Window.Kind.RE_READ);
        }
        if (state.originSecond() == null && !windows.isEmpty()) {
            operations.origin(lease.get(), windows.get(0).from());
            for (var tier : plan.tiers()) {
                operations.reRead(lease.get(), tier.toString(), now);
            }
        }
        return Optional.of(new PollSession(
                operation,
                lease.get(),
                windows,
                state.spanSeconds(),
                now,
                now + period.toMillis(),
                stopping,
                RoutingMode.Routing.NEWS));
    }

    /** The window was read to its end and stored. */
    void done(WindowCall call) {
        PollSession poll = call.poll;
        poll.span(grown(poll.span()));
        poll.done();
        poll.count(call.answer.records());
        passed(call);
        meters.windowDone(poll.operation.name());
        LOG.info(
                "operation={} window={} records={} bytes={}: read",
                poll.operation.name(),
                call.window,
                call.answer.records(),
                call.answer.bytes());
    }

    /**
     * The window is passed although its answer held fewer records than it announced: that is named, and reading goes
     * on.
     */
    void lacking(WindowCall call) {
        String name = call.poll.operation.name();
        LOG.error(
                "operation={} window={}: {}, {} times in a row{}. Ask the vendor for this time",
                name,
                call.window,
                call.lack(),
                ShortAnswers.TIMES,
                call.window.kind() == Window.Kind.RE_READ ? "" : "; recorded as a gap");
        if (call.window.kind() != Window.Kind.RE_READ) {
            // What a re-read covers was read before.
            operations.gap(call.poll.lease, call.window.from(), call.window.to(), call.lack());
            meters.gap(name);
        }
    }

    /** The last window of a re-read or a slice is behind us: what it belongs to is done, or one slice further. */
    private void passed(WindowCall call) {
        PollSession poll = call.poll;
        if (call.window.tier() == null) {
            return;
        }
        if (call.window.kind() == Window.Kind.BACKFILL) {
            backfiller.passed(call);
            return;
        }
        long now = Math.floorDiv(poll.startedAt, 1000L);
        for (String tier : plan.coveredBy(call.window.tier(), now, operations.reReads(poll.operation.name()))) {
            operations.reRead(poll.lease, tier, poll.startedAt);
        }
    }

    /** The answer was full, so there may be more: the window is read again in halves. */
    void full(WindowCall call) {
        smaller(call, "a full answer of " + call.answer.records() + " records");
    }

    private void smaller(WindowCall call, String reason) {
        PollSession poll = call.poll;
        List<Window> halves = call.window.halves();
        poll.span(Math.max(1, call.window.seconds() / 2));
        if (halves.isEmpty()) {
            operations.gap(poll.lease, call.window.from(), call.window.to(), reason);
            meters.gap(poll.operation.name());
            LOG.error(
                    "operation={} window={}: {} in a window of one second: not all of it can be read. Recorded as a gap; ask the vendor for these"
                            + " seconds",
                    poll.operation.name(),
                    call.window,
                    reason);
            operations.skip(poll.lease, call.window.kind() == Window.Kind.LIVE ? call.window.to() : null);
            poll.done();
            passed(call);
        } else {
            LOG.info("operation={} window={}: {}; read again in halves", poll.operation.name(), call.window, reason);
            operations.failed(poll.lease, reason, poll.span(), false, null);
            poll.again(halves);
        }
    }

    /**
     * In: the failure that ended a window. Decides by its kind what happens next; the poll ends, what was stored stays.
     */
    public void failed(Exchange exchange) {
        PollSession poll = exchange.getProperty(ReportApi.POLL, PollSession.class);
        WindowCall call = exchange.getProperty(ReportApi.CALL, WindowCall.class);
        if (call != null) {
            call.writes.settle();
        }
        try {
            decide(poll, call, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        } catch (StoreException | LeaseLostException e) {
            poll.stop(
                    clock.millis() + backoff.next(AnswerKind.SERVER_TROUBLE, 1).toMillis());
            LOG.error("operation={}: {}", poll.operation.name(), e.getMessage());
        }
    }

    private void decide(PollSession poll, WindowCall call, Exception failure) {
        String name = poll.operation.name();
        long now = clock.millis();
        Throwable own = OwnFailure.in(failure);
        if (own instanceof LeaseLostException) {
            poll.stop(now + period.toMillis());
            LOG.warn("operation={}: {}", name, own.getMessage());
        } else if (own instanceof CallRefusedException refused) {
            boolean reRead = poll.underWay() != null && poll.underWay().kind() == Window.Kind.RE_READ;
            if (reRead) {
                // The limit of re-reads is not that of live polling, which goes on.
                noReReadBefore.put(name, refused.retryAt);
            }
            poll.stop(reRead ? poll.nextPoll() : refused.retryAt);
            if (!poll.isBackfill()) {
                operations.failed(poll.lease, refused.getMessage(), poll.span(), false, null);
            }
            meters.refused(name);
            LOG.warn("operation={}: {}", name, refused.getMessage());
        } else if (own instanceof StoreException) {
            poll.stop(now + backoff.next(AnswerKind.SERVER_TROUBLE, 1).toMillis());
            LOG.error("operation={}: {}", name, own.getMessage());
        } else {
            answered(poll, call, failure(failure));
        }
    }

    private AnswerException failure(Exception failure) {
        Deadline.Call limit = Deadline.current();
        if (limit != null && limit.expired()) {
            return new AnswerException(AnswerKind.TIMED_OUT, "No whole answer within wolkvox.timeout");
        }
        return AnswerException.of(failure, secrets);
    }

    private void answered(PollSession poll, WindowCall call, AnswerException failure) {
        String name = poll.operation.name();
        meters.failed(name, failure.kind());
        if (failure.kind() == AnswerKind.TOO_LARGE && call != null) {
            smaller(call, failure.getMessage());
            return;
        }
        long now = clock.millis();
        Window window = poll.underWay();
        int failures = operations.state(name).failures() + 1;
        if (failure.kind() == AnswerKind.TIMED_OUT && call != null) {
            poll.span(Math.max(Math.min(SHORTEST_AFTER_TIMEOUT, poll.span()), call.window.seconds() / 2));
        }
        boolean stop = failure.action() == Action.STOP;
        long next = failure.action() == Action.WAIT_FOR_RESET
                // The hour of the reset is not documented: the next day, or an hour, whichever is sooner.
                ? Math.min(
                        quota.resetsAt(poll.operation.zone()),
                        now + Duration.ofHours(1).toMillis())
                : now + backoff.next(failure.kind(), failures).toMillis();
        operations.failed(
                poll.lease,
                failure.kind() + ": " + failure.getMessage() + ". " + failure.hint(),
                poll.span(),
                true,
                stop ? failure.kind().name() : null);
        poll.stop(next);
        if (stop) {
            LOG.error(
                    "operation={} window={} kind={}: {}. The operation is stopped until a restart. {}",
                    name,
                    window,
                    failure.kind(),
                    failure.getMessage(),
                    failure.hint());
        } else {
            LOG.warn(
                    "operation={} window={} kind={} failures={}: {}. {} Next try in {} s",
                    name,
                    window,
                    failure.kind(),
                    failures,
                    failure.getMessage(),
                    failure.hint(),
                    (next - now + 999) / 1000);
        }
    }

    /** At the end of a poll, however it went: gives the operation back and notes when it is due again. */
    public void release(Exchange exchange) {
        PollSession poll = exchange.getProperty(ReportApi.POLL, PollSession.class);
        if (poll == null || poll.lease == null) {
            return;
        }
        try {
            if (poll.isBackfill()) {
                backfiller.release(poll);
                return;
            }
            notBefore.put(poll.operation.name(), poll.nextPoll());
            operations.release(poll.lease, poll.nextPoll());
        } catch (StoreException e) {
            LOG.error(
                    "operation={}: the lease could not be given back, it ends by itself: {}",
                    poll.operation.name(),
                    e.getMessage());
        }
        meters.polled(poll.operation.name());
    }
}
