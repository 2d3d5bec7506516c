package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.clickrouter.observe.Meters;
import org.clickrouter.report.failure.Backoff;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;

/** The parts of reading put together: what begins sessions, and the one loop that reads their windows. */
public final class Reading {

    /** Bean {@code poller}. */
    public final Poller poller;
    /** Bean {@code backfiller}. */
    public final Backfiller backfiller;
    /** Bean {@code windows}. */
    public final ReadLoop windows;

    final Decisions decisions;
    final ShortAnswers shorts;

    /** @param settings of the operations in force, by name: a token may be renewed */
    public Reading(
            Function<String, OperationSettings> settings,
            Operations operations,
            Gaps gaps,
            Quota quota,
            Backfills backfills,
            WindowPlan plan,
            Duration period,
            Backoff backoff,
            Clock clock,
            Meters meters,
            FirstRead firstRead) {
        Doubts doubts = new Doubts();
        Waits waits = new Waits(clock);
        shorts = new ShortAnswers();
        Probe probe = new Probe(doubts, Window.Kind.LIVE, plan.safetyLag(), clock);
        decisions =
                new Decisions(operations, gaps, quota, doubts, shorts, waits, probe, period, backoff, clock, meters);
        poller = new Poller(
                settings, operations, gaps, plan, period, backoff, clock, meters, doubts, shorts, waits, firstRead);
        backfiller = new Backfiller(settings, operations, backfills, gaps, period, plan.safetyLag(), clock, doubts);
        windows = new ReadLoop(decisions, shorts);
    }
}
