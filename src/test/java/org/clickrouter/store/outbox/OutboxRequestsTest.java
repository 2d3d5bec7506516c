package org.clickrouter.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.Outcome.State;
import org.clickrouter.store.retention.Retention;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which deliveries share a request, under which id, and for how long: for ever. */
@ParameterizedClass
@EnumSource
class OutboxRequestsTest extends StoreTest {

    private static final Duration HOLD = Duration.ofSeconds(90);
    private static final Gathering FIVE = new Gathering(5, Duration.ZERO);
    private static final Gathering ALONE = new Gathering(1, Duration.ZERO);
    private Outbox ours;
    private Outbox theirs;

    @BeforeEach
    void twoInstances() {
        ours = new Outbox(database, clock, "one");
        theirs = new Outbox(database, clock, "two");
    }

    private void queue(String prefix, int count) {
        read(IntStream.range(0, count).mapToObj(i -> click(prefix + i, "VENTA")).toList());
    }

    private static List<Delivery> claim(Outbox outbox, Gathering gathering, int most) {
        return outbox.claimRequests("crm", gathering, false, most, HOLD, List.of());
    }

    /** The ids of the deliveries, by that of their request. */
    private static Map<String, List<String>> requests(List<Delivery> deliveries) {
        return deliveries.stream()
                .collect(Collectors.groupingBy(
                        Delivery::request, TreeMap::new, Collectors.mapping(Delivery::id, Collectors.toList())));
    }

    private static List<Integer> sizes(List<Delivery> deliveries) {
        return requests(deliveries).values().stream().map(List::size).sorted().toList();
    }

    private void mark(Outbox outbox, List<Delivery> deliveries, State state, Duration wait) {
        outbox.mark(deliveries.stream()
                .map(d -> new Outcome(d, state, clock.millis() + wait.toMillis(), "TIMED_OUT", null, "no answer"))
                .toList());
    }

    @Test
    void theSameDeliveriesComeTogetherUnderTheSameIdAfterAFailureACrashAndInAnotherInstance() {
        queue("a", 7);
        List<Delivery> first = claim(ours, FIVE, 1);
        Map<String, List<String>> sent = requests(first);
        assertThat(sizes(first)).containsExactly(5);
        assertThat(first.get(0).request()).startsWith("batch_");

        mark(ours, first, State.RETRY, Duration.ofSeconds(5));
        clock.advance(Duration.ofSeconds(6));
        queue("b", 9);
        assertThat(requests(claim(ours, FIVE, 9))).as("after a failure").containsAllEntriesOf(sent);

        clock.advance(HOLD);
        Outbox third = new Outbox(database, clock, "three");
        assertThat(requests(claim(third, FIVE, 9))).as("after a crash").containsAllEntriesOf(sent);
        third.free("three");
        assertThat(requests(claim(theirs, new Gathering(3, Duration.ofHours(1)), 9)))
                .as("with other settings")
                .containsAllEntriesOf(sent);
        theirs.free("two");
        assertThat(requests(claim(new Outbox(database, clock, "four"), ALONE, 9)))
                .as("where each goes alone by now")
                .containsAllEntriesOf(sent);
    }

    @Test
    void oneThatWentAloneBeforeStaysAlone() {
        queue("a", 3);
        List<Delivery> first = claim(ours, ALONE, 1);
        assertThat(first)
                .extracting(Delivery::request)
                .containsExactly(first.get(0).id());
        mark(ours, first, State.RETRY, Duration.ZERO);

        assertThat(sizes(claim(ours, FIVE, 9))).containsExactly(1, 2);
    }

    @Test
    void whereEachGoesAloneAClaimChangesNoDelivery() {
        queue("a", 3);

        assertThat(sizes(claim(ours, ALONE, 2))).containsExactly(1, 1);
        assertThat(texts("SELECT batch FROM delivery")).containsOnlyNulls();
        assertThat(count("batch")).isZero();
    }

    @Test
    void whatWasRefusedTogetherGoesAloneFromThenOnAndLosesNoAttempt() {
        queue("a", 4);
        List<Delivery> first = claim(ours, FIVE, 1);
        mark(ours, first, State.SPLIT, Duration.ZERO);

        List<Delivery> alone = claim(ours, FIVE, 9);
        assertThat(sizes(alone)).containsExactly(1, 1, 1, 1);
        assertThat(alone).allSatisfy(d -> {
            assertThat(d.request()).isEqualTo(d.id());
            assertThat(d.attempts()).isZero();
        });
        mark(ours, alone, State.DEAD, Duration.ZERO);
        new DeadLetters(database, clock)
                .replay(List.of(alone.get(0).row(), alone.get(1).row()));
        assertThat(sizes(claim(ours, FIVE, 9))).as("after a replay, too").containsExactly(1, 1);
    }

    @Test
    void deliveriesWaitForOthersUntilTheFirstHasWaitedLongEnough() {
        Gathering waits = new Gathering(5, Duration.ofSeconds(30));
        queue("a", 2);
        assertThat(claim(ours, waits, 9)).isEmpty();
        clock.advance(Duration.ofSeconds(29));
        queue("b", 5);
        assertThat(sizes(claim(ours, waits, 9))).as("what is full").containsExactly(5);

        clock.advance(Duration.ofSeconds(1));
        assertThat(claim(ours, waits, 9)).as("the rest came later").isEmpty();
        clock.advance(Duration.ofSeconds(29));
        assertThat(sizes(claim(ours, waits, 9))).containsExactly(2);
    }

    @Test
    void aRequestStaysBelowAMegabyte() {
        read(IntStream.range(0, 5)
                .mapToObj(i -> click("c" + i, "x".repeat(200_000)))
                .toList());

        assertThat(sizes(claim(ours, FIVE, 9))).containsExactly(1, 2, 2);
    }

    @Test
    void aReplayOfOneSendsItsWholeRequestAgainUnderItsId() {
        queue("a", 4);
        List<Delivery> first = claim(ours, FIVE, 1);
        mark(ours, first, State.DEAD, Duration.ZERO);
        queue("b", 2);

        int replayed =
                new DeadLetters(database, clock).replay(List.of(first.get(2).row()));

        assertThat(replayed).isEqualTo(4);
        assertThat(requests(claim(ours, FIVE, 9))).containsAllEntriesOf(requests(first));
    }

    @Test
    void inOrderARequestHasOneDeliveryOfEachChat() {
        read(List.of(click("c0", "A"), click("c1", "A")));
        read(List.of(click("c0", "B")));

        List<Delivery> first = ours.claimRequests("crm", FIVE, true, 9, HOLD, List.of());
        assertThat(first).extracting(Delivery::code).containsExactly("A", "A");
        assertThat(ours.claimRequests("crm", FIVE, true, 9, HOLD, List.of())).isEmpty();

        ours.mark(first.stream().map(d -> Outcome.done(d, 200)).toList());
        assertThat(ours.claimRequests("crm", FIVE, true, 9, HOLD, List.of()))
                .extracting(Delivery::code)
                .containsExactly("B");
    }

    @Test
    void anotherDestinationThatGetsTheQueueKnowsNothingOfItsRequests() {
        queue("a", 3);
        mark(ours, claim(ours, FIVE, 1), State.DEAD, Duration.ZERO);

        assertThat(new AbandonedQueue(database, clock, "crm").move("crm2").moved())
                .isEqualTo(3);

        assertThat(ours.claimRequests("crm2", FIVE, false, 9, HOLD, List.of()))
                .hasSize(3)
                .allSatisfy(d -> assertThat(d.request()).isEqualTo(d.id()));
    }

    @Test
    void whatIsDeletedForItsAgeLeavesNoRequestBehind() {
        queue("a", 3);
        ours.mark(claim(ours, FIVE, 1).stream().map(d -> Outcome.done(d, 200)).toList());
        assertThat(count("batch")).isEqualTo(1);
        clock.advance(Duration.ofDays(3));

        assertThat(new Retention(database, clock).deliveries("crm", Duration.ofDays(2), 100))
                .isEqualTo(3);
        assertThat(count("batch")).isZero();
    }

    @Test
    void manyThreadsOfTwoInstancesNeverPutTheSameIntoTwoRequests() throws Exception {
        queue("a", 120);
        AtomicInteger all = new AtomicInteger();

        List<List<Delivery>> claimed = together(4, thread -> {
            List<Delivery> mine = new ArrayList<>();
            while (all.get() < 120) {
                List<Delivery> some = claim(thread % 2 == 0 ? ours : theirs, FIVE, 2);
                all.addAndGet(some.size());
                mine.addAll(some);
            }
            return mine;
        });

        List<Delivery> every = claimed.stream().flatMap(List::stream).toList();
        assertThat(every).extracting(Delivery::id).hasSize(120).doesNotHaveDuplicates();
        assertThat(claimed.stream().flatMap(some -> new TreeSet<>(requests(some).keySet()).stream()))
                .as("a request is one instance's")
                .doesNotHaveDuplicates();
        clock.advance(HOLD);
        assertThat(requests(claim(new Outbox(database, clock, "three"), FIVE, 120)))
                .as("what is stored is what was sent")
                .isEqualTo(requests(every));
    }
}
