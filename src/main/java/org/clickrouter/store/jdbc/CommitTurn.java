package org.clickrouter.store.jdbc;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets those that commit often or much go one after the other on H2. A commit of H2 writes all pages that were touched
 * since the one before, those of open transactions with what would undo them included: hundreds of marks in the midst
 * of a chunk's thousand clicks would write those again and again. PostgreSQL needs no turns.
 */
final class CommitTurn {

    private final ReentrantLock lock = new ReentrantLock(true);

    <T> T run(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
