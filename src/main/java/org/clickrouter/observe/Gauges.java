package org.clickrouter.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.reports.Arrivals;
import org.clickrouter.store.reports.Lateness;
import org.clickrouter.store.reports.Troubles;
import org.clickrouter.text.Durations;
import org.clickrouter.text.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics that are asked of the store, every few seconds and not at each scrape: a scraper must not be able to load the
 * store.
 */
public final class Gauges {

    private static final Logger LOG = LoggerFactory.getLogger(Gauges.class);
    private static final int EVERY_SECONDS = 5;
    /**
     * Counting what waits reads all of it, and must not become the work itself: at most one part in so many of the
     * time.
     */
    private static final int SHARE = 50;

    private static final int LEARNED_EVERY = 720;
    private static final int SUMMARY_EVERY = 12;

    private final MultiGauge depth;
    private final MultiGauge oldest;
    private final MultiGauge paused;
    private final MultiGauge trouble;
    private final Troubles troubles;
    private final DeliverySummary summary;
    private final DoctorGauge doctor;
    private final MultiGauge used;
    private final MultiGauge limit;
    private final MultiGauge sinceGood;
    private final MultiGauge sinceRecords;
    private final MultiGauge stopped;
    private final MultiGauge gaps;
    private final MultiGauge lateness;
    private int refreshes;
    private long queuesAgain = System.nanoTime();
    private final MeterRegistry registry;
    private final StoreHandles stores;
    private final List<OperationSettings> operations;
    private final Supplier<List<String>> destinations;
    private final Clock clock;
    private final ClockWatch storeClock;

    /** @param destinations those that have a route now */
    public Gauges(
            MeterRegistry registry,
            StoreHandles stores,
            List<OperationSettings> operations,
            Supplier<List<String>> destinations,
            Clock clock) {
        this.destinations = destinations;
        this.registry = registry;
        this.stores = stores;
        this.operations = operations;
        this.clock = clock;
        this.storeClock = new ClockWatch(
                "store",
                "of several instances on it, this one takes over what another is still at",
                "of several instances on it, another takes over what this one is still at",
                clock,
                registry);
        this.depth = gauge(registry, "queue.depth", "Deliveries by destination and state");
        this.oldest = gauge(registry, "queue.oldest.seconds", "Age of the oldest pending delivery");
        this.paused = gauge(registry, "destination.paused", "1 where a destination is paused, 0 where it is not");
        this.trouble = gauge(registry, "trouble", "What holds up sales and does not mend itself, by kind and subject");
        this.troubles = new Troubles(stores.database, clock);
        this.summary = new DeliverySummary(registry);
        this.doctor = new DoctorGauge(stores.database, registry);
        this.used = gauge(registry, "quota.used", "Calls counted today");
        this.limit = gauge(registry, "quota.limit", "Calls a day that may be made");
        this.sinceGood = gauge(registry, "seconds.since.good.poll", "Since a window was last read to its end");
        this.sinceRecords = gauge(registry, "seconds.since.records", "Since an answer last held records");
        this.stopped = gauge(registry, "operation.stopped", "1 where an operation is stopped until a restart");
        this.gaps = gauge(registry, "gaps", "Stretches of seconds that could not be read whole");
        this.lateness = gauge(registry, "codes.within", "Share of codes first seen within a time after the click");
    }

    /** Costs a look at every click, so it is asked only now and then. */
    private void learned() {
        List<MultiGauge.Row<?>> shares = new ArrayList<>();
        for (OperationSettings operation : operations) {
            new Arrivals(stores.database, clock)
                    .difference(operation.name())
                    .ifPresent(by -> LOG.warn(
                            "operation={}: clicks are {} {} now, all day: wolkvox.time-zone = {} does not fit the report. `click-router check --online` tells more",
                            operation.name(),
                            Durations.format(Duration.ofMinutes(by.abs().toMinutes())),
                            by.isNegative() ? "found behind" : "dated ahead of",
                            operation.zone()));
            Lateness.Shares learned = new Lateness(stores.database).of(operation.name());
            if (learned.codes() > 0) {
                learned.shares()
                        .forEach((span, share) -> shares.add(MultiGauge.Row.of(
                                Tags.of("operation", operation.name(), "within", Durations.format(span)), share)));
            }
        }
        lateness.register(shares, true);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder("clickrouter." + name)
                .description(description)
                .register(registry);
    }

    public void register() {
        Gauge.builder("clickrouter.build.info", () -> 1)
                .description("Always 1; its labels tell what runs")
                .tag("version", Version.current())
                .tag("java", System.getProperty("java.version"))
                .register(registry);
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "gauges");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::refresh, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void refresh() {
        try {
            long begin = System.nanoTime();
            if (begin >= queuesAgain) {
                queues();
                queuesAgain = System.nanoTime() + (System.nanoTime() - begin) * SHARE;
            }
            polls();
            Instant asked = clock.instant();
            stores.database.time().ifPresent(theirs -> storeClock.differs(asked, theirs));
            doctor.refresh();
            if (refreshes % SUMMARY_EVERY == 0) {
                summary.next().ifPresent(line -> LOG.info("delivered in the last minute: {}", line));
            }
            if (refreshes++ % LEARNED_EVERY == 0) {
                learned();
            }
        } catch (RuntimeException | Error e) {
            // The health check of the store says so. Anything thrown from here would end the timer in silence.
            depth.register(List.of(), true);
        }
    }

    private void queues() {
        List<MultiGauge.Row<?>> depths = new ArrayList<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        for (Outbox.Depth d : stores.outbox.depths()) {
            depths.add(MultiGauge.Row.of(Tags.of("destination", d.destination(), "state", d.state()), d.count()));
            if (d.state().equals("pending")) {
                ages.add(MultiGauge.Row.of(
                        Tags.of("destination", d.destination()), (clock.millis() - d.oldestCreated()) / 1000.0));
            }
        }
        depth.register(depths, true);
        oldest.register(ages, true);
        // A rule or a dashboard cannot tell a line that is missing from a product that is away.
        Set<String> pausedNow = stores.outbox.pauses().all().stream()
                .map(Pauses.Pause::destination)
                .collect(Collectors.toSet());
        Set<String> consumed = Set.copyOf(destinations.get());
        trouble.register(
                troubles.all(consumed).stream()
                        .<MultiGauge.Row<?>>map(t -> MultiGauge.Row.of(
                                Tags.of(
                                        "kind",
                                        t.kind().name().toLowerCase(java.util.Locale.ROOT),
                                        "subject",
                                        t.subject()),
                                t.count()))
                        .toList(),
                true);
        paused.register(
                Stream.concat(destinations.get().stream(), pausedNow.stream())
                        .distinct()
                        .<MultiGauge.Row<?>>map(name ->
                                MultiGauge.Row.of(Tags.of("destination", name), pausedNow.contains(name) ? 1 : 0))
                        .toList(),
                true);
    }

    private void polls() {
        List<MultiGauge.Row<?>> useds = new ArrayList<>();
        List<MultiGauge.Row<?>> limits = new ArrayList<>();
        List<MultiGauge.Row<?>> goods = new ArrayList<>();
        List<MultiGauge.Row<?>> records = new ArrayList<>();
        List<MultiGauge.Row<?>> stops = new ArrayList<>();
        List<MultiGauge.Row<?>> holes = new ArrayList<>();
        for (OperationSettings operation : operations) {
            Tags tags = Tags.of("operation", operation.name());
            OperationState state = stores.operations.state(operation.name());
            useds.add(MultiGauge.Row.of(tags, stores.quota.used(operation.name(), operation.zone())));
            limits.add(MultiGauge.Row.of(tags, operation.dailyLimit()));
            holes.add(MultiGauge.Row.of(tags, stores.operations.gaps(operation.name())));
            stops.add(MultiGauge.Row.of(tags, state.stopped() == null ? 0 : 1));
            if (state.lastGood() != null) {
                goods.add(MultiGauge.Row.of(tags, (clock.millis() - state.lastGood()) / 1000.0));
            }
            if (state.lastRecords() != null) {
                records.add(MultiGauge.Row.of(tags, (clock.millis() - state.lastRecords()) / 1000.0));
            }
        }
        used.register(useds, true);
        limit.register(limits, true);
        sinceGood.register(goods, true);
        sinceRecords.register(records, true);
        stopped.register(stops, true);
        gaps.register(holes, true);
    }
}
