package org.clickrouter.store.outbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this instance holds of one queue: as its lease row has it, except that what was marked is gone from here at
 * once.
 */
final class HeldLeases {

    /** Held while the lease row is written: a claim and an extension at a time would overwrite each other's. */
    final ReentrantLock writing = new ReentrantLock();
    /** When each lease ends, by the delivery's row. */
    final Map<Long, Long> until = new ConcurrentHashMap<>();
    /** When our lease row expires; written under the lock above. */
    volatile long end;

    /** Those of these rows that are ours last until {@code end}, be it that they have expired. */
    void keep(Collection<Long> rows, long end) {
        rows.forEach(row -> until.computeIfPresent(row, (same, before) -> end));
    }

    /** What is ours at a time; what nobody extended is not. */
    Set<Long> at(long now) {
        until.values().removeIf(over -> over <= now);
        return new HashSet<>(until.keySet());
    }
}
