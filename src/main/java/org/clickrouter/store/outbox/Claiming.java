package org.clickrouter.store.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How deliveries of a queue come to be leased by one instance. The product writes one lease row an instance
 * ({@link Leases}); the benchmark's part {@code leases} measures lease columns in each delivery's row beside it.
 *
 * <p>What lease columns have to bring besides speed: on H2 an update waits for a row that a frozen process has locked,
 * where a claim of today reads past it; an extension must not wait for what is being marked; and to free what a dead
 * process held, all that waits has to be searched by its holder.
 */
public interface Claiming {

    /**
     * Leases deliveries that are due.
     *
     * @param limit at most
     * @param lease how long they are ours
     * @param underWay all that we have of it, be its lease over: none of that is leased once more
     */
    List<Delivery> claim(String destination, int limit, Duration lease, Collection<Delivery> underWay);

    /** {@link #claim(String, int, Duration, Collection)} where nothing is under way. */
    default List<Delivery> claim(String destination, int limit, Duration lease) {
        return claim(destination, limit, lease, List.of());
    }
}
