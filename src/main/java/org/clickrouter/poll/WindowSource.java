package org.clickrouter.poll;

import java.util.List;
import org.clickrouter.window.Window;

/** Where windows come from: live polling, re-reads, gap retries and backfill stand beside each other. */
interface WindowSource {

    /**
     * What is to be read now, in order; asked when all windows before are behind us. A source that gives one window at
     * a time is asked again after it.
     */
    List<Window> due(PollSession session);

    /** @return whether it is asked again once its windows are behind us */
    default boolean oneByOne() {
        return false;
    }

    /** A window of this source is behind us: read whole, or named as a gap. */
    default void passed(PollSession session, Window window) {}

    /**
     * A window of this source ended; asked before the rules that hold for all.
     *
     * @return whether the source has decided what follows
     */
    default boolean decides(PollSession session, Window window, WindowResult result) {
        return false;
    }

    /** @return how a gap that this source leaves is routed once it is read */
    default String routing(PollSession session) {
        return session.routing.name();
    }
}
