package org.clickrouter.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.clickrouter.store.clicks.JoinedDestinations;
import org.clickrouter.store.outbox.Delivery;

/** The consumers that take what is new within the transaction that stores it, by destination. */
final class JoinedConsumers implements JoinedDestinations {

    private final Map<String, Set<TransactionJoin>> consumers = new ConcurrentHashMap<>();

    void add(String destination, TransactionJoin consumer) {
        consumers
                .computeIfAbsent(destination, name -> new CopyOnWriteArraySet<>())
                .add(consumer);
    }

    void remove(String destination, TransactionJoin consumer) {
        consumers.computeIfPresent(destination, (name, some) -> {
            some.remove(consumer);
            return some;
        });
    }

    @Override
    public boolean joins(String destination) {
        return open(destination).isPresent();
    }

    @Override
    public void deliver(String destination, List<Delivery> deliveries) {
        open(destination)
                .orElseThrow(() -> new IllegalStateException(destination + " takes nothing now"))
                .deliver(deliveries);
    }

    /** While routes are exchanged there may be two. */
    private Optional<TransactionJoin> open(String destination) {
        return consumers.getOrDefault(destination, Set.of()).stream()
                .filter(TransactionJoin::isOpen)
                .findFirst();
    }
}
