package org.clickrouter.outbox;

import java.util.List;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outcome;

/**
 * What a pause means for the consumer of one destination: it claims nothing, but for one delivery where a try is due.
 */
final class PauseGate {

    private final String name;
    private final OutboxComponent component;
    private final DestinationCircuitBreaker breaker;
    private boolean wasPaused;
    private volatile boolean trying;

    PauseGate(OutboxEndpoint endpoint, DestinationCircuitBreaker breaker) {
        this.name = endpoint.getName();
        this.component = endpoint.getComponent();
        this.breaker = breaker;
    }

    /**
     * For the thread that claims; at the end of a pause, what waits is due.
     *
     * @param giveBack puts back into the queue what was claimed before the pause
     */
    boolean isPaused(Runnable giveBack) {
        boolean paused = component.pauses().isPaused(name);
        if (wasPaused && !paused) {
            breaker.resumed();
            component.store().wake(name, DestinationCircuitBreaker.SICK_KINDS);
        }
        wasPaused = paused;
        if (isShut()) {
            giveBack.run();
        }
        return paused;
    }

    boolean tryIsDue() {
        return component.pauses().tryIsDue(name);
    }

    /** Whether what is claimed may not be sent. */
    boolean isShut() {
        return !trying && component.pauses().isKnownAsPaused(name);
    }

    /**
     * What was claimed, or nothing where a pause has come meanwhile. A try is taken only now: none is wasted on an
     * empty queue.
     */
    List<Delivery> admit(List<Delivery> claimed) {
        if (claimed.isEmpty() || !component.pauses().isPaused(name)) {
            return claimed;
        }
        trying = component.pauses().takeTry(name);
        if (!trying) {
            component.store().mark(claimed.stream().map(Outcome::returned).toList());
        }
        return trying ? claimed : List.of();
    }

    /** The try is over. */
    void tried() {
        trying = false;
    }
}
