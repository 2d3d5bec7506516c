package org.clickrouter.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
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
import org.clickrouter.store.outbox.Depth;
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
public final class Gauges implements AutoCloseable {

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
    private ScheduledExecutorService timer;

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
        this.depth = Metric.QUEUE_DEPTH.gauge(registry);
        this.oldest = Metric.QUEUE_OLDEST.gauge(registry);
        this.paused = Metric.DESTINATION_PAUSED.gauge(registry);
        this.trouble = Metric.TROUBLE.gauge(registry);
        this.troubles = new Troubles(stores.database, OperationSettings.timeouts(operations), clock);
        this.summary = new DeliverySummary(registry);
        this.doctor = new DoctorGauge(stores.database, registry);
        this.used = Metric.QUOTA_USED.gauge(registry);
        this.limit = Metric.QUOTA_LIMIT.gauge(registry);
        this.sinceGood = Metric.SECONDS_SINCE_GOOD_POLL.gauge(registry);
        this.sinceRecords = Metric.SECONDS_SINCE_RECORDS.gauge(registry);
        this.stopped = Metric.OPERATION_STOPPED.gauge(registry);
        this.gaps = Metric.GAPS.gauge(registry);
        this.lateness = Metric.CODES_WITHIN.gauge(registry);
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
                        .forEach((span, share) ->
                                shares.add(Metric.CODES_WITHIN.row(share, operation.name(), Durations.format(span))));
            }
        }
        lateness.register(shares, true);
    }

    public void register() {
        Metric.BUILD_INFO
                .gauge(registry)
                .register(List.of(Metric.BUILD_INFO.row(1, Version.current(), System.getProperty("java.version"))));
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "gauges");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::refresh, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
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
        for (Depth d : stores.outbox.depths()) {
            depths.add(Metric.QUEUE_DEPTH.row(d.count(), d.destination(), d.state()));
            if (d.state().equals("pending")) {
                ages.add(Metric.QUEUE_OLDEST.row((clock.millis() - d.oldestCreated()) / 1000.0, d.destination()));
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
                        .<MultiGauge.Row<?>>map(t -> Metric.TROUBLE.row(t.count(), Metric.label(t.kind()), t.subject()))
                        .toList(),
                true);
        paused.register(
                Stream.concat(destinations.get().stream(), pausedNow.stream())
                        .distinct()
                        .<MultiGauge.Row<?>>map(
                                name -> Metric.DESTINATION_PAUSED.row(pausedNow.contains(name) ? 1 : 0, name))
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
            OperationState state = stores.operations.state(operation.name());
            useds.add(Metric.QUOTA_USED.row(stores.quota.used(operation.name(), operation.zone()), operation.name()));
            limits.add(Metric.QUOTA_LIMIT.row(operation.dailyLimit(), operation.name()));
            holes.add(Metric.GAPS.row(stores.operations.gaps(operation.name()), operation.name()));
            stops.add(Metric.OPERATION_STOPPED.row(state.stopped() == null ? 0 : 1, operation.name()));
            if (state.lastGood() != null) {
                goods.add(Metric.SECONDS_SINCE_GOOD_POLL.row(
                        (clock.millis() - state.lastGood()) / 1000.0, operation.name()));
            }
            if (state.lastRecords() != null) {
                records.add(Metric.SECONDS_SINCE_RECORDS.row(
                        (clock.millis() - state.lastRecords()) / 1000.0, operation.name()));
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
