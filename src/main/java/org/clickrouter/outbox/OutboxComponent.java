package org.clickrouter.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.clickrouter.delivery.RetrySchedule;
import org.clickrouter.observe.Meters;
import org.clickrouter.observe.OutboxRoutes;
import org.clickrouter.observe.Tracing;
import org.clickrouter.store.clicks.JoinedDestinations;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.outbox.Gathering;
import org.clickrouter.store.outbox.Outbox;

/**
 * Camel component {@code outbox:NAME}. As a producer it adds a delivery for destination NAME to the click on its way
 * through the routing file; both are stored in one transaction. As a consumer it claims what is due for NAME, hands it
 * to the route, and marks how that ended: done, to be tried again, dead.
 */
@Component("outbox")
public final class OutboxComponent extends DefaultComponent implements OutboxRoutes {

    /** Exchange property that carries the {@link RoutedClick} on its way through the routing file. */
    public static final String ROUTED_CLICK = "clickRouterChange";

    private final Outbox store;
    private final RetrySchedule schedule;
    private Function<String, RetrySchedule> schedules;
    private Predicate<String> ordered = name -> false;
    private Predicate<String> traced = name -> false;
    private Function<String, Optional<String>> inStore = name -> Optional.empty();
    private Tracing tracing = Tracing.none();
    private Function<String, Optional<Gathering>> gathering = name -> Optional.empty();
    private final Clock clock;
    private final RandomGenerator random;
    private final Meters meters;
    private final PauseWatch pauses;
    private final Map<String, Set<Runnable>> waiting;
    private final JoinedConsumers joined;
    private final AtomicBoolean held;
    /** The component whose routes are in force, for all that were made beside one another. */
    private final AtomicReference<OutboxComponent> inForce;

    private final Map<String, Optional<Gathering>> gatherings = new ConcurrentHashMap<>();
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private Duration lease = Duration.ofMinutes(1);
    private boolean delivering = true;

    public OutboxComponent(Outbox store, RetrySchedule schedule, Clock clock, RandomGenerator random, Meters meters) {
        this.store = store;
        this.schedule = schedule;
        this.schedules = name -> schedule;
        this.clock = clock;
        this.random = random;
        this.meters = meters;
        this.pauses = new PauseWatch(store.pauses(), clock);
        this.waiting = new ConcurrentHashMap<>();
        this.joined = new JoinedConsumers();
        this.held = new AtomicBoolean();
        this.inForce = new AtomicReference<>(this);
    }

    /** What Camel makes of the name in a context that is not ours: it says where queues are to be had. */
    public OutboxComponent() {
        this.store = null;
        this.schedule = null;
        this.clock = null;
        this.random = null;
        this.meters = null;
        this.pauses = null;
        this.waiting = Map.of();
        this.joined = new JoinedConsumers();
        this.held = new AtomicBoolean();
        this.inForce = new AtomicReference<>(this);
    }

    /** One for other routes on the same store, which are to take the place of the present ones. */
    public OutboxComponent(OutboxComponent present, RetrySchedule schedule) {
        this.store = present.store;
        this.schedule = schedule;
        this.schedules = name -> schedule;
        this.clock = present.clock;
        this.random = present.random;
        this.meters = present.meters;
        this.pauses = present.pauses;
        this.waiting = present.waiting;
        this.joined = present.joined;
        this.held = present.held;
        this.inForce = present.inForce;
    }

    /** From now on it is these routes that say which destinations there are. */
    public void takeOver() {
        inForce.set(this);
    }

    /** @param lease how long a claim lasts where an endpoint says nothing */
    public void lease(Duration lease) {
        this.lease = lease;
    }

    /** @param schedules of destinations that have one of their own, by name; null is nobody's */
    public void schedules(Function<String, RetrySchedule> schedules) {
        this.schedules = name -> Objects.requireNonNullElse(schedules.apply(name), schedule);
    }

    /** @param ordered whether a destination, by name, gets the deliveries of a chat one after the other */
    public void ordered(Predicate<String> ordered) {
        this.ordered = ordered;
    }

    /** Where sends are recorded; nowhere, unless it is said. */
    public void tracing(Tracing tracing) {
        this.tracing = tracing;
    }

    Tracing tracing() {
        return tracing;
    }

    /** @param traced whether a destination, by name, is told which read brought what it gets */
    public void traced(Predicate<String> traced) {
        this.traced = traced;
    }

    boolean isTraced(String destination) {
        return traced.test(destination);
    }

    /**
     * @param gathering how the deliveries of a destination, by name, come together into requests; empty where an
     *     exchange of its route is all that goes together
     */
    public void gathering(Function<String, Optional<Gathering>> gathering) {
        this.gathering = gathering;
    }

    Optional<Gathering> gathering(String destination) {
        return gatherings.computeIfAbsent(destination, gathering);
    }

    /**
     * @param inStore the Kamelet that writes to a destination, by name, whose receiver is the store itself; empty for
     *     all others
     */
    public void inStore(Function<String, Optional<String>> inStore) {
        this.inStore = inStore;
    }

    Optional<String> inStore(String destination) {
        return inStore.apply(destination);
    }

    /** The destinations that take what is new within the transaction that stores it. */
    public JoinedDestinations joinedDestinations() {
        return joined;
    }

    JoinedConsumers joined() {
        return joined;
    }

    boolean isOrdered(String destination) {
        return ordered.test(destination);
    }

    /** @param delivering false: the routes of destinations start and get nothing, for an instance that only reads */
    public void delivering(boolean delivering) {
        this.delivering = delivering;
    }

    boolean isDelivering() {
        return delivering;
    }

    /**
     * The product starts: destinations that their own answers had paused are tried again, with all that waits for them.
     */
    public void begin() {
        store.pauses().begin().forEach(destination -> store.wake(destination, DestinationCircuitBreaker.SICK_KINDS));
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        CodeText.register(getCamelContext());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        if (store == null) {
            throw new IllegalStateException(
                    "outbox:" + name + ": queues are in the routes of Click Router's own context;"
                            + " in an application that hosts the library begin a route with direct:click-router-out");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "outbox:" + name + ": a destination's name has 1 to 64 letters, digits, - or _");
        }
        OutboxEndpoint endpoint = new OutboxEndpoint(uri, this, name);
        endpoint.setLease(lease.toMillis());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Lets no consumer claim anything, or all of them again. */
    public void hold(boolean hold) {
        held.set(hold);
        if (!hold) {
            waiting.values().forEach(wakes -> wakes.forEach(Runnable::run));
        }
    }

    boolean isHeld() {
        return held.get();
    }

    /** New deliveries are stored: their consumers need not wait for their next look. */
    public void signal(List<RoutedClick> changes) {
        Set<String> names = new HashSet<>();
        changes.forEach(change -> names.addAll(change.names()));
        names.forEach(name -> waiting.getOrDefault(name, Set.of()).forEach(Runnable::run));
    }

    void onSignal(String name, Runnable wake) {
        waiting.computeIfAbsent(name, n -> new CopyOnWriteArraySet<>()).add(wake);
    }

    void noSignal(String name, Runnable wake) {
        // A route that was never started stops, too.
        Set<Runnable> wakes = waiting.get(name);
        if (wakes != null) {
            wakes.remove(wake);
        }
    }

    /** @return the destinations that the routes of this component name */
    public Set<String> named() {
        return Set.copyOf(named);
    }

    void produces(String name) {
        named.add(name);
    }

    @Override
    public List<String> withoutConsumer() {
        return inForce.get().named.stream().filter(n -> !isConsumed(n)).sorted().toList();
    }

    @Override
    public List<String> consumed() {
        return waiting.keySet().stream().filter(this::isConsumed).sorted().toList();
    }

    @Override
    public boolean isConsumed(String name) {
        return !waiting.getOrDefault(name, Set.of()).isEmpty();
    }

    Outbox store() {
        return store;
    }

    PauseWatch pauses() {
        return pauses;
    }

    RetrySchedule schedule(String destination) {
        return schedules.apply(destination);
    }

    Clock clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }

    Meters meters() {
        return meters;
    }
}
