package org.clickrouter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.clickrouter.delivery.RetrySchedule;
import org.clickrouter.observe.Meters;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.SetClock;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.Test;

/** The threads of a destination: none of them is lost, whatever is thrown at it. */
class OutboxConsumerTest {

    /** Fails some times when a thread of the destination asks for the time. */
    private static final class FailingClock extends Clock {
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public long millis() {
            if (Thread.currentThread().getName().contains("outbox-")
                    && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("simulated");
            }
            return System.currentTimeMillis();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void anErrorEndsNoThreadOfADestination() throws Exception {
        FailingClock clock = new FailingClock();
        Queue<String> received = new ConcurrentLinkedQueue<>();
        try (Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 4);
                DefaultCamelContext context = context(database, clock, "maxInFlight=1&lease=200", received::add)) {
            clock.failures.set(20);
            context.start();
            await().until(() -> clock.failures.get() == 0);

            queue(database, clock);

            await().untilAsserted(() -> assertThat(received).contains("VENTA"));
        }
    }

    /** As after a sleep of the whole machine, when the thread that claims wakes up before the one that extends. */
    @Test
    void whatIsUnderWayForLongerThanItsLeaseIsNotClaimedASecondTime() throws Exception {
        SetClock clock = new SetClock("2026-03-10T15:00:00Z");
        Queue<String> received = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> answered = new CompletableFuture<>();
        try (Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 4);
                DefaultCamelContext context = context(database, clock, "maxInFlight=2&lease=600000", code -> {
                    received.add(code);
                    if (code.equals("VENTA")) {
                        answered.join();
                    }
                })) {
            context.start();
            queue(database, clock, "7", "VENTA");
            await().until(() -> received.size() == 1);

            clock.advance(Duration.ofMinutes(20));
            queue(database, clock, "8", "RECLAMO");
            await().until(() -> received.size() > 1);
            answered.complete(null);
            await().until(() -> StoreView.of(database).deliveries().done().count() == 2);

            assertThat(received).containsExactly("VENTA", "RECLAMO");
        }
    }

    /** As after a sleep of this machine alone. What is being sent cannot be called back; the rest can. */
    @Test
    void whatAnotherInstanceTookOverMeanwhileIsNotSentOnceMore() throws Exception {
        SetClock clock = new SetClock("2026-03-10T15:00:00Z");
        Queue<String> received = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> answered = new CompletableFuture<>();
        try (Database database = Database.open("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 4);
                DefaultCamelContext context = context(database, clock, "maxInFlight=1&lease=600000", code -> {
                    received.add(code);
                    answered.join();
                })) {
            List<String> codes = List.of("A", "B", "C", "D");
            codes.forEach(code -> queue(database, clock, code, code));
            context.start();
            await().until(() -> received.size() == 1
                    && StoreView.of(database).deliveries().leased().count() == 4);

            clock.advance(Duration.ofMinutes(20));
            assertThat(new Outbox(database, clock, "two").claim("crm", 10, Duration.ofMinutes(10)))
                    .hasSize(4);
            answered.complete(null);
            queue(database, clock, "E", "E");
            await().until(() -> received.contains("E"));

            assertThat(received).hasSize(2);
        }
    }

    /** The receiver has it: without its mark it would be claimed again when the lease is over, and sent once more. */
    @Test
    void whatWasSentWhileTheStoreIsAwayIsMarkedWhenItIsBack() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        try (Database database = Database.open(Postgres.freshUrl(), Postgres.USER, "", 4);
                DefaultCamelContext context =
                        context(database, Clock.systemUTC(), "maxInFlight=2&lease=900", received::add)) {
            queue(database, Clock.systemUTC());
            StoreView.of(database).edit().marksFailWith("57P03");
            context.start();
            await().until(() -> StoreView.of(database).failedMarks() > 30);

            StoreView.of(database).edit().marksSucceed();
            await().until(() -> StoreView.of(database).deliveries().done().count() == 1);

            assertThat(received).containsExactly("VENTA");
        }
    }

    /** Whether it will ever be stored nobody knows; a thread that waited for it would be lost to all others. */
    @Test
    void aMarkThatTheStoreRefusesForItsValuesHoldsUpNoOther() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        try (Database database = Database.open(Postgres.freshUrl(), Postgres.USER, "", 4);
                DefaultCamelContext context =
                        context(database, Clock.systemUTC(), "maxInFlight=1&lease=600000", received::add)) {
            queue(database, Clock.systemUTC(), "7", "VENTA");
            queue(database, Clock.systemUTC(), "8", "RECLAMO");
            StoreView.of(database).edit().marksFailWith("22P05");
            context.start();

            await().untilAsserted(() -> assertThat(received).containsExactlyInAnyOrder("VENTA", "RECLAMO"));
        }
    }

    /** A destination crm that takes from the store, not started yet. */
    private static DefaultCamelContext context(
            Database database, Clock clock, String options, Consumer<String> receiver) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent(
                "outbox",
                new OutboxComponent(
                        new Outbox(database, clock, "one"),
                        RetrySchedule.parse("100ms"),
                        clock,
                        new Random(1),
                        new Meters(new SimpleMeterRegistry())));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("outbox:crm?idle=20&" + options)
                        .process(exchange -> receiver.accept(
                                exchange.getMessage().getBody(Delivery.class).code()));
            }
        });
        return context;
    }

    private static void queue(Database database, Clock clock) {
        queue(database, clock, "7", "VENTA");
    }

    private static void queue(Database database, Clock clock, String chat, String code) {
        Operations operations = new Operations(database, clock, "one");
        operations.register("bogota");
        ClickStore store = new ClickStore(database, operations, clock);
        Lease lease = operations.acquire("bogota", Duration.ofMinutes(1), true).orElseThrow();
        Comparison comparison = store.compare(
                store.begin(lease, Set.of(""), Duration.ofMinutes(1)),
                List.of(Click.of("bogota", "{\"chat_id\":\"" + chat + "\",\"cod_act\":\"" + code + "\"}")),
                true);
        comparison.changes().forEach(change -> change.deliver("crm", null, null));
        store.write(comparison, List.of(), new WindowEnd(0, 1000, null, 3600));
        operations.release(lease, 0);
    }
}
