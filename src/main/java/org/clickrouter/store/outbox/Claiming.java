package org.clickrouter.store.outbox;

import java.time.Duration;
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
     */
    List<Delivery> claim(String destination, int limit, Duration lease);
}
