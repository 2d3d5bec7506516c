package org.clickrouter.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.testing.SetClock;
import org.clickrouter.testing.StoreKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets which delivery, and for how long. */
@ParameterizedClass
@EnumSource
class OutboxClaimTest extends StoreTest {

    private static final Duration HOLD = Duration.ofSeconds(90);
    private Outbox ours;
    private Outbox theirs;

    @BeforeEach
    void twoInstances() {
        ours = new Outbox(database, clock, "one");
        theirs = new Outbox(database, clock, "two");
    }

    private void queue(int count) {
        read(IntStream.range(0, count).mapToObj(i -> click("c" + i, "VENTA")).toList());
    }

    /** The machine sleeps before one of its readings, once. */
    private static final class SleepingClock extends Clock {
        private final SetClock clock;
        private final Duration sleep;
        private int readings;

        SleepingClock(SetClock clock, Duration sleep) {
            this.clock = clock;
            this.sleep = sleep;
        }

        /** @param reading the number of the reading from now on, 1 for the next */
        void sleepAtReading(int reading) {
            readings = reading;
        }

        @Override
        public Instant instant() {
            if (--readings == 0) {
                clock.advance(sleep);
            }
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return clock.withZone(zone);
        }
    }

    private static List<String> ids(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::id).toList();
    }

    @Test
    void aClaimCarriesAllThatASenderNeeds() {
        Click click = click("VENTA");
        Comparison chunk = store.compare(begin(), List.of(click), false);
        chunk.changes().get(0).deliver("crm", "<b>hola</b>", "text/html");
        chunk.changes().get(0).deliver("crm", "a second time", null);
        store.write(chunk, List.of(), new WindowEnd(0, 1000, null, 60));

        assertThat(ours.claim("crm", 10, HOLD)).singleElement().satisfies(d -> {
            assertThat(d)
                    .isEqualTo(new Delivery(
                            d.row(),
                            d.id(),
                            "crm",
                            OPERATION,
                            click.id(),
                            1,
                            "VENTA",
                            click.json(),
                            "<b>hola</b>",
                            "text/html",
                            0,
                            clock.millis()));
            assertThat(d.id()).startsWith("msg_").isEqualTo(DeliveryId.of(click.id(), 1, "crm"));
        });
        assertThat(ours.claim("mail", 10, HOLD)).isEmpty();
    }

    @Test
    void aClaimTellsWhenTheClickWasFirstSeenAndWhenItGotItsFirstCode() {
        long seen = clock.millis();
        read(List.of(click("c0", "")));
        clock.advance(Duration.ofHours(1));
        read(List.of(click("c0", "A")));
        long coded = clock.millis();
        clock.advance(Duration.ofHours(1));
        read(List.of(click("c0", "B")));

        assertThat(ours.claim("crm", 10, HOLD))
                .extracting(Delivery::revision, Delivery::firstSeen, Delivery::codedAt)
                .contains(tuple(1, seen, coded), tuple(2, seen, coded));
    }

    @Test
    void whatIsCollectedUntilALocalHourComesTogetherThenAndNotBefore() {
        Periods morning = Periods.endingAt(List.of(LocalTime.of(8, 0)), ZoneId.of("America/Bogota"));
        queue(2);
        clock.advance(Duration.ofHours(21));
        read(List.of(click("late", "VENTA")));
        clock.advance(Duration.ofMinutes(59));
        assertThat(ours.claimPeriod("crm", 10, HOLD, List.of(), morning)).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        read(List.of(click("of the next day", "VENTA")));

        assertThat(ours.claimPeriod("crm", 10, HOLD, List.of(), morning)).hasSize(3);
    }

    @Test
    void inOrderTheNextCodeOfAChatWaitsUntilTheOneBeforeIsDoneOrDead() {
        read(List.of(click("c0", "A"), click("c1", "A"), click("", "A")));
        read(List.of(click("c0", "B"), click("", "B")));
        read(List.of(click("c0", "C")));

        List<Delivery> first = ours.claimInOrder("crm", 10, HOLD, List.of());
        assertThat(first).extracting(Delivery::code).containsExactly("A", "A", "A");
        assertThat(theirs.claimInOrder("crm", 10, HOLD, List.of())).isEmpty();

        Delivery again = first.get(0);
        ours.mark(List.of(
                new Outcome(again, Outcome.State.RETRY, clock.millis() + 1000, "REJECTED", 400, "no"),
                Outcome.done(first.get(1), 200)));
        assertThat(theirs.claimInOrder("crm", 10, HOLD, List.of())).isEmpty();

        clock.advance(Duration.ofSeconds(2));
        List<Delivery> second = theirs.claimInOrder("crm", 10, HOLD, List.of());
        assertThat(second).extracting(Delivery::id).containsExactly(again.id());
        theirs.mark(List.of(Outcome.done(second.get(0), 200)));

        List<Delivery> third = ours.claimInOrder("crm", 10, HOLD, List.of());
        assertThat(third).extracting(Delivery::code).containsExactly("B");
        ours.mark(List.of(new Outcome(third.get(0), Outcome.State.DEAD, 0, "REJECTED", 400, "no")));
        assertThat(ours.claimInOrder("crm", 10, HOLD, List.of()))
                .extracting(Delivery::code)
                .containsExactly("C");
    }

    @Test
    void inOrderWhatAnotherTriedWhileTheQueueWasLookedAtWaitsForItsNextTry() {
        read(List.of(click("c0", "A")));
        // What is under way is asked for behind the look at the queue.
        Collection<Delivery> meanwhile = new AbstractCollection<>() {
            @Override
            public Iterator<Delivery> iterator() {
                for (Delivery tried : theirs.claimInOrder("crm", 10, HOLD, List.of())) {
                    theirs.mark(List.of(
                            new Outcome(tried, Outcome.State.RETRY, clock.millis() + 1000, "REJECTED", 400, "no")));
                }
                return Collections.emptyIterator();
            }

            @Override
            public int size() {
                return 0;
            }
        };

        assertThat(ours.claimInOrder("crm", 10, HOLD, meanwhile)).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(ours.claimInOrder("crm", 10, HOLD, List.of())).hasSize(1);
    }

    /**
     * The first revision lies in the click's row, which has changed meanwhile; each delivery must still carry its own.
     */
    @Test
    void aDeliveryCarriesItsOwnRevisionHoweverOftenTheClickGotAnotherCodeMeanwhile() {
        long first = clock.millis();
        read("VENTA@1");
        clock.advance(Duration.ofMinutes(1));
        read("RECLAMO@2");
        clock.advance(Duration.ofMinutes(1));
        read("OTRA@3");

        assertThat(ours.claim("crm", 10, HOLD))
                .extracting(d -> d.revision() + " " + d.code() + " "
                        + d.record().replaceFirst(".*agent_id\":\"(.).*", "$1") + " " + (d.seenAt() - first))
                .containsExactly("1 VENTA 1 0", "2 RECLAMO 2 60000", "3 OTRA 3 120000");
    }

    @Test
    void aClaimReadsTheIndexInItsOrderSoThatItReadsNoMoreThanItTakes() {
        queue(3);
        boolean postgres = kind == StoreKind.POSTGRESQL;
        List<String> plan = database.transaction(() -> {
            if (postgres) {
                // So few rows are otherwise read as a whole.
                database.query("SELECT set_config('enable_seqscan', 'off', true)", r -> 1);
            }
            return database.query(
                    "EXPLAIN " + Outbox.CLAIMABLE + (postgres ? Leases.SKIP_LOCKED : ""),
                    r -> r.getString(1),
                    "crm",
                    clock.millis(),
                    clock.millis(),
                    2);
        });

        assertThat(String.join("\n", plan)).containsIgnoringCase("delivery_due").doesNotContain("Sort");
        if (!postgres) {
            assertThat(String.join("\n", plan)).contains("index sorted");
        }
    }

    @Test
    void aClaimedDeliveryIsNobodyElsesUntilTheLeaseEnds() {
        queue(3);
        List<Delivery> first = ours.claim("crm", 2, HOLD);
        assertThat(first).hasSize(2);
        assertThat(theirs.claim("crm", 10, HOLD)).hasSize(1).doesNotContainAnyElementsOf(first);
        clock.advance(HOLD.minusMillis(1));
        assertThat(theirs.claim("crm", 10, HOLD)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(ids(theirs.claim("crm", 10, HOLD))).containsAll(ids(first));
    }

    @Test
    void extendingWaitsForNothingThatIsBeingMarked() {
        read(List.of(click("a", "A"), click("b", "B")));
        List<Delivery> both = ours.claim("crm", 2, HOLD);
        long end = clock.millis() + HOLD.toMillis();
        clock.advance(Duration.ofSeconds(30));

        database.transaction(() -> {
            database.update(
                    "UPDATE delivery SET status = 204 WHERE row_id = ?",
                    both.get(0).row());
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> ours.extend(both, HOLD));
            return null;
        });

        assertThat(database.query("SELECT leased_until FROM delivery ORDER BY leased_until", r -> r.getLong(1)))
                .as("what is being marked keeps its lease until the next time")
                .containsExactly(end, end + 30_000);
    }

    @Test
    void extendingKeepsWhatIsStillUnderWay() {
        queue(2);
        List<Delivery> both = ours.claim("crm", 2, HOLD);
        clock.advance(HOLD.minusSeconds(1));
        ours.extend(both.subList(0, 1), HOLD);
        ours.extend(List.of(), HOLD);
        theirs.extend(both.subList(1, 2), HOLD);
        clock.advance(Duration.ofSeconds(2));
        ours.extend(both.subList(0, 1), HOLD);

        assertThat(ids(theirs.claim("crm", 10, HOLD)))
                .as("one that nobody of its holder extended")
                .isEqualTo(ids(both.subList(1, 2)));
    }

    /** A process that was stopped and goes on finds another's name in what it had, and must not put it back. */
    @Test
    void whoWakesUpAfterItsLeaseHasLostWhatOthersTookMeanwhile() {
        queue(3);
        List<Delivery> first = ours.claim("crm", 2, HOLD);
        clock.advance(HOLD);
        assertThat(theirs.claim("crm", 2, HOLD)).hasSize(2);

        ours.extend(first, HOLD);
        assertThat(ours.claim("crm", 10, HOLD)).as("what nobody has").hasSize(1);
        clock.advance(HOLD.minusMillis(1));
        assertThat(new Outbox(database, clock, "three").claim("crm", 10, HOLD)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(new Outbox(database, clock, "three").claim("crm", 10, HOLD)).hasSize(3);
    }

    /** Clocks of two machines differ: the lease may be over for others while it is not for us. */
    @Test
    void whatWasTakenFromOneBeforeItsTimeIsNotPutBackByItsNextClaimOrExtension() {
        queue(3);
        List<Delivery> first = ours.claim("crm", 2, HOLD);
        Outbox ahead = new Outbox(database, Clock.offset(clock, HOLD), "ahead");
        assertThat(ahead.claim("crm", 2, HOLD)).hasSize(2);

        assertThat(ours.claim("crm", 10, HOLD)).as("what nobody has").hasSize(1);
        ours.extend(first, HOLD);
        assertThat(ours.still(first, first, HOLD)).isEmpty();
        assertThat(texts("SELECT holder FROM delivery ORDER BY holder")).containsExactly("ahead", "ahead", "one");
    }

    @Test
    void whoWakesUpAfterItsLeaseKeepsWhatNobodyTook() {
        queue(2);
        List<Delivery> both = ours.claim("crm", 2, HOLD);
        clock.advance(HOLD.minusMillis(1));
        ours.extend(both, HOLD);
        clock.advance(HOLD.minusMillis(1));

        assertThat(theirs.claim("crm", 10, HOLD)).isEmpty();
    }

    /** As after a sleep of the whole machine. */
    @Test
    void whoExtendsTooLateKeepsWhatNobodyTook() {
        queue(2);
        List<Delivery> both = ours.claim("crm", 2, HOLD);
        clock.advance(HOLD.plusMinutes(1));
        ours.extend(both, HOLD);

        assertThat(ours.claim("crm", 10, HOLD))
                .as("to be sent twice by the same instance")
                .isEmpty();
        assertThat(theirs.claim("crm", 10, HOLD)).isEmpty();
    }

    @Test
    void whoClaimsBeforeItExtendsGetsNothingAgainThatIsUnderWay() {
        queue(3);
        List<Delivery> both = ours.claim("crm", 2, HOLD);
        clock.advance(HOLD.plusMinutes(1));

        assertThat(ids(ours.claim("crm", 10, HOLD, both.subList(0, 1))))
                .as("the third, and one that nobody has")
                .hasSize(2)
                .doesNotContain(both.get(0).id());
        assertThat(theirs.claim("crm", 10, HOLD)).isEmpty();
    }

    /** Between any two readings of the clock, as where a virtual machine is stopped in the midst of a claim. */
    @Test
    void aSleepInTheMidstOfAClaimOrAnExtensionMakesNothingUnderWayClaimableAgain() {
        queue(2);
        for (int reading = 1; reading <= 6; reading++) {
            SleepingClock sleeping = new SleepingClock(clock, HOLD.multipliedBy(2));
            Outbox one = new Outbox(database, sleeping, "one");
            List<Delivery> first = one.claim("crm", 1, HOLD);
            sleeping.sleepAtReading(reading);

            one.extend(first, HOLD);
            List<Delivery> second = one.claim("crm", 10, HOLD, first);

            assertThat(ids(second)).as("after a sleep at reading %s", reading).doesNotContainAnyElementsOf(ids(first));
            one.free("one");
        }
    }

    /** Another instance frees what one that slept had. */
    @Test
    void whatIsUnderWayIsNotClaimedAgainThoughItsLeaseIsGone() {
        queue(2);
        List<Delivery> first = ours.claim("crm", 1, HOLD);
        theirs.free("one");

        assertThat(ids(ours.claim("crm", 10, HOLD, first))).hasSize(1).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void whatIsMarkedIsHeldByNobodyAndWhatIsUnderWayStaysClaimed() {
        queue(2);
        List<Delivery> both = ours.claim("crm", 2, HOLD);
        assertThat(theirs.claim("crm", 10, HOLD)).isEmpty();

        ours.mark(List.of(Outcome.done(both.get(0), 200), Outcome.returned(both.get(1))));
        assertThat(ours.holders()).isEmpty();
        assertThat(theirs.claim("crm", 10, HOLD)).hasSize(1);
    }

    /** The heartbeat's list may be older than the mark. */
    @Test
    void whatIsToBeTriedAgainIsNotHeldByAnExtensionThatComesLate() {
        queue(1);
        List<Delivery> first = ours.claim("crm", 1, HOLD);
        ours.mark(List.of(new Outcome(first.get(0), Outcome.State.RETRY, clock.millis(), "REJECTED", 400, "no")));
        ours.extend(first, HOLD);

        assertThat(theirs.claim("crm", 10, HOLD)).hasSize(1);
    }

    @Test
    void aReplayOfWhatIsDoneIsDueAtOnce() {
        queue(1);
        Delivery done = ours.claim("crm", 1, HOLD).get(0);
        ours.mark(List.of(Outcome.done(done, 200)));
        new DeadLetters(database, clock).replay(List.of(done.row()));

        assertThat(theirs.claim("crm", 10, HOLD)).hasSize(1);
    }

    @Test
    void manyThreadsOfTwoInstancesNeverClaimTheSame() throws Exception {
        queue(240);
        AtomicInteger all = new AtomicInteger();

        List<List<String>> claimed = together(6, thread -> {
            List<String> mine = new ArrayList<>();
            // A claim is empty where others have locked all that is left: the end is once all are gone.
            while (all.get() < 240) {
                List<Delivery> some = (thread % 2 == 0 ? ours : theirs).claim("crm", 7, HOLD);
                all.addAndGet(some.size());
                mine.addAll(ids(some));
            }
            return mine;
        });

        assertThat(claimed.stream().flatMap(List::stream)).hasSize(240).doesNotHaveDuplicates();
        assertThat(ours.holders()).isSubsetOf("one", "two").isNotEmpty();
    }

    @Test
    void aDestinationHeldInATransactionBlocksNoClaimOfAnother() {
        Comparison chunk = store.compare(begin(), List.of(click("VENTA")), false);
        chunk.changes().get(0).deliver("slow", null, null);
        chunk.changes().get(0).deliver("crm", null, null);
        store.write(chunk, List.of(), new WindowEnd(0, 1000, null, 60));

        List<Delivery> claimed = database.transaction(() -> {
            database.query("SELECT id FROM delivery WHERE destination = 'slow' FOR UPDATE", r -> r.getString(1));
            assertThat(inAnotherThread(() -> theirs.claim("slow", 10, HOLD)))
                    .as("a lock on a delivery is not waited for")
                    .isEmpty();
            return inAnotherThread(() -> theirs.claim("crm", 10, HOLD));
        });

        assertThat(claimed).hasSize(1);
    }

    @Test
    void whatADeadProcessHeldIsFreedByItsName() {
        queue(3);
        ours.claim("crm", 2, HOLD);
        theirs.claim("crm", 1, HOLD);

        assertThat(theirs.holders()).containsExactlyInAnyOrder("one", "two");
        theirs.free("one");
        assertThat(theirs.holders()).containsExactly("two");
        assertThat(theirs.claim("crm", 10, HOLD)).hasSize(2);
    }

    @Test
    void theOldestDueComesFirst() {
        read(List.of(click("late", "A")));
        clock.advance(Duration.ofSeconds(-10));
        read(List.of(click("early", "A")));
        clock.advance(Duration.ofSeconds(10));

        assertThat(ours.claim("crm", 1, HOLD))
                .singleElement()
                .satisfies(d -> assertThat(d.record()).contains("early"));
        assertThat(ours.depths()).singleElement().satisfies(d -> {
            assertThat(d.count()).isEqualTo(2);
            assertThat(d.oldestCreated()).isEqualTo(clock.millis() - 10_000);
        });
    }

    /** A transaction belongs to its thread. */
    private static <T> T inAnotherThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).join();
    }
}
