package org.clickrouter.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Processor;
import org.clickrouter.delivery.RetrySchedule;
import org.clickrouter.destination.CodeList;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.destination.sql.TimedDataSource;
import org.clickrouter.doctor.wolkvox.ConfiguredCodes;
import org.clickrouter.observe.ClockWatch;
import org.clickrouter.observe.Meters;
import org.clickrouter.observe.Tracing;
import org.clickrouter.outbox.OutboxComponent;
import org.clickrouter.poll.ChunkProcessor;
import org.clickrouter.poll.ClickReportDataFormat;
import org.clickrouter.poll.FirstRead;
import org.clickrouter.poll.Reading;
import org.clickrouter.poll.ReportApi;
import org.clickrouter.poll.ReportClient;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.report.failure.Backoff;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.ContactSettings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.reports.Totals;
import org.clickrouter.store.retention.Retention;
import org.clickrouter.store.retention.RetentionJob;
import org.clickrouter.store.token.KeptTokens;
import org.clickrouter.window.Tier;
import org.clickrouter.window.WindowPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the routes name: made from the settings and the store, bound to whatever registry Camel looks into. */
public final class Beans {

    private static final Logger LOG = LoggerFactory.getLogger(Beans.class);
    private static final String CODES = ".codes";
    private final Settings settings;

    private final Path routes;
    private final StoreHandles stores;
    private final MeterRegistry registry;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final Meters meters;
    private final OutboxComponent outbox;
    private final Tracing tracing;
    private final Queue<AutoCloseable> held = new ConcurrentLinkedQueue<>();
    private Optional<KeptTokens> tokens;
    private final ClockWatch apiClock;
    private FirstRead firstRead;
    /** What polls: made once for the life of the process. */
    private final Map<String, Object> lasting;

    private final InForce inForce;

    /** @param routes folder of the route files, where templates of mails are looked for */
    public Beans(
            Settings settings, Path routes, StoreHandles stores, MeterRegistry registry, Clock clock, Tracing tracing) {
        this.settings = settings;
        this.routes = routes;
        this.stores = stores;
        this.registry = registry;
        this.clock = clock;
        this.tracing = tracing;
        this.meters = new Meters(registry);
        this.apiClock = ReportClient.clock(clock, registry);
        stores.contacts.tell(meters::contact);
        this.outbox = new OutboxComponent(
                stores.outbox, RetrySchedule.parse(settings.get("retry.schedule")), clock, random, meters);
        prepareOutbox();
        this.tokens = Optional.of(stores.tokens);
        this.lasting = new LinkedHashMap<>();
        this.inForce = new InForce(settings);
        tellCodes();
    }

    /** Those for other routes or settings, which are to take the place of the present ones; what polls stays. */
    Beans(Beans present, Settings settings) {
        this.settings = settings;
        this.routes = present.routes;
        this.stores = present.stores;
        this.registry = present.registry;
        this.clock = present.clock;
        this.tracing = present.tracing;
        this.meters = present.meters;
        this.apiClock = present.apiClock;
        this.outbox = new OutboxComponent(present.outbox, RetrySchedule.parse(settings.get("retry.schedule")));
        prepareOutbox();
        this.tokens = present.tokens;
        this.lasting = present.lasting;
        this.inForce = present.inForce;
    }

    /** To be called before {@link #bind}: tokens are kept there, and not in the store of these beans. */
    void keepTokens(Optional<KeptTokens> elsewhere) {
        tokens = elsewhere;
    }

    private void prepareOutbox() {
        outbox.lease(settings.duration("delivery.lease"));
        outbox.schedules(name -> DestinationKinds.schedule(settings, name).orElse(null));
        outbox.ordered(name -> DestinationKinds.own(settings, name, "ordered").equalsIgnoreCase("true"));
        outbox.traced(
                name -> DestinationKinds.own(settings, name, "traceparent").equalsIgnoreCase("true"));
        outbox.tracing(tracing);
        outbox.gathering(name -> DestinationKinds.of(settings, name).gathering(settings, name));
        outbox.inStore(name -> Optional.of(DestinationKinds.of(settings, name))
                .filter(kind -> kind.isInStore(settings, name))
                .map(kind -> "click-" + kind.name() + "-sink"));
        stores.clicks.joined(outbox.joinedDestinations(), stores.instance);
    }

    /**
     * Before these take over: tells the store of tokens that are others than before.
     *
     * @return the operations that have one
     */
    List<String> renewTokens() {
        List<OperationSettings> renewed = inForce.renewed(settings);
        renewed.forEach(operation -> stores.slots.register(TokenLimits.key(operation), operation.maxInFlight()));
        return renewed.stream().map(OperationSettings::name).toList();
    }

    /** From now on health speaks of these destinations. */
    void takeOver() {
        inForce.set(settings);
        stores.logInBy(settings);
        stores.contacts(ContactSettings.of(settings));
        outbox.takeOver();
        tellCodes();
    }

    private void tellCodes() {
        try {
            meters.tellCodes(ConfiguredCodes.of(settings).keySet());
        } catch (IOException e) {
            LOG.debug("Codes are counted without their names: {}", e.getMessage());
        }
    }

    /** The component {@code outbox}. */
    public OutboxComponent outbox() {
        return outbox;
    }

    public Meters meters() {
        return meters;
    }

    /**
     * The store need not be open yet.
     *
     * @param bind takes each bean under its name
     */
    public void bind(BiConsumer<String, Object> bind) {
        if (lasting.isEmpty()) {
            lasting.put("metricsRegistry", registry);
            ExactNumbers.bind(lasting::put);
            polling(lasting::put);
            HealthBeans.bind(settings, stores, outbox, inForce::get, clock, bind);
        }
        lasting.forEach(bind);
        bind.accept("reportClient", ReportClient.of(settings, apiClock, clock));
        deliveries(bind);
        codeLists(bind);
    }

    private void polling(BiConsumer<String, Object> bind) {
        List<String> secrets = inForce.secrets();
        WindowPlan plan = new WindowPlan(
                settings.duration("poll.start"),
                settings.duration("poll.safety-lag"),
                Tier.parse(settings.get("poll.re-read")));
        Duration period = settings.duration("poll.period");
        firstRead = new FirstRead(
                outbox,
                stores.operations,
                new Totals(stores.database),
                settings.duration("poll.start"),
                settings.duration("poll.safety-lag"),
                settings.get("poll.first").equals("store"));
        Reading reading = new Reading(
                inForce::operation,
                stores.operations,
                stores.gaps,
                stores.quota,
                stores.backfills,
                plan,
                period,
                new Backoff(settings.duration("poll.retry"), random),
                clock,
                meters,
                firstRead);
        bind.accept("poller", reading.poller);
        bind.accept("backfiller", reading.backfiller);
        bind.accept("windows", reading.windows);
        BesidePolling.bind(settings, inForce, stores, clock, bind);
        bind.accept(
                "reportApi",
                new ReportApi(stores.slots, stores.quota, stores.clicks, clock, meters, period, secrets, tracing));
        bind.accept(
                "clickReport",
                new ClickReportDataFormat(settings.integer("poll.chunk"), secrets, UnaryOperator.identity()));
        ChunkProcessor clicks = new ChunkProcessor(stores.clicks, outbox, meters);
        bind.accept("clicks", clicks);
        // By these each click goes: a processor costs less than a method that Camel finds by its name.
        bind.accept("presentClick", (Processor) clicks::present);
        bind.accept("keepUnrouted", (AggregationStrategy) clicks::keepUnrouted);
        bind.accept("failTogether", (AggregationStrategy) ChunkProcessor::failTogether);
    }

    /**
     * Once the store is open, and before anything runs: makes the operations known to it.
     *
     * @param polls whether live polling runs here
     */
    public void begin(boolean polls) {
        for (OperationSettings operation : settings.operations()) {
            stores.slots.register(TokenLimits.key(operation), operation.maxInFlight());
            if (polls) {
                stores.operations.register(operation.name());
            } else {
                stores.operations.ensure(operation.name());
            }
        }
    }

    /** Where an operation was never read, nothing is delivered before it is told what the first read found. */
    void awaitFirstRead() {
        firstRead.expect(settings.operations());
    }

    private void deliveries(BiConsumer<String, Object> bind) {
        // The store's own connections are never ended from outside.
        DataSource sink = stores.sink == stores.database.dataSource() ? stores.sink : new TimedDataSource(stores.sink);
        bind.accept("sinkDataSource", sink);
        bind.accept("destinations", new DestinationContext(settings, routes, sink, tokens, clock, registry, held::add));
        Duration keep = settings.isSet("store.keep") ? settings.duration("store.keep") : Duration.ZERO;
        bind.accept("retention", new RetentionJob(new Retention(stores.database, clock), keep, clock));
    }

    /** Once nothing is sent any more: gives back what the beans hold. */
    void close() {
        for (AutoCloseable one : held) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.debug("not closed: {}", e.toString());
            }
        }
    }

    /** Every list NAME.codes of the settings becomes a predicate that the routing file names by `ref:`. */
    private void codeLists(BiConsumer<String, Object> bind) {
        Map<String, Set<String>> uncoded = settings.operations().stream()
                .collect(Collectors.toMap(OperationSettings::name, OperationSettings::uncoded));
        settings.effective().stringPropertyNames().stream()
                .filter(key -> key.endsWith(CODES))
                .forEach(key -> bind.accept(
                        key,
                        new CodeList(
                                settings.list(key),
                                uncoded,
                                DestinationKinds.isEnabled(
                                        settings, key.substring(0, key.length() - CODES.length())))));
        WonCodes.bind(settings, uncoded, bind);
        bind.accept("codes", CodeValues.of(settings));
    }
}
