package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.Fault;
import org.clickrouter.store.progress.OperationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backfill} and {@code coverage} as they are called. */
class HistoryCommandsTest {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    Path home;

    private LocalDate today;

    private Rig rig() {
        Rig rig = new Rig(home).set("poll.re-read", "").set("poll.period", "500ms");
        today = LocalDate.now(rig.api.options().zone());
        return rig;
    }

    private static void past(Rig rig, String chat, int daysAgo) {
        Map<String, Object> record = rig.record(chat, "VENTA");
        record.put(
                "date",
                DATE.format(LocalDateTime.now(rig.api.options().zone())
                        .toLocalDate()
                        .minusDays(daysAgo)
                        .atTime(15, 0)));
        rig.api.put(record);
    }

    private Output backfill(int fromDaysAgo, int toDaysAgo, String... more) {
        String[] arguments = {
            "backfill",
            "--home",
            home.toString(),
            "--from",
            today.minusDays(fromDaysAgo).toString(),
            "--to",
            today.minusDays(toDaysAgo).toString()
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Output.of(all);
    }

    @Test
    void aBackfillAloneSaysWhatItNeedsReadsItAllAndSendsNothing() throws Exception {
        try (Rig rig = rig()) {
            past(rig, "three", 3);
            past(rig, "five", 5);
            rig.settings();
            JsonNode tried = new ObjectMapper()
                    .readTree(backfill(6, 2, "--dry-run", "--json").text());
            assertThat(tried.at("/operations/0/requests").asInt()).isEqualTo(5);
            assertThat(tried.get("ordered").asBoolean()).isFalse();
            assertThat(rig.api.calls()).isEmpty();
            rig.api.fault(Fault.of(Fault.Kind.HTML_500));
            Output output = backfill(6, 2);
            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(output.text())
                    .contains("at least 5 requests")
                    .contains("can be finished today")
                    .contains("only stored")
                    .contains("100 %, 2 records: finished");
            assertThat(rig.api.calls()).hasSize(6);
            JsonNode again =
                    new ObjectMapper().readTree(backfill(6, 2, "--json").text());
            assertThat(again.at("/operations/0/share").asDouble()).isEqualTo(1);
            Router router = rig.start();
            assertThat(Rig.store(router).clicks().count()).isEqualTo(2);
            assertThat(Rig.store(router).deliveries().count()).isZero();
        }
    }

    @Test
    void aBackfillAloneIsReadAlsoAfterAnInstanceHasRunAndStopped() {
        try (Rig rig = rig()) {
            past(rig, "three", 3);
            Router router = rig.start();
            Rig.eventually(
                    () -> assertThat(router.stores().operations.state("default").progressSecond())
                            .isNotNull());
            rig.stop(router);
            int before = rig.api.calls().size();
            assertThat(backfill(4, 2).exitCode()).isZero();
            assertThat(rig.api.calls()).hasSize(before + 3);
        }
    }

    @Test
    void aRoutedBackfillIntoARunningInstanceSendsEachClickOnce() {
        try (Rig rig = rig()) {
            past(rig, "three", 3);
            past(rig, "five", 5);
            rig.start();
            Output output = backfill(6, 2, "--route");
            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(output.text()).contains("routed").contains("finished");
            assertThat(backfill(7, 2, "--route").exitCode()).isZero();
            Rig.eventually(() -> assertThat(rig.received()).containsExactlyInAnyOrder("three", "five"));
        }
    }

    @Test
    void aBackfillThatTheQuotaLeavesNoCallForEndsWithOneAndGoesOnTheNextTime() {
        try (Rig rig = new Rig(home, ApiOptions.defaults())) {
            today = LocalDate.now(rig.api.options().zone());
            rig.set("wolkvox.licenses", "1")
                    .set("wolkvox.quota-share", "0.01")
                    .set("poll.period", "1m")
                    .settings();
            Output output = backfill(30, 2);
            assertThat(output.exitCode()).as(output.text()).isEqualTo(1);
            assertThat(output.text()).contains("more day(s)").contains("give the same command again");
            int calls = rig.api.calls().size();
            assertThat(calls).isLessThanOrEqualTo(10);
            rig.set("wolkvox.quota-share", "1").settings();
            assertThat(backfill(30, 2).exitCode()).isZero();
            assertThat(rig.api.calls()).hasSize(29);
        }
    }

    @Test
    void aBackfillThatEndsBeforeItBeginsOrLiesAheadIsWrongUsage() {
        try (Rig rig = rig()) {
            rig.settings();
            assertThat(backfill(2, 3))
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                    .satisfies(o -> assertThat(o.text()).contains("--to"));
            assertThat(backfill(-2, -3))
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                    .satisfies(o -> assertThat(o.text()).contains("future"));
            assertThat(backfill(3, 2, "--route", "--store-only").exitCode()).isEqualTo(2);
            assertThat(backfill(3, 2, "--operation", "lima"))
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                    .satisfies(o -> assertThat(o.text()).contains("lima"));
            assertThat(rig.api.calls()).isEmpty();
        }
    }

    @Test
    void coverageDrawsWhatWasReadAndEndsWithOneWhereThereIsAGap() {
        try (Rig rig = rig()) {
            rig.settings();
            Output never = Output.of("coverage", "--home", home.toString());
            assertThat(never.exitCode()).isEqualTo(1);
            assertThat(never.text()).contains("never polled");

            Router router =
                    rig.set("poll.start", "72h").set("poll.period", "1h").start();
            Rig.eventually(
                    () -> assertThat(router.stores().operations.state("default").progressSecond())
                            .isNotNull());
            Output whole = Output.of("coverage", "--home", home.toString());
            assertThat(whole.exitCode()).as(whole.text()).isZero();
            assertThat(whole.text()
                            .lines()
                            .filter(line -> line.contains(today.minusDays(2).toString())))
                    .singleElement()
                    .asString()
                    .containsPattern("  [#+]{24}  ");
            assertThat(whole.text().lines().skip(1)).allMatch(line -> !line.contains("!"));

            OperationState state = router.stores().operations.state("default");
            long second = state.originSecond() + Duration.ofDays(1).toSeconds();
            Rig.store(router).edit().gap(second, second + 1, "a full answer within one second");
            Output gap = Output.of("coverage", "--home", home.toString());
            assertThat(gap.exitCode()).isEqualTo(1);
            assertThat(gap.text()).contains("gap: ").contains("a full answer within one second");
            assertThat(gap.text().lines().filter(line -> line.contains("!")).count())
                    .isEqualTo(2);
            assertThat(Output.of(
                                    "coverage",
                                    "--home",
                                    home.toString(),
                                    "--from",
                                    today.minusDays(1).toString())
                            .exitCode())
                    .isZero();

            Rig.store(router).edit().forgetGaps();
            Rig.store(router).edit().shortenCoverage(Duration.ofHours(2));
            Output hole = Output.of("coverage", "--home", home.toString());
            assertThat(hole.exitCode())
                    .as("progress passed what the ledger does not hold")
                    .isEqualTo(1);
            assertThat(hole.text()).containsPattern("gap: \\S+ \\S+ .*: never read; `backfill` reads it");
        }
    }
}
