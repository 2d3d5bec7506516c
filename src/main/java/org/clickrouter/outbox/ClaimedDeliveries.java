package org.clickrouter.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.clickrouter.store.outbox.Delivery;

/**
 * What this process has claimed for one destination: what waits for a free sender, and what is being sent. The thread
 * that claims and the threads that send meet here, and only here do they wait for each other.
 */
final class ClaimedDeliveries {

    /**
     * How much there is at one moment.
     *
     * @param waiting exchanges that wait for a sender
     * @param inFlight exchanges that are being sent
     */
    record Load(int waiting, int inFlight) {

        boolean isIdle() {
            return waiting == 0 && inFlight == 0;
        }
    }

    private final int batch;
    private final Prefetch prefetch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition claimer = lock.newCondition();
    private final Condition senders = lock.newCondition();
    private final Deque<List<Delivery>> waiting = new ArrayDeque<>();
    private final Map<Long, Delivery> leased = new ConcurrentHashMap<>();
    private int inFlight;
    private boolean signalled;
    private volatile boolean open;

    /** @param batch how many deliveries one exchange takes at most */
    ClaimedDeliveries(int batch, Prefetch prefetch) {
        this.batch = batch;
        this.prefetch = prefetch;
    }

    void open() {
        open = true;
    }

    /** Nobody waits here any longer. */
    void close() {
        open = false;
        signal();
    }

    boolean isOpen() {
        return open;
    }

    /** Something has changed that a waiting thread may be waiting for. */
    void signal() {
        lock.lock();
        try {
            signalled = true;
            claimer.signalAll();
            senders.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Load load() {
        lock.lock();
        try {
            return new Load(waiting.size(), inFlight);
        } finally {
            lock.unlock();
        }
    }

    /** @return all whose lease is to be kept, whether it waits or is being sent; a live view */
    Collection<Delivery> leased() {
        return leased.values();
    }

    /** @return how many exchanges to claim, so that no sender waits for the store; 0 while there are enough */
    int wanted() {
        lock.lock();
        try {
            return runsLow() ? prefetch.next() - waiting.size() : 0;
        } finally {
            lock.unlock();
        }
    }

    /** @return how many exchanges these make */
    int add(List<Delivery> claimed) {
        lock.lock();
        try {
            claimed.forEach(delivery -> leased.put(delivery.row(), delivery));
            int exchanges = 0;
            for (int i = 0; i < claimed.size(); i += batch, exchanges++) {
                waiting.add(List.copyOf(claimed.subList(i, Math.min(claimed.size(), i + batch))));
            }
            senders.signalAll();
            return exchanges;
        } finally {
            lock.unlock();
        }
    }

    /** @return how many requests these make */
    int addRequests(List<Delivery> claimed) {
        Map<String, List<Delivery>> requests = claimed.stream()
                .collect(Collectors.groupingBy(Delivery::request, LinkedHashMap::new, Collectors.toList()));
        lock.lock();
        try {
            claimed.forEach(delivery -> leased.put(delivery.row(), delivery));
            waiting.addAll(requests.values());
            senders.signalAll();
            return requests.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for something to send.
     *
     * @param allowed whether anything may be sent now
     * @return what one exchange carries; null where this has been closed meanwhile
     */
    List<Delivery> next(BooleanSupplier allowed) {
        lock.lock();
        try {
            while (open && (waiting.isEmpty() || !allowed.getAsBoolean())) {
                senders.await(1, TimeUnit.SECONDS);
            }
            List<Delivery> group = open ? waiting.poll() : null;
            if (group != null) {
                inFlight++;
                askForMore();
            }
            return group;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** These have been sent, or given up. */
    void sent(List<Delivery> group) {
        group.forEach(delivery -> leased.remove(delivery.row()));
        lock.lock();
        try {
            inFlight--;
            askForMore();
        } finally {
            lock.unlock();
        }
    }

    /** @return what no sender has begun; it is no longer here */
    List<Delivery> withdraw() {
        lock.lock();
        try {
            List<Delivery> untried = new ArrayList<>();
            waiting.forEach(untried::addAll);
            waiting.clear();
            untried.forEach(delivery -> leased.remove(delivery.row()));
            return untried;
        } finally {
            lock.unlock();
        }
    }

    /** Where the claimer waits: until there is a signal, or for {@code millis}. */
    void awaitSignal(long millis) {
        lock.lock();
        try {
            if (open && !signalled) {
                claimer.await(millis, TimeUnit.MILLISECONDS);
            }
            signalled = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where a sender waits before it asks the store once more.
     *
     * @return false when this is closed: nobody waits any longer then
     */
    boolean awaitStore(long millis) {
        lock.lock();
        try {
            if (open) {
                senders.await(millis, TimeUnit.MILLISECONDS);
            }
            return open;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean runsLow() {
        return waiting.size() * 2 <= prefetch.now();
    }

    private void askForMore() {
        if (runsLow()) {
            signalled = true;
            claimer.signalAll();
        }
    }
}
