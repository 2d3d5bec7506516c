package org.clickrouter.store.clicks;

import java.util.List;
import org.clickrouter.store.outbox.Delivery;

/**
 * Destinations whose receiver is the store itself, so that what they are sent is written in the transaction that stores
 * the clicks: once and for all, with no claim and no mark of its own.
 */
public interface JoinedDestinations {

    /** There is none. */
    JoinedDestinations NONE = new JoinedDestinations() {
        @Override
        public boolean joins(String destination) {
            return false;
        }

        @Override
        public void deliver(String destination, List<Delivery> deliveries) {
            throw new IllegalStateException("no destination joins");
        }
    };

    /** Whether a destination takes its deliveries in this way now; asked before the transaction begins. */
    boolean joins(String destination);

    /**
     * Delivers within the transaction of the calling thread; it is told of elsewhere once that is committed.
     *
     * @throws RuntimeException when the destination did not take them: what it wrote is rolled back, and they wait in
     *     its queue like any other
     */
    void deliver(String destination, List<Delivery> deliveries);
}
