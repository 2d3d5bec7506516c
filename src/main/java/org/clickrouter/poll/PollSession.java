package org.clickrouter.poll;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.window.Window;

/**
 * One turn of reading one operation, under one lease: the windows to read, in order. A window that proves too large
 * comes back as its halves, and gaps are found while reading, so what is left is known only when the window under way
 * has ended.
 */
final class PollSession {

    /** How the operation is given back. */
    @FunctionalInterface
    interface Return {
        void giveBack(PollSession session);
    }

    /** A window with the source that it came from. */
    private record Entry(Window window, WindowSource source) {}

    final OperationSettings operation;
    final Lease lease;
    /** As it was when the session began. */
    final OperationState state;

    final long startedAt;
    final RoutingMode.Routing routing;
    private final Return back;
    private final BooleanSupplier stopping;
    private final Deque<WindowSource> sources;
    private final Deque<Entry> windows = new ArrayDeque<>();
    private Entry underWay;
    private long storeOnlyBefore = Long.MIN_VALUE;
    private boolean over;
    private boolean answered;
    private int failuresInARow;
    private long span;
    private long nextPoll;

    PollSession(
            OperationSettings operation,
            Lease lease,
            OperationState state,
            List<WindowSource> sources,
            long startedAt,
            long nextPoll,
            RoutingMode.Routing routing,
            BooleanSupplier stopping,
            Return back) {
        this.operation = operation;
        this.lease = lease;
        this.state = state;
        this.sources = new ArrayDeque<>(sources);
        this.startedAt = startedAt;
        this.nextPoll = nextPoll;
        this.routing = routing;
        this.stopping = stopping;
        this.back = back;
        this.span = state == null ? 0 : state.spanSeconds();
    }

    /** A session with nothing to read. */
    static PollSession none(OperationSettings operation) {
        return new PollSession(
                operation, null, null, List.of(), 0, 0, RoutingMode.Routing.NEWS, () -> false, session -> {});
    }

    /** A window as the log tells it: in the operation's zone, as every time on the screen. */
    String told(Window window) {
        return window.text(operation.zone());
    }

    String name() {
        return operation.name();
    }

    /** @return whether there is a window to read; asks the sources where none is left */
    boolean hasNext() {
        while (!over && !stopping.getAsBoolean() && windows.isEmpty() && !sources.isEmpty()) {
            WindowSource source = sources.peek();
            List<Window> due = source.due(this);
            due.forEach(window -> windows.add(new Entry(window, source)));
            if (due.isEmpty() || !source.oneByOne()) {
                sources.remove(source);
            }
        }
        return !over && !stopping.getAsBoolean() && !windows.isEmpty();
    }

    /** @return whether it was told to stop before all was read */
    boolean isCutShort() {
        return !over && stopping.getAsBoolean() && !(windows.isEmpty() && sources.isEmpty());
    }

    /** @return the next window, which is under way from now on */
    Window next() {
        underWay = windows.remove();
        return underWay.window;
    }

    /** These windows come next, from the source of the one under way. */
    void again(List<Window> parts) {
        first(parts, underWay.source);
    }

    /** These windows come next. */
    void first(List<Window> parts, WindowSource source) {
        List<Window> backwards = new ArrayList<>(parts);
        java.util.Collections.reverse(backwards);
        backwards.forEach(part -> windows.push(new Entry(part, source)));
    }

    /** @param second live windows that begin before it are only stored */
    void storeOnlyBefore(long second) {
        storeOnlyBefore = second;
    }

    /** @return whether of the window under way what was not known before is only stored */
    boolean onlyStores() {
        return underWay.window.from() < storeOnlyBefore;
    }

    /** No more windows in this session. */
    void stop(long next) {
        over = true;
        windows.clear();
        nextPoll = next;
    }

    /** The window under way ended: whether the API answers at all is known by that. */
    void ended(WindowResult result) {
        answered |= result.answered();
        failuresInARow = result.answered() ? 0 : failuresInARow + 1;
    }

    void giveBack() {
        back.giveBack(this);
    }

    /** @return whether the API has answered for some window of this session */
    boolean answered() {
        return answered;
    }

    /** @return windows that failed since the API last answered */
    int failuresInARow() {
        return failuresInARow;
    }

    WindowSource source() {
        return underWay.source;
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
