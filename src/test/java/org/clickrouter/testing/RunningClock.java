package org.clickrouter.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that begins at a moment, goes on as fast as any other, and can be put forward: days that nobody waits for.
 */
public final class RunningClock extends Clock {

    private final Clock machine = Clock.systemUTC();
    private final ZoneId zone = ZoneOffset.UTC;
    private volatile Duration ahead;

    public RunningClock(Instant begin) {
        ahead = Duration.between(machine.instant(), begin);
    }

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        RunningClock own = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return own.instant();
            }

            @Override
            public ZoneId getZone() {
                return other;
            }

            @Override
            public Clock withZone(ZoneId another) {
                return own.withZone(another);
            }
        };
    }
}
