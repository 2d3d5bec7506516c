package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.window.Window;

/**
 * A window of two seconds that tells whether the API answers at all, before others are held to be unreadable: first the
 * newest seconds, then, where those failed, others all over the time that is to be read.
 */
final class Probe implements WindowSource {

    private static final double GOLDEN = 0.6180339887498949;

    private final Doubts doubts;
    private final Window.Kind doubted;
    private final Duration lag;
    private final Clock clock;

    /** @param doubted the kind of window that failed */
    Probe(Doubts doubts, Window.Kind doubted, Duration lag, Clock clock) {
        this.doubts = doubts;
        this.doubted = doubted;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public List<Window> due(PollSession session) {
        return doubts.wantProbe(session.name(), doubted)
                ? List.of(window(session, doubts.nextProbe(session.name(), doubted)))
                : List.of();
    }

    /** @return the n-th probe, from 0 on */
    Window window(PollSession session, int n) {
        long newest = Math.floorDiv(clock.millis(), 1000L) - lag.toSeconds();
        Long origin = session.state.originSecond();
        Long progress = session.state.progressSecond();
        long oldest = Math.min(newest - 1, progress != null ? progress : origin != null ? origin : newest - 1);
        // The newest, the oldest, then others, each far from all before it.
        double share = n == 0 ? 1 : n == 1 ? 0 : n * GOLDEN % 1;
        long from = oldest + Math.round((newest - 1 - oldest) * share);
        return new Window(from, from + 1, Window.Kind.PROBE, null);
    }

    /** The seconds that it asks for may be some that live polling has still to read, and only to store. */
    @Override
    public String routing(PollSession session) {
        return (session.onlyStores() ? RoutingMode.Routing.NO_HISTORY : session.routing).name();
    }

    @Override
    public boolean decides(PollSession session, Window window, WindowResult result) {
        return result.answered();
    }
}
