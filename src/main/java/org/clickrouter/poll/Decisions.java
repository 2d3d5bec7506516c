package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.clickrouter.observe.Meters;
import org.clickrouter.report.failure.Action;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.report.failure.Backoff;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Gaps.Gap;
import org.clickrouter.store.progress.LeaseLostException;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.text.LogThrottle;
import org.clickrouter.window.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from how reading a window ended: the one place that decides it. */
final class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
    /** A time-out halves the windows down to this, no further: a server that is down would make them a second long. */
    private static final long SHORTEST_AFTER_TIMEOUT = 60;

    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final Operations operations;
    private final Gaps gaps;
    private final Quota quota;
    private final Doubts doubts;
    private final ShortAnswers shorts;
    private final Waits waits;
    private final Probe probe;
    private final Duration period;
    private final Backoff backoff;
    private final Clock clock;
    private final Meters meters;
    private final Map<String, LogThrottle> refusals = new ConcurrentHashMap<>();

    Decisions(
            Operations operations,
            Gaps gaps,
            Quota quota,
            Doubts doubts,
            ShortAnswers shorts,
            Waits waits,
            Probe probe,
            Duration period,
            Backoff backoff,
            Clock clock,
            Meters meters) {
        this.operations = operations;
        this.gaps = gaps;
        this.quota = quota;
        this.doubts = doubts;
        this.shorts = shorts;
        this.waits = waits;
        this.probe = probe;
        this.period = period;
        this.backoff = backoff;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * @return the name of the wait of windows that stand behind live polling, once their share of the quota is used up
     */
    static String behind(String operation, Window.Kind kind) {
        return operation + "/" + kind;
    }

    /** A window ended: what is read next, and when. */
    void after(PollSession session, Window window, WindowResult result) {
        if (result instanceof WindowResult.GivenUp) {
            // It says nothing of the API or the window, which is read again by who comes next.
            session.stop(clock.millis());
            LOG.info("operation={} window={}: given up, since the product ends", session.name(), session.told(window));
            return;
        }
        try {
            session.ended(result);
            shorts.ended(session, window, result);
            if (result instanceof WindowResult.Failed failed) {
                meters.failed(session.name(), failed.failure().kind());
            }
            if (!session.source().decides(session, window, result)) {
                decide(session, window, result);
            }
        } catch (StoreException | LeaseLostException e) {
            unstored(session, e.getMessage(), e instanceof LeaseLostException);
        }
    }

    private void decide(PollSession session, Window window, WindowResult result) {
        if (result instanceof WindowResult.Read read) {
            read(session, window, read);
        } else if (result instanceof WindowResult.Short few) {
            lacking(session, window, few);
        } else if (result instanceof WindowResult.Full full) {
            smaller(session, window, full.reason());
        } else if (result instanceof WindowResult.Refused refused) {
            refused(session, window, refused);
        } else if (result instanceof WindowResult.Unstored own) {
            unstored(session, own.message(), own.lost());
        } else if (result instanceof WindowResult.Failed failed) {
            failed(session, window, failed.failure());
        }
    }

    private void read(PollSession session, Window window, WindowResult.Read read) {
        session.span(ReadContext.grown(session.span()));
        passed(session, window, session.source());
        meters.windowDone(session.name());
        LOG.info(
                "operation={} window={} records={} bytes={}: read",
                session.name(),
                session.told(window),
                read.records(),
                read.bytes());
    }

    private void passed(PollSession session, Window window, WindowSource source) {
        doubts.settled(session.name(), window);
        source.passed(session, window);
    }

    private void lacking(PollSession session, Window window, WindowResult.Short few) {
        if (!few.passed()) {
            failed(session, window, new AnswerException(AnswerKind.SERVER_TROUBLE, few.lack()));
            return;
        }
        LOG.error(
                "operation={} window={}: {}, {} times in a row; recorded as a gap. Ask the vendor for this time",
                session.name(),
                session.told(window),
                few.lack(),
                ShortAnswers.TIMES);
        meters.gap(session.name());
        session.span(ReadContext.grown(session.span()));
        passed(session, window, session.source());
        meters.windowDone(session.name());
    }

    private void smaller(PollSession session, Window window, String reason) {
        List<Window> halves = window.halves();
        session.span(Math.max(1, (window.to() - window.from()) / 2));
        if (halves.isEmpty()) {
            namer(session, window, Gaps.Kind.FULL, reason).run();
        } else {
            LOG.info("operation={} window={}: {}; read again in halves", session.name(), session.told(window), reason);
            operations.failed(session.lease, reason, session.span(), false, null);
            session.again(halves);
        }
    }

    /** Names the window under way as a gap, now or after a probe. */
    private Runnable namer(PollSession session, Window window, Gaps.Kind kind, String reason) {
        WindowSource source = session.source();
        String routing = source.routing(session);
        return () -> gap(session, window, source, routing, kind, reason);
    }

    /** Names a window as a gap and goes on behind it; the gap is tried again, in parts, once there is time. */
    private void gap(
            PollSession session, Window window, WindowSource source, String routing, Gaps.Kind kind, String reason) {
        List<Window> parts = kind == Gaps.Kind.UNREADABLE ? window.parts(2) : List.of();
        gaps.name(
                session.lease,
                (parts.isEmpty() ? List.of(window) : parts)
                        .stream()
                                .map(part -> Gap.found(session.name(), part.from(), part.to(), kind, routing, reason))
                                .toList(),
                window.kind() == Window.Kind.LIVE ? window.to() : null);
        meters.gap(session.name());
        LOG.error(
                "operation={} window={}: {}: not all of it can be read. Recorded as a gap, which is tried again in parts;"
                        + " reading goes on behind it",
                session.name(),
                session.told(window),
                reason);
        passed(session, window, source);
    }

    private void refused(PollSession session, Window window, WindowResult.Refused refused) {
        boolean behind = window.kind() == Window.Kind.RE_READ || window.kind() == Window.Kind.GAP;
        if (behind) {
            // Their limit is not that of live polling, which goes on.
            waits.until(behind(session.name(), window.kind()), refused.retryAt());
        }
        session.stop(behind ? Math.min(session.nextPoll(), refused.retryAt()) : refused.retryAt());
        if (window.kind() != Window.Kind.BACKFILL && window.kind() != Window.Kind.GAP) {
            operations.failed(session.lease, refused.message(), session.span(), false, null);
        }
        meters.refused(session.name());
        if (refusals.computeIfAbsent(session.name(), name -> new LogThrottle(clock))
                .worthALine(refused.message())) {
            LOG.warn("operation={}: {}", session.name(), refused.message());
        }
    }

    private void unstored(PollSession session, String message, boolean lost) {
        session.stop(clock.millis()
                + (lost
                        ? period.toMillis()
                        : backoff.next(AnswerKind.SERVER_TROUBLE, 1).toMillis()));
        if (lost) {
            LOG.warn("operation={}: {}", session.name(), message);
        } else {
            LOG.error("operation={}: {}", session.name(), message);
        }
    }

    private void failed(PollSession session, Window window, AnswerException failure) {
        boolean ordinary = window.kind() != Window.Kind.PROBE && window.kind() != Window.Kind.GAP;
        boolean ofTheWindow = ordinary && failure.ofTheWindow();
        if (ofTheWindow && doubts.failed(session.name(), window, failure.kind()) && session.answered()) {
            namer(session, window, Gaps.Kind.UNREADABLE, said(failure)).run();
            return;
        }
        if (ordinary && failure.ofThePace() && doubts.refused(session.name(), window)) {
            probeRefusal(session, window, failure);
            return;
        }
        if (failure.kind() == AnswerKind.TIMED_OUT && ofTheWindow) {
            session.span(Math.max(Math.min(SHORTEST_AFTER_TIMEOUT, session.span()), (window.to() - window.from()) / 2));
        }
        waitFor(session, window, failure);
    }

    /** Pace refuses a second call straight after the first, too; where that is answered, the window is to blame. */
    private void probeRefusal(PollSession session, Window window, AnswerException failure) {
        Runnable name = namer(session, window, Gaps.Kind.UNREADABLE, said(failure));
        probe.afterRefusal(session, window.kind(), answered -> {
            boolean alone = doubts.refusedAlone(session.name(), window, answered);
            if (alone) {
                name.run();
            } else if (answered) {
                waitFor(session, window, failure);
            }
        });
    }

    private static String said(AnswerException failure) {
        return failure.kind() + ": " + failure.getMessage();
    }

    /** The session ends; what was stored stays. */
    private void waitFor(PollSession session, Window window, AnswerException failure) {
        int failures = operations.state(session.name()).failures() + 1;
        boolean stop = failure.action() == Action.STOP;
        long now = clock.millis();
        long next = now + wait(session, failure, failures, now);
        operations.failed(
                session.lease,
                said(failure) + ". " + failure.hint(),
                session.span(),
                true,
                stop ? failure.kind().name() : null);
        session.stop(next);
        if (stop) {
            LOG.error(
                    "operation={} window={} kind={}: {}. The operation is stopped until another token or a restart. {}",
                    session.name(),
                    session.told(window),
                    failure.kind(),
                    failure.getMessage(),
                    failure.hint());
        } else {
            LOG.warn(
                    "operation={} window={} kind={} failures={}: {}. {} Next try in {} s",
                    session.name(),
                    session.told(window),
                    failure.kind(),
                    failures,
                    failure.getMessage(),
                    failure.hint(),
                    (next - now + 999) / 1000);
        }
    }

    /** Milliseconds until the operation is looked at again. */
    private long wait(PollSession session, AnswerException failure, int failures, long now) {
        return switch (failure.action()) {
            // The hour of the reset is not documented: the next day, or an hour, whichever is sooner.
            case WAIT_FOR_RESET ->
                Math.min(
                        quota.resetsAt(session.operation.zone()) - now,
                        Duration.ofHours(1).toMillis());
            // Nothing is asked for until somebody lets it go on, such as by another token; that is to be seen soon.
            case STOP -> LOOK_AGAIN_MILLIS;
            default -> backoff.next(failure.kind(), failures).toMillis();
        };
    }
}
