package org.clickrouter.simulate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The faults that wait for the next calls, first come first served, and the one that stays when they are spent. */
final class FaultQueue {
    private final Deque<Fault> next = new ArrayDeque<>();
    private Fault always;

    synchronized void add(Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("a fault must be asked for at least once: " + times);
        }
        for (int i = 0; i < times; i++) {
            next.add(fault);
        }
    }

    synchronized void always(Fault fault) {
        always = fault;
    }

    synchronized void clear() {
        next.clear();
        always = null;
    }

    synchronized Optional<Fault> take() {
        var fault = next.poll();
        return Optional.ofNullable(fault == null ? always : fault);
    }
}
