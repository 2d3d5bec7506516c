package org.clickrouter.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the leases of what is under way for as long as this process lives, however long a receiver takes. */
final class LeaseHeartbeat implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseHeartbeat.class);

    private final OutboxEndpoint endpoint;
    private final Supplier<Collection<Delivery>> held;
    private volatile CountDownLatch closed = new CountDownLatch(1);

    LeaseHeartbeat(OutboxEndpoint endpoint, Supplier<Collection<Delivery>> held) {
        this.endpoint = endpoint;
        this.held = held;
    }

    void open() {
        closed = new CountDownLatch(1);
    }

    void close() {
        closed.countDown();
    }

    @Override
    public void run() {
        Duration lease = Duration.ofMillis(endpoint.getLease());
        CountDownLatch end = closed;
        try {
            while (!end.await(Math.max(1, lease.toMillis() / 3), TimeUnit.MILLISECONDS)) {
                extend(lease);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void extend(Duration lease) {
        try {
            endpoint.getComponent().store().extend(new ArrayList<>(held.get()), lease);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "destination={}: leases could not be extended: {}",
                    endpoint.getName(),
                    e instanceof StoreException ? e.getMessage() : e.toString());
        }
    }
}
