package org.clickrouter.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clickrouter.console.view.Replays;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;
import org.clickrouter.store.outbox.Outcome.State;
import org.clickrouter.store.progress.Backfills;
import org.clickrouter.store.progress.ForgottenException;
import org.clickrouter.store.progress.OperationState;
import org.clickrouter.store.reports.Traces;
import org.clickrouter.window.Tier;
import org.clickrouter.window.Window;
import org.clickrouter.window.WindowPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deleted after a time, and what never. */
@ParameterizedClass
@EnumSource
class RetentionTest extends StoreTest {

    private static final Duration KEEP = Duration.ofDays(400);
    /** When the clicks of {@link StoreTest} were made, in the zone that it reads them in. */
    private static final long MADE = Instant.parse("2026-03-10T09:30:00Z").getEpochSecond();

    private Outbox outbox;
    private Retention retention;
    private Backfills backfills;

    @BeforeEach
    void retention() {
        outbox = new Outbox(database, clock, "one");
        retention = new Retention(database, clock);
        backfills = new Backfills(database, clock);
        database.update("UPDATE operation_state SET origin_second = ?", MADE - 3600);
    }

    private void polled() {
        database.update("UPDATE operation_state SET progress_second = ?", clock.millis() / 1000);
    }

    private void age(Duration time) {
        clock.advance(time);
        polled();
    }

    private void old() {
        age(KEEP.plusDays(1));
    }

    private void end(String destination, State state) {
        outbox.mark(outbox.claim(destination, 10_000, Duration.ofMinutes(1)).stream()
                .map(d -> state == State.DONE
                        ? Outcome.done(d, 200)
                        : new Outcome(d, state, clock.millis(), "REJECTED", 400, "no"))
                .toList());
    }

    /** Deletes all that may go. */
    private void sweep() {
        for (String destination : retention.destinations()) {
            while (retention.deliveries(destination, KEEP, 1000) > 0) {
                continue;
            }
        }
        for (String operation : retention.operations()) {
            Retention.Candidates found = retention.candidates(operation, KEEP, 100_000);
            retention.clicks(found, 0, found.clicks().size());
        }
    }

    private String rows() {
        return Stream.of("click", "revision", "delivery", "attempt")
                .map(table -> count(table) + " " + table)
                .toList()
                .toString();
    }

    private long forgotten() {
        return database.query("SELECT COALESCE(forgotten_second, -1) FROM operation_state", r -> r.getLong(1))
                .get(0);
    }

    @Test
    void whatIsOldInEveryRespectGoesWithAllThatBelongsToIt() {
        read("");
        read("VENTA");
        end("crm", State.RETRY);
        end("crm", State.DONE);
        age(KEEP.minusDays(1));
        sweep();
        assertThat(rows()).isEqualTo("[1 click, 2 revision, 2 delivery, 2 attempt]");
        assertThat(forgotten()).isEqualTo(-1);

        age(Duration.ofDays(2));
        sweep();
        assertThat(rows()).isEqualTo("[0 click, 0 revision, 0 delivery, 0 attempt]");
        assertThat(forgotten()).isEqualTo(MADE);
    }

    @Test
    void whatIsPendingOrDeadStaysWithItsClickHoweverOld() {
        Comparison chunk = store.compare(begin(), List.of(click("VENTA")), true);
        List.of("crm", "mail", "sql").forEach(name -> chunk.changes().get(0).deliver(name, null, null));
        store.write(chunk, List.of(), new WindowEnd(0, 1000, null, 3600));
        end("crm", State.DONE);
        end("mail", State.DEAD);
        end("sql", State.RETRY);
        old();
        sweep();
        assertThat(texts("SELECT destination || ' ' || state FROM delivery ORDER BY destination"))
                .containsExactly("mail dead", "sql pending");
        assertThat(rows()).isEqualTo("[1 click, 1 revision, 2 delivery, 2 attempt]");
        assertThat(new Traces(database).deliveries(click("VENTA").id())).hasSize(2);

        assertThat(Replays.replay(database, clock, false, "destination", "mail"))
                .isEqualTo(1);
        assertThat(outbox.claim("mail", 1, Duration.ofMinutes(1)))
                .as("still there to be sent")
                .hasSize(1);
    }

    @Test
    void whatWasSentAgainLatelyIsNotOld() {
        read("VENTA");
        end("crm", State.DONE);
        old();
        Replays.replay(database, clock, true, "destination", "crm");
        end("crm", State.DONE);
        sweep();
        assertThat(rows()).isEqualTo("[1 click, 1 revision, 1 delivery, 1 attempt]");
    }

    @Test
    void aClickOfWhichAnythingIsYoungStays() {
        read(List.of(click("recoded", "A"), click("unrouted", "A"), click("unread", "A")));
        end("crm", State.DONE);
        old();
        read(List.of(click("recoded", "B")));
        end("crm", State.DONE);
        database.update(
                "INSERT INTO unrouted (click_id, revision) SELECT click_id, revision FROM revision WHERE click_id = ?",
                click("unrouted", "A").id());
        database.update("UPDATE click SET clicked_at = NULL WHERE chat_id = 'unread'");
        read(List.of(click("late", "A")));
        end("crm", State.DONE);
        sweep();
        assertThat(texts("SELECT chat_id FROM click ORDER BY chat_id"))
                .containsExactly("late", "recoded", "unread", "unrouted");
        assertThat(view().deliveries().count())
                .as("of the old codes' deliveries none")
                .isEqualTo(2);
    }

    @Test
    void whatPollingHasNotPassedForADayStays() {
        read("VENTA");
        end("crm", State.DONE);
        old();
        database.update(
                "UPDATE operation_state SET progress_second = ?",
                MADE + Duration.ofDays(1).toSeconds());
        sweep();
        assertThat(view().clicks().count()).isEqualTo(1);
        database.update("UPDATE operation_state SET progress_second = NULL");
        sweep();
        assertThat(view().clicks().count()).isEqualTo(1);
        polled();
        sweep();
        assertThat(view().clicks().count()).isZero();
    }

    @Test
    void whatABackfillUnderWayCanMeetStaysUntilItIsFinished() {
        read("VENTA");
        end("crm", State.DONE);
        old();
        Backfills.Backfill job = backfills.order(OPERATION, MADE - 10, MADE + 10, true);
        sweep();
        assertThat(view().clicks().count()).isEqualTo(1);
        backfills.advance(job.id(), MADE + 10, 1);
        sweep();
        assertThat(view().clicks().count()).isZero();
    }

    @Test
    void whatChangedSinceItWasFoundStays() {
        read("VENTA");
        end("crm", State.DONE);
        old();
        retention.deliveries("crm", KEEP, 10);
        Retention.Candidates found = retention.candidates(OPERATION, KEEP, 10);
        assertThat(found.clicks()).hasSize(1);
        read("DEVUELTO");
        assertThat(retention.clicks(found, 0, 1)).isZero();
        assertThat(view().clicks().count() + view().revisions().count()).isEqualTo(3);
        assertThat(outbox.claim("crm", 1, Duration.ofMinutes(1)))
                .singleElement()
                .satisfies(d -> assertThat(d.revision()).isEqualTo(2));
    }

    @Test
    void noReReadHoweverWideLooksWhereClicksHaveBeenDeleted() {
        read("VENTA");
        end("crm", State.DONE);
        old();
        sweep();
        OperationState state = operations.state(OPERATION);
        WindowPlan wider = new WindowPlan(Duration.ofDays(1), Duration.ofSeconds(2), Tier.parse("3000d/1h"));
        long now = clock.millis() / 1000;
        List<Window> windows =
                new ArrayList<>(wider.live(now, state.originSecond(), state.progressSecond(), 3600 * 24));
        windows.addAll(wider.reReads(
                now,
                state.originSecond(),
                state.progressSecond(),
                operations.reReads().of(OPERATION),
                3600 * 24));
        assertThat(windows).filteredOn(w -> w.kind() == Window.Kind.RE_READ).isNotEmpty();
        assertThat(windows).allMatch(w -> w.from() > MADE);
        Window slice = WindowPlan.slice(MADE - 100, MADE - 100, MADE + 100, state.originSecond(), 3600, "b");
        assertThat(slice.from()).as("a backfill takes it for history").isLessThan(state.originSecond());
    }

    @Test
    void aRoutedBackfillOfWhatWasDeletedIsRefusedAndOneThatOnlyStoresSendsNothing() {
        read("VENTA");
        end("crm", State.DONE);
        old();
        sweep();
        assertThatThrownBy(() -> backfills.order(OPERATION, MADE, MADE + 100, true))
                .isInstanceOfSatisfying(
                        ForgottenException.class, e -> assertThat(e.second()).isEqualTo(MADE));
        assertThat(count("backfill")).isZero();
        assertThat(backfills.order(OPERATION, MADE + 1, MADE + 100, true).routed())
                .isTrue();
        backfills.order(OPERATION, MADE, MADE + 100, false);
        ReportRead reading = store.begin(
                lease, new RoutingMode(UNCODED, java.time.ZoneOffset.UTC, RoutingMode.Routing.NO_HISTORY), TERM);
        assertThat(store.compare(reading, clicks("VENTA"), true).changes()).isEmpty();
    }

    @Test
    void twoInstancesShareTheWorkInPortions() throws Exception {
        read(IntStream.range(0, 2500).mapToObj(i -> click("c" + i, "VENTA")).toList());
        end("crm", State.DONE);
        old();
        List<List<Integer>> portions = together(2, thread -> {
            List<Integer> mine = new java.util.ArrayList<>();
            while (view().deliveries().count() > 0) {
                mine.add(retention.deliveries("crm", KEEP, 1000));
            }
            return mine;
        });
        assertThat(portions.stream().flatMap(List::stream).mapToInt(i -> i).sum())
                .isEqualTo(2500);
        assertThat(portions.stream().flatMap(List::stream)).allMatch(i -> i <= 1000);
        assertThat(together(2, thread -> {
                            Retention.Candidates found = retention.candidates(OPERATION, KEEP, 100_000);
                            int sum = 0;
                            for (int i = 0; i < found.clicks().size(); i += 1000) {
                                sum += retention.clicks(
                                        found,
                                        i,
                                        Math.min(i + 1000, found.clicks().size()));
                            }
                            return sum;
                        })
                        .stream()
                        .mapToInt(i -> i)
                        .sum())
                .isEqualTo(2500);
        sweep();
        assertThat(rows()).isEqualTo("[0 click, 0 revision, 0 delivery, 0 attempt]");
    }

    @Test
    void countsOfCallsGoAndWhatAnEngineerMayNeedStays() {
        database.update("INSERT INTO quota (operation, quota_day, used) VALUES (?, '2026-03-10', 5)", OPERATION);
        database.update(
                "INSERT INTO gap (operation, from_second, to_second, reason, found_at) VALUES (?, 1, 2, 'full', 3)",
                OPERATION);
        database.update(
                "INSERT INTO quarantine (operation, hash, reason, raw, found_at) VALUES (?, 'h', 'no date', '{}', 3)",
                OPERATION);
        retention.quota(KEEP);
        assertThat(count("quota")).isEqualTo(1);
        old();
        retention.quota(KEEP);
        sweep();
        assertThat(count("quota")).isZero();
        assertThat(count("gap") + count("quarantine")).isEqualTo(2);
    }

    @Test
    void destinationsAreFoundByTheirNames() {
        Click click = click("VENTA");
        Comparison chunk = store.compare(begin(), List.of(click), true);
        List.of("crm", "B-2", "a_1", "webhook")
                .forEach(name -> chunk.changes().get(0).deliver(name, null, null));
        store.write(chunk, List.of(), new WindowEnd(0, 1000, null, 3600));
        assertThat(retention.destinations()).containsExactlyInAnyOrder("crm", "B-2", "a_1", "webhook");
    }
}
