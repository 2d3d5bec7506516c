package org.clickrouter.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
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
        return doubts.wantProbe(session.name(), doubted) ? List.of(next(session, doubted)) : List.of();
    }

    /**
     * A probe comes next in the session, straight after a window that was refused for the pace of the calls. An API
     * that keeps a pace refuses it, too; one that answers it refuses the window for what it asks for.
     *
     * @param refused the kind of the window that was refused
     * @param then what follows, told whether the probe was answered; where it was not, its own failure counts besides
     */
    void afterRefusal(PollSession session, Window.Kind refused, Consumer<Boolean> then) {
        session.first(List.of(next(session, refused)), new AfterRefusal(then));
    }

    private final class AfterRefusal implements WindowSource {

        private final Consumer<Boolean> then;

        private AfterRefusal(Consumer<Boolean> then) {
            this.then = then;
        }

        @Override
        public List<Window> due(PollSession session) {
            return List.of();
        }

        @Override
        public String routing(PollSession session) {
            return Probe.this.routing(session);
        }

        @Override
        public boolean decides(PollSession session, Window window, WindowResult result) {
            then.accept(result.answered());
            return result.answered();
        }
    }

    /** @return a probe that looks elsewhere than the one before it */
    private Window next(PollSession session, Window.Kind kind) {
        return window(session, doubts.nextProbe(session.name(), kind));
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
