package org.clickrouter.poll;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.window.Window;

/**
 * One poll of one operation: the windows to read, in order. A window that proves too large comes back as its halves, so
 * what is left is known only when the window under way has ended.
 */
public final class PollSession implements Iterator<Window> {

    final OperationSettings operation;
    final Lease lease;
    final long startedAt;
    private final boolean backfill;
    private final Deque<Window> windows;
    private final BooleanSupplier stopping;
    final RoutingMode.Routing routing;
    private Window underWay;
    private boolean over;
    private long span;
    private long records;
    private long nextPoll;

    PollSession(
            OperationSettings operation,
            Lease lease,
            List<Window> windows,
            long span,
            long startedAt,
            long nextPoll,
            BooleanSupplier stopping,
            RoutingMode.Routing routing) {
        this.operation = operation;
        this.lease = lease;
        this.windows = new ArrayDeque<>(windows);
        this.backfill = windows.stream().anyMatch(window -> window.kind() == Window.Kind.BACKFILL);
        this.span = span;
        this.startedAt = startedAt;
        this.nextPoll = nextPoll;
        this.stopping = stopping;
        this.routing = routing;
    }

    /** A poll with nothing to read. */
    static PollSession none(OperationSettings operation) {
        return new PollSession(operation, null, List.of(), 0, 0, 0, () -> false, RoutingMode.Routing.NEWS);
    }

    @Override
    public boolean hasNext() {
        return !over && !stopping.getAsBoolean() && (underWay != null || !windows.isEmpty());
    }

    /** @return the next window; null where the one under way has left none (the Split EIP then asks hasNext again) */
    @Override
    public Window next() {
        if (over) {
            throw new NoSuchElementException("The poll of operation " + operation.name() + " is over");
        }
        underWay = windows.poll();
        return underWay;
    }

    /** The window under way was read to its end. */
    void done() {
        underWay = null;
    }

    /** The window under way is to be read again, in parts. */
    void again(List<Window> parts) {
        underWay = null;
        for (int i = parts.size() - 1; i >= 0; i--) {
            windows.push(parts.get(i));
        }
    }

    /** @return whether it reads history behind live polling */
    boolean isBackfill() {
        return backfill;
    }

    /** No more windows in this poll. */
    void stop(long next) {
        underWay = null;
        over = true;
        nextPoll = next;
    }

    /** A window was read to its end. */
    void count(long more) {
        records += more;
    }

    /** @return records of all windows read to their end */
    long records() {
        return records;
    }

    Window underWay() {
        return underWay;
    }

    long span() {
        return span;
    }

    void span(long seconds) {
        span = seconds;
    }

    long nextPoll() {
        return nextPoll;
    }
}
