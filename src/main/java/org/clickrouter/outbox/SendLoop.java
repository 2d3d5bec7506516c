package org.clickrouter.outbox;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.outbox.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each of the {@code maxInFlight} threads of a destination does: sends what is claimed, one exchange at a time.
 */
final class SendLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SendLoop.class);

    private final OutboxEndpoint endpoint;
    private final ClaimedDeliveries claimed;
    private final DeliveryWorker worker;
    private final PauseGate gate;
    private final BooleanSupplier allowed;

    /** @param allowed whether the consumer may send anything now */
    SendLoop(
            OutboxEndpoint endpoint,
            ClaimedDeliveries claimed,
            DeliveryWorker worker,
            PauseGate gate,
            BooleanSupplier allowed) {
        this.endpoint = endpoint;
        this.claimed = claimed;
        this.worker = worker;
        this.gate = gate;
        this.allowed = allowed;
    }

    @Override
    public void run() {
        while (claimed.isOpen()) {
            List<Delivery> group = claimed.next(() -> allowed.getAsBoolean() && !gate.isShut());
            if (group != null) {
                try {
                    List<Delivery> ours = ours(group);
                    if (!ours.isEmpty()) {
                        worker.deliver(ours);
                    }
                } catch (RuntimeException | Error e) {
                    LOG.error(
                            "destination={}: {}; what was under way is tried again when its lease ends",
                            endpoint.getName(),
                            e.toString());
                } finally {
                    gate.tried();
                    claimed.sent(group);
                }
            }
        }
    }

    /**
     * Those that no other instance took over while this process slept, or its store was away, for longer than a lease.
     */
    private List<Delivery> ours(List<Delivery> group) {
        while (true) {
            try {
                List<Delivery> ours = endpoint.getComponent()
                        .store()
                        .still(group, claimed.leased(), Duration.ofMillis(endpoint.getLease()));
                if (ours.size() < group.size()) {
                    LOG.info(
                            "destination={}: {} deliveries are another instance's by now",
                            endpoint.getName(),
                            group.size() - ours.size());
                }
                // A part of a request under its id would be a repeat to whoever has the whole.
                return ours.size() < group.size() && group.get(0).isTogether() ? List.of() : ours;
            } catch (StoreException e) {
                if (!claimed.awaitStore(endpoint.getIdle())) {
                    return List.of();
                }
            }
        }
    }
}
