package org.clickrouter.store.clicks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.clickrouter.report.BadRecord;
import org.clickrouter.report.Click;
import org.clickrouter.store.jdbc.StoreException;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.LeaseLostException;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.testing.store.StoreView.Quarantined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A chunk is stored with its deliveries, its bad records and the progress, or not at all. */
@ParameterizedClass
@EnumSource
class ChunkTransactionTest extends StoreTest {

    private static final BadRecord BAD = new BadRecord("[1]", "not an object", "0".repeat(64));

    @Test
    void aDeliveryThatCannotBeStoredTakesTheWholeChunkBack() {
        ReportRead reading = begin();
        Comparison chunk = store.compare(reading, List.of(click("1", "A"), click("2", "B")), false);
        chunk.changes().get(0).deliver("crm", null, null);
        chunk.changes().get(1).deliver("x".repeat(65), null, null);

        assertThatThrownBy(() -> store.write(chunk, List.of(BAD), new WindowEnd(0, 1000, 1000L, 60)))
                .isInstanceOf(StoreException.class);

        assertNothingStored();
        assertThat(read(List.of(click("1", "A"), click("2", "B"))))
                .as("and it is all news again")
                .containsExactly("A/1", "B/1");
    }

    @Test
    void anErrorOfTheMachineTakesTheTransactionBack() {
        assertThatThrownBy(() -> database.transaction(() -> {
                    database.update("INSERT INTO quota (operation, quota_day, used) VALUES ('x', '2026-03-10', 1)");
                    throw new OutOfMemoryError("made up");
                }))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(count("quota")).isZero();
    }

    @Test
    void progressMovesWithTheLastChunkOnly() {
        ReportRead reading = begin();
        store.write(store.compare(reading, List.of(click("1", "A")), false), List.of(), null);
        assertThat(operations.state(OPERATION).progressSecond()).isNull();
        assertThat(operations.state(OPERATION).lastGood()).isNull();

        store.write(
                store.compare(reading, List.of(click("2", "B")), false), List.of(), new WindowEnd(0, 1000, 1000L, 60));

        OperationState state = operations.state(OPERATION);
        assertThat(state.progressSecond()).isEqualTo(1000);
        assertThat(state.spanSeconds()).isEqualTo(60);
        assertThat(state.lastGood()).isEqualTo(clock.millis());
        assertThat(state.lastRecords()).isEqualTo(clock.millis());
        assertThat(reading.records()).isEqualTo(2);
    }

    @Test
    void progressNeverGoesBackAndAReReadLeavesIt() {
        end(1000L);
        end(900L);
        assertThat(operations.state(OPERATION).progressSecond()).isEqualTo(1000);
        end(null);
        assertThat(operations.state(OPERATION).progressSecond()).isEqualTo(1000);
        end(1001L);
        assertThat(operations.state(OPERATION).progressSecond()).isEqualTo(1001);
    }

    @Test
    void anEmptyAnswerMovesProgressAndSaysThatItHeldNothing() {
        end(1000L);

        assertThat(operations.state(OPERATION).lastGood()).isEqualTo(clock.millis());
        assertThat(operations.state(OPERATION).lastRecords()).isNull();
    }

    @Test
    void whoLostTheLeaseWritesNothing() {
        ReportRead reading = begin();
        Comparison chunk = store.compare(reading, List.of(click("A")), false);
        chunk.changes().get(0).deliver("crm", null, null);
        clock.advance(TERM);
        Operations other = new Operations(database, clock, "two");
        Lease theirs = other.acquire(OPERATION, TERM, true).orElseThrow();

        assertThatThrownBy(() -> store.write(chunk, List.of(BAD), new WindowEnd(0, 1000, 1000L, 60)))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining(OPERATION);
        assertThatThrownBy(this::begin).isInstanceOf(LeaseLostException.class);

        assertNothingStored();
        operations.release(lease, 0);
        operations.failed(lease, "late", 1, true, "REFUSED");
        assertThatThrownBy(() -> new Gaps(database, operations, clock)
                        .name(lease, List.of(Gaps.Gap.found(OPERATION, 1, 2, Gaps.Kind.FULL, "NEWS", "late")), 5L))
                .isInstanceOf(LeaseLostException.class);
        operations.origin(lease, 5);
        assertThat(operations.state(OPERATION).lastMessage()).isNull();
        assertThat(operations.state(OPERATION).progressSecond()).isNull();
        assertThat(operations.state(OPERATION).originSecond()).isNull();
        assertThat(operations.acquire(OPERATION, TERM, true))
                .as("theirs is still held")
                .isEmpty();
        assertThat(theirs.token()).isGreaterThan(lease.token());
    }

    @Test
    void aClickWhoseRoutingFailedIsKeptAndRoutedAgainLater() {
        ReportRead reading = begin();
        Comparison chunk = store.compare(reading, List.of(click("1", "A"), click("2", "B")), false);
        chunk.changes().get(0).deliver("crm", null, null);
        chunk.changes().get(0).failed("a mistake in the routing file");
        chunk.changes().get(1).deliver("crm", null, null);
        store.write(chunk, List.of(), new WindowEnd(0, 1000, 1000L, 60));
        assertThat(view().deliveries().count()).isEqualTo(1);

        List<RoutedClick> again = store.unrouted(OPERATION, 10);
        assertThat(again)
                .singleElement()
                .satisfies(
                        c -> assertThat(c.click().code() + "/" + c.revision()).isEqualTo("A/1"));
        again.get(0).deliver("crm", null, null);
        store.rerouted(OPERATION, again);

        assertThat(store.unrouted(OPERATION, 10)).isEmpty();
        assertThat(view().deliveries().count()).isEqualTo(2);
    }

    @Test
    void aBadRecordIsQuarantinedOncePerRawText() {
        ReportRead reading = begin();
        store.write(store.compare(reading, List.of(), false), List.of(BAD, BAD), null);
        store.write(
                store.compare(reading, List.of(), false),
                List.of(BAD, new BadRecord("[2]", "not an object", "1".repeat(64))),
                null);

        assertThat(view().quarantined()).extracting(Quarantined::raw).containsExactly("[1]", "[2]");
    }

    @Test
    void aThousandClicksAreOneChunk() {
        List<Click> clicks =
                IntStream.range(0, 1000).mapToObj(i -> click("c" + i, "A")).toList();

        assertThat(read(clicks)).hasSize(1000);
        assertThat(view().deliveries().count()).isEqualTo(1000);
        assertThat(read(clicks)).isEmpty();
    }

    private void end(Long progress) {
        store.write(store.compare(begin(), List.of(), false), List.of(), new WindowEnd(0, 1000, progress, 60));
    }

    private void assertNothingStored() {
        for (String table : List.of("click", "revision", "delivery", "quarantine")) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(operations.state(OPERATION).progressSecond()).isNull();
        assertThat(operations.state(OPERATION).lastGood()).isNull();
    }
}
