package org.clickrouter.text;

import java.time.Clock;
import java.time.Duration;

/**
 * Keeps the same trouble out of the log for a while, else a minute: a store that is away fails each second, at each
 * destination, and the log would fill the disk.
 */
public final class LogThrottle {

    private final Clock clock;
    private final long keptOut;
    private String last;
    private long again;

    public LogThrottle(Clock clock) {
        this(clock, Duration.ofMinutes(1));
    }

    public LogThrottle(Clock clock, Duration keptOut) {
        this.clock = clock;
        this.keptOut = keptOut.toMillis();
    }

    /** @return whether this is something else than the last time, or the same after that while */
    public synchronized boolean worthALine(String trouble) {
        long now = clock.millis();
        if (trouble.equals(last) && now < again && again - now <= keptOut) {
            return false;
        }
        last = trouble;
        again = now + keptOut;
        return true;
    }
}
