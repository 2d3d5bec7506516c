package org.clickrouter.poll;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What waits for a time, by name. A wait that began under a clock that has been put back since is over. */
public final class Waits {

    private static final long CLOCK_STEP_MILLIS = 60_000;

    private record Wait(long since, long until) {}

    private final Clock clock;
    private final Map<String, Wait> waits = new ConcurrentHashMap<>();

    public Waits(Clock clock) {
        this.clock = clock;
    }

    /**
     * It waits from now on.
     *
     * @param until epoch milliseconds
     */
    public void until(String name, long until) {
        waits.put(name, new Wait(clock.millis(), until));
    }

    /** Whether it waits no more. */
    public boolean over(String name) {
        Wait wait = waits.get(name);
        long now = clock.millis();
        return wait == null || wait.until <= now || wait.since > now + CLOCK_STEP_MILLIS;
    }
}
