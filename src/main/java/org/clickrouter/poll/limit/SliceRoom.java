package org.clickrouter.poll.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much time must be left before the next poll for a slice of a backfill, so that the poll begins on time: as long
 * as the last slice took, and as long again. Half a period at most, and half as much after each period without a slice:
 * where polls or slices are slow a poll is late now and then, and the backfill still comes to its end.
 */
public final class SliceRoom {

    private record Slice(Duration took, long ended) {}

    private final Duration period;
    private final Clock clock;
    private final Map<String, Slice> last = new ConcurrentHashMap<>();

    public SliceRoom(Duration period, Clock clock) {
        this.period = period;
        this.clock = clock;
    }

    /** @param begun when the slice began, epoch milliseconds */
    public void ended(String operation, long begun) {
        long now = clock.millis();
        last.put(operation, new Slice(Duration.ofMillis(Math.max(0, now - begun)), now));
    }

    /** @return what must be left now */
    public Duration of(String operation) {
        Slice slice = last.get(operation);
        if (slice == null) {
            return Duration.ZERO;
        }
        Duration half = period.dividedBy(2);
        Duration room = slice.took.multipliedBy(2);
        long periods = Math.max(0, clock.millis() - slice.ended) / Math.max(1, period.toMillis());
        return (room.compareTo(half) > 0 ? half : room).dividedBy(1L << Math.min(periods, 30));
    }
}
