package org.clickrouter.host;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.clickrouter.observe.Meters;
import org.clickrouter.outbox.OutboxComponent;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.report.Chunk;
import org.clickrouter.report.Click;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;

/**
 * Bean {@code intake} of library.camel.yaml: clicks that a host application gives, compared and stored like those of
 * the report. One call is one whole answer: it takes the operation's lease for as long as it lasts, so no poll can come
 * between comparing and storing.
 */
public final class RecordIntake {

    /** Exchange property: how many clicks were new or had a new code. */
    public static final String CHANGES = "clickRouterChanges";
    /** Records in one call at most: they are stored in one transaction. */
    public static final int MOST = 10_000;

    private static final String TAKEN = "clickRouterTaken";
    private static final Duration TERM = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    private record Taken(OperationSettings operation, Lease lease, Chunk chunk, Comparison comparison) {}

    private final List<OperationSettings> operations;
    private final Operations leases;
    private final ClickStore store;
    private final OutboxComponent outbox;
    private final Meters meters;
    private final Clock clock;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

    public RecordIntake(
            List<OperationSettings> operations,
            Operations leases,
            ClickStore store,
            OutboxComponent outbox,
            Meters meters,
            Clock clock) {
        this.operations = List.copyOf(operations);
        this.leases = leases;
        this.store = store;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * In: one record or a list of them; header {@code operation} says whose, the first operation's where there is none.
     * Out: those that are new or have a new code.
     *
     * @throws IllegalArgumentException when a record breaks a rule; then none of the call is stored
     * @throws IllegalStateException when a poll holds the operation for longer than one call of the API may last
     */
    public void compare(Exchange exchange) throws InterruptedException {
        OperationSettings operation = operation(exchange.getMessage().getHeader("operation", String.class));
        List<Click> clicks =
                RecordConverter.clicks(operation.name(), exchange.getMessage().getBody());
        if (clicks.size() > MOST) {
            throw new IllegalArgumentException(clicks.size() + " records in one call; " + MOST + " at most");
        }
        Lease lease = turn(operation);
        exchange.setProperty(TAKEN, new Taken(operation, lease, null, null));
        Comparison comparison = store.compare(
                store.begin(
                        lease,
                        new RoutingMode(operation.uncoded(), operation.zone(), RoutingMode.Routing.HISTORY_TOO),
                        TERM),
                clicks,
                true);
        exchange.setProperty(TAKEN, new Taken(operation, lease, new Chunk(clicks, List.of(), true, 0), comparison));
        exchange.getMessage().setBody(comparison.changes());
    }

    /** Stores what was compared, with its deliveries, in one transaction. */
    public void write(Exchange exchange) {
        Taken taken = exchange.getProperty(TAKEN, Taken.class);
        List<RoutedClick> changes = taken.comparison.changes();
        store.writeInput(taken.comparison);
        exchange.setProperty(CHANGES, changes.size());
        meters.stored(taken.operation.name(), taken.chunk, changes, 0);
        outbox.signal(changes);
    }

    /** Gives the operation back, however the call ended. */
    public void release(Exchange exchange) {
        Taken taken = exchange.getProperty(TAKEN, Taken.class);
        if (taken != null) {
            exchange.removeProperty(TAKEN);
            try {
                leases.releaseInput(taken.lease);
            } finally {
                turns.get(taken.operation.name()).release();
            }
        }
    }

    private OperationSettings operation(String name) {
        return operations.stream()
                .filter(o -> name == null || o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("header operation names none of "
                        + String.join(
                                ", ",
                                operations.stream().map(OperationSettings::name).toList())));
    }

    /** Calls of this process stand in a queue; polls, and other processes on the same store, are waited for. */
    private Lease turn(OperationSettings operation) throws InterruptedException {
        long patience = TokenLimits.slotTerm(operation).toMillis();
        long until = clock.millis() + patience;
        Semaphore turn = turns.computeIfAbsent(operation.name(), name -> new Semaphore(1, true));
        if (!turn.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
            throw busy(operation);
        }
        boolean taken = false;
        try {
            do {
                Optional<Lease> lease = leases.acquireForInput(operation.name(), TERM);
                taken = lease.isPresent();
                if (taken) {
                    return lease.get();
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            } while (clock.millis() <= until);
            throw busy(operation);
        } finally {
            if (!taken) {
                turn.release();
            }
        }
    }

    private static IllegalStateException busy(OperationSettings operation) {
        return new IllegalStateException("Operation " + operation.name()
                + " is being read by a poll or by other calls; nothing was stored, try again");
    }
}
