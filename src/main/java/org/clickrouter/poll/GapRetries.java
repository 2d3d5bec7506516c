package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.report.failure.Backoff;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Gaps.Gap;
import org.clickrouter.window.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gaps tried again behind live polling, in one session: a gap of many seconds in parts, until what cannot be read
 * stands alone; that again with growing waits. What is read whole is no gap any more, by the transaction that stores
 * it.
 */
final class GapRetries implements WindowSource {

    private static final Logger LOG = LoggerFactory.getLogger(GapRetries.class);
    /** So many failures without an answer: before more is cut up, a probe tells whether the API answers at all. */
    private static final int IN_A_ROW = 5;
    /** Each failure costs the whole time-out then, each answer little: cut in more parts, fewer of them fail. */
    private static final int PARTS_AFTER_TIMEOUT = 8;

    /**
     * Where live polling and re-reads take all the time there is, a gap has a call in so many periods all the same: its
     * seconds would never be read, nor be read again for late codes.
     */
    private static final int PERIODS = 4;

    private final Gaps gaps;
    private final Probe probe;
    private final ShortAnswers shorts;
    private final Backoff backoff;
    private final Duration period;
    private final Waits waits;
    private final Clock clock;
    private Gap gap;
    /** Of a gap of two seconds, those that failed alone; null where none is read by single seconds. */
    private List<Gap> failedSeconds;

    private boolean eachHeldNothing;

    GapRetries(
            Gaps gaps, Probe probe, ShortAnswers shorts, Backoff backoff, Duration period, Waits waits, Clock clock) {
        this.gaps = gaps;
        this.probe = probe;
        this.shorts = shorts;
        this.backoff = backoff;
        this.period = period;
        this.waits = waits;
        this.clock = clock;
    }

    @Override
    public boolean oneByOne() {
        return true;
    }

    @Override
    public List<Window> due(PollSession session) {
        failedSeconds = null;
        boolean livesTurn = clock.millis() - session.startedAt >= period.toMillis();
        String turn = session.name() + "/turn of gaps";
        if (!session.answered()
                || livesTurn && !waits.over(turn)
                || !waits.over(Decisions.behind(session.name(), Window.Kind.GAP))) {
            return List.of();
        }
        gap = gaps.due(session.name()).orElse(null);
        if (gap == null) {
            return List.of();
        }
        waits.until(turn, clock.millis() + PERIODS * period.toMillis());
        return List.of(window(gap.from(), gap.to()));
    }

    private static Window window(long from, long to) {
        return new Window(from, to, Window.Kind.GAP, null);
    }

    @Override
    public String routing(PollSession session) {
        return gap.routing();
    }

    @Override
    public boolean decides(PollSession session, Window window, WindowResult result) {
        if (result instanceof WindowResult.Failed failed && failed.failure().ofThePace()) {
            probe.afterRefusal(session, window.kind(), answered -> {
                if (answered) {
                    ended(session, window, result);
                }
            });
            return true;
        }
        if (result instanceof WindowResult.Failed failed && !failed.failure().ofTheWindow()
                || result instanceof WindowResult.Refused
                || result instanceof WindowResult.Unstored) {
            return false;
        }
        ended(session, window, result);
        return true;
    }

    private void ended(PollSession session, Window window, WindowResult result) {
        if (failedSeconds != null) {
            second(session, window, result);
        } else if (result instanceof WindowResult.Read) {
            LOG.info("operation={} window={}: a gap was read", session.name(), session.told(window));
        } else if (session.failuresInARow() >= IN_A_ROW) {
            session.first(List.of(probe.window(session, 0)), probe);
        } else {
            failed(session, window, result);
        }
    }

    private void failed(PollSession session, Window window, WindowResult result) {
        boolean timedOut =
                result instanceof WindowResult.Failed f && f.failure().kind() == AnswerKind.TIMED_OUT;
        List<Window> parts = window.parts(timedOut ? PARTS_AFTER_TIMEOUT : 2);
        boolean lies = result instanceof WindowResult.Short && shorts.lies(session.name());
        if (!parts.isEmpty() && !lies) {
            gaps.split(
                    session.lease,
                    gap,
                    parts.stream().map(part -> gap.part(part.from(), part.to())).toList());
        } else if (window.seconds() == 2 && !lies) {
            failedSeconds = new ArrayList<>();
            eachHeldNothing = true;
            session.first(List.of(window(gap.from(), gap.from()), window(gap.to(), gap.to())), this);
        } else {
            inVain(session, reason(result));
        }
    }

    /**
     * One of two seconds was asked for alone. Where the API leaves out a window's ends, it has nothing to say then: an
     * answer counts only if one of the two shows that a second alone is understood.
     */
    private void second(PollSession session, Window window, WindowResult result) {
        eachHeldNothing &= result instanceof WindowResult.Read && result.count() == 0;
        if (!(result instanceof WindowResult.Read)) {
            Gap alone = gap.part(window.from(), window.to());
            failedSeconds.add(new Gap(
                    alone.operation(),
                    alone.from(),
                    alone.to(),
                    alone.kind(),
                    alone.routing(),
                    reason(result),
                    alone.tries() + 1,
                    nextTry()));
        }
        if (window.to() < gap.to()) {
            return;
        }
        List<Gap> left = failedSeconds;
        failedSeconds = null;
        if (eachHeldNothing) {
            inVain(session, gap.reason());
        } else {
            gaps.split(session.lease, gap, left);
            left.forEach(one -> LOG.error(
                    "operation={} window={}: this second alone cannot be read: {}. It is tried again with growing waits;"
                            + " ask the vendor for it",
                    session.name(),
                    session.told(window(one.from(), one.to())),
                    one.reason()));
        }
    }

    private void inVain(PollSession session, String reason) {
        gaps.tried(session.lease, gap, reason, nextTry());
        LOG.warn(
                "operation={} window={}: a gap was tried again in vain ({} times): {}",
                session.name(),
                session.told(window(gap.from(), gap.to())),
                gap.tries() + 1,
                reason);
    }

    private long nextTry() {
        return clock.millis() + backoff.gap(gap.tries() + 1).toMillis();
    }

    private static String reason(WindowResult result) {
        return result instanceof WindowResult.Failed failed
                ? failed.failure().kind() + ": " + failed.failure().getMessage()
                : result instanceof WindowResult.Full full ? full.reason() : ((WindowResult.Short) result).lack();
    }
}
