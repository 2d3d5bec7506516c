package org.clickrouter.poll.limit;

import java.time.Duration;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.window.Window;

/** How many of the day's calls may be used up, by what they are for. */
public final class CallBudget {

    private CallBudget() {}

    /**
     * @param untilReset what is left of the day
     * @return calls a day that re-reads and backfill may use up: at least half, otherwise all but those of the polls
     *     still to come
     */
    public static int behindLive(OperationSettings operation, Duration period, Duration untilReset) {
        int limit = operation.dailyLimit();
        return (int) Math.max(0, limit - Math.min(limit / 2, untilReset.toMillis() / Math.max(1, period.toMillis())));
    }

    /** @return calls a day that a window of this kind may use up; gaps leave a quarter to re-reads and backfill */
    public static int of(Window.Kind kind, OperationSettings operation, Duration period, Duration untilReset) {
        return switch (kind) {
            case LIVE, PROBE -> operation.dailyLimit();
            case RE_READ, BACKFILL -> behindLive(operation, period, untilReset);
            case GAP -> Math.max(0, behindLive(operation, period, untilReset) - operation.dailyLimit() / 4);
        };
    }
}
