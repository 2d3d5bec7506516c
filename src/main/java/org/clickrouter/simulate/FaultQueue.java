package org.clickrouter.simulate;

import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The faults that wait for the next calls, first come first served; those of single seconds, which stay; and the one
 * that stays for all calls.
 */
final class FaultQueue {
    private final Deque<Fault> next = new ArrayDeque<>();
    private final Map<LocalDateTime, Fault> seconds = new TreeMap<>();
    private Fault always;

    synchronized void add(Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("a fault must be asked for at least once: " + times);
        }
        for (int i = 0; i < times; i++) {
            next.add(fault);
        }
    }

    synchronized void at(LocalDateTime second, Fault fault) {
        seconds.put(second, fault);
    }

    synchronized void always(Fault fault) {
        always = fault;
    }

    synchronized void clear() {
        next.clear();
        seconds.clear();
        always = null;
    }

    synchronized Optional<Fault> take(Window window) {
        var fault = next.poll();
        if (fault != null) {
            return Optional.of(fault);
        }
        return seconds.entrySet().stream()
                .filter(at ->
                        !at.getKey().isBefore(window.from()) && !at.getKey().isAfter(window.to()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.ofNullable(always));
    }
}
