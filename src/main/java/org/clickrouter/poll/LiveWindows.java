package org.clickrouter.poll;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;

/** The seconds not read yet, up to the newest. */
final class LiveWindows implements WindowSource {

    private final WindowPlan plan;
    private final KnownGaps gaps;
    private final Clock clock;

    LiveWindows(WindowPlan plan, KnownGaps gaps, Clock clock) {
        this.plan = plan;
        this.gaps = gaps;
        this.clock = clock;
    }

    @Override
    public List<Window> due(PollSession session) {
        List<Window> due = new ArrayList<>();
        for (Window window : plan.live(
                Math.floorDiv(clock.millis(), 1000L),
                session.state.originSecond(),
                session.state.progressSecond(),
                session.span())) {
            due.addAll(gaps.around(session.name(), window));
        }
        return due;
    }

    /** What live polling reads for the first time is news, also where a backfill came first and only stored it. */
    @Override
    public String routing(PollSession session) {
        return (session.onlyStores() ? RoutingMode.Routing.NO_HISTORY : RoutingMode.Routing.HISTORY_TOO).name();
    }
}
