package org.clickrouter.poll;

import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.progress.ReReadTimes;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;

/** Seconds read before, for codes that came late, tier by tier. */
final class ReReads implements WindowSource {

    private final ReReadTimes reads;
    private final WindowPlan plan;
    private final KnownGaps gaps;
    private final Waits waits;

    ReReads(ReReadTimes reads, WindowPlan plan, KnownGaps gaps, Waits waits) {
        this.reads = reads;
        this.plan = plan;
        this.gaps = gaps;
        this.waits = waits;
    }

    @Override
    public List<Window> due(PollSession session) {
        List<Window> due = new ArrayList<>();
        if (!waits.over(Decisions.behind(session.name(), Window.Kind.RE_READ))) {
            return due;
        }
        for (Window window : plan.reReads(
                Math.floorDiv(session.startedAt, 1000L),
                session.state.originSecond(),
                session.state.progressSecond(),
                reads.of(session.name()),
                session.span())) {
            List<Window> parts = gaps.around(session.name(), window);
            if (parts.isEmpty()) {
                passed(session, window);
            }
            due.addAll(parts);
        }
        return due;
    }

    @Override
    public void passed(PollSession session, Window window) {
        if (window.tier() == null) {
            return;
        }
        long began = Math.floorDiv(session.startedAt, 1000L);
        for (String tier : plan.coveredBy(window.tier(), began, reads.of(session.name()))) {
            reads.done(session.lease, tier, session.startedAt);
        }
    }
}
