package org.clickrouter.poll;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.clickrouter.delivery.RetrySchedule;
import org.clickrouter.observe.Meters;
import org.clickrouter.observe.Tracing;
import org.clickrouter.outbox.OutboxComponent;
import org.clickrouter.poll.limit.TokenLimits;
import org.clickrouter.report.failure.Backoff;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.CallSlots;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.store.progress.Quota;
import org.clickrouter.store.reports.Totals;
import org.clickrouter.testing.SetClock;
import org.clickrouter.testing.store.StoreView;
import org.clickrouter.window.Tier;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;

/** The beans of poll.camel.yaml in the order of its steps, with an API in memory and a clock that a test sets. */
final class ReadingRig implements AutoCloseable {

    static final String NAME = "bogota";
    static final Duration PERIOD = Duration.ofMinutes(5);

    /** Counts from the next start on. */
    Duration period = PERIOD;

    Duration callTakes = Duration.ZERO;

    final SetClock clock = new SetClock("2026-11-23T15:00:00Z");
    final FaultyApi api;
    final Database database;
    final Operations operations;
    final Gaps gaps;
    final Backfills backfills;
    final Quota quota;
    final OperationSettings operation;
    final List<Window> asked = new ArrayList<>();
    /** Runs while a call is counted, which is when it has its slot and is not yet made. */
    Runnable counting = () -> {};

    private final Random random;
    private final CallSlots slots;
    private final ClickStore store;
    private final DefaultCamelContext context = new DefaultCamelContext(false);
    private Reading reading;
    private ReportApi reportApi;
    private ChunkProcessor chunks;

    ReadingRig(long seed, FaultyApi api) {
        this.random = new Random(seed);
        this.api = api;
        database = Database.open("jdbc:h2:mem:reading-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", "", "", 5);
        operations = new Operations(database, clock, "one");
        gaps = new Gaps(database, operations, clock);
        backfills = new Backfills(database, clock);
        quota = new Quota(database, countingClock());
        slots = new CallSlots(database, clock, "one");
        store = new ClickStore(database, operations, clock);
        operation = new OperationSettings(
                NAME,
                URI.create("http://127.0.0.1/report"),
                "token",
                ZoneOffset.UTC,
                100,
                1,
                1,
                Duration.ofSeconds(65),
                Duration.ofSeconds(5),
                api.cut,
                0,
                1 << 24,
                Set.of(""));
        slots.register(TokenLimits.key(operation), 1);
        operations.register(NAME);
        start();
    }

    private Clock countingClock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                counting.run();
                return clock.withZone(zone);
            }
        };
    }

    /** What a restart does: nothing that only memory held is left. */
    void start() {
        Meters meters = new Meters(new SimpleMeterRegistry());
        OutboxComponent outbox = new OutboxComponent(
                new Outbox(database, clock, "one"), RetrySchedule.parse("1m"), clock, random, meters);
        reading = new Reading(
                name -> operation,
                operations,
                gaps,
                quota,
                backfills,
                new WindowPlan(Duration.ofHours(6), Duration.ofSeconds(2), Tier.parse("6h/30m,7d/1d")),
                period,
                new Backoff(Duration.ofSeconds(5), random),
                clock,
                meters,
                new FirstRead(
                        outbox, operations, new Totals(database), Duration.ofHours(6), Duration.ofSeconds(2), false));
        reportApi = new ReportApi(slots, quota, store, clock, meters, PERIOD, List.of(), Tracing.none());
        chunks = new ChunkProcessor(store, outbox, meters);
    }

    /** Polls once if a poll is due. Returns how many calls that took. */
    int poll() {
        return run(reading.poller.open(NAME, () -> false));
    }

    /** Polls as a route does that others take the place of while its first window is under way. */
    int pollUntilOthersTakeOver() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext(false));
        reading.poller.begin(NAME, exchange);
        return run(exchange, () -> Succession.announce(exchange.getContext()));
    }

    int backfill() {
        return run(reading.backfiller.open(NAME, () -> false));
    }

    private int run(PollSession session) {
        Exchange exchange = new DefaultExchange(context);
        ReadContext.begin(exchange, session);
        return run(exchange, () -> {});
    }

    private int run(Exchange exchange, Runnable underWay) {
        int before = api.calls;
        while (reading.windows.more(exchange)) {
            reading.windows.next(exchange);
            underWay.run();
            asked.add(ReadContext.of(exchange).window);
            read(exchange);
            reading.windows.after(exchange);
        }
        reading.windows.release(exchange);
        return api.calls - before;
    }

    private void read(Exchange exchange) {
        try {
            reportApi.request(exchange);
            Window window = ReadContext.of(exchange).window;
            FaultyApi.Reply reply = api.answer(window, Math.floorDiv(clock.millis(), 1000L));
            clock.advance(callTakes);
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
            Iterator<?> answer = (Iterator<?>)
                    new ClickReportDataFormat(7, List.of(), UnaryOperator.identity()).unmarshal(exchange, reply.body());
            while (answer.hasNext()) {
                exchange.getMessage().setBody(answer.next());
                chunks.compare(exchange);
                chunks.write(exchange);
            }
        } catch (Exception e) {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, e);
            reportApi.failed(exchange);
        } finally {
            reportApi.release(exchange);
        }
    }

    long second() {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    /** Codes by chat, as stored. */
    Map<String, String> stored() {
        return StoreView.of(database).clicks().codes();
    }

    List<Gaps.Gap> named() {
        return gaps.of(NAME, 0, Long.MAX_VALUE);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        database.close();
    }
}
