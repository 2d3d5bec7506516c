package org.clickrouter.camel;

import java.time.Clock;
import java.time.Duration;

/** Keeps the same trouble out of the log for a minute: a store that is away fails each second, at each destination, and the log would fill the disk. */
final class Repeats {

    private static final long KEPT_OUT = Duration.ofMinutes(1).toMillis();

    private final Clock clock;
    private String last;
    private long again;

    Repeats(Clock clock) {
        this.clock = clock;
    }

    /** @return whether this is something else than the last time, or the same after a minute */
    synchronized boolean worthALine(String trouble) {
        long now = clock.millis();
        if (trouble.equals(last) && now < again && again - now <= KEPT_OUT) {
            return false;
        }
        last = trouble;
        again = now + KEPT_OUT;
        return true;
    }
}
