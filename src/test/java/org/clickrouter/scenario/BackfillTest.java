package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.store.progress.Backfills.Backfill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** History, read between the polls of a running product. */
class BackfillTest {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter API = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    /** A zone in which it is about noon, so that no day of the quota ends during a test. */
    private static final ZoneId NOON =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());

    private static final long DAY = Duration.ofDays(1).toSeconds();

    @TempDir
    Path home;

    private Rig rig() {
        Rig rig = new Rig(home, ApiOptions.defaults().licenses(1000).zone(region()));
        return rig.set("wolkvox.time-zone", region().getId())
                .set("poll.re-read", "")
                .set("poll.period", "500ms");
    }

    /** The same as a region: Etc counts the other way round. */
    private static ZoneId region() {
        int hours = -((ZoneOffset) NOON).getTotalSeconds() / 3600;
        return ZoneId.of(hours == 0 ? "Etc/UTC" : "Etc/GMT" + (hours > 0 ? "+" : "") + hours);
    }

    private static void past(Rig rig, String chat, String code, Duration ago) {
        Map<String, Object> record = rig.record(chat, code);
        record.put("date", DATE.format(LocalDateTime.now(region()).minus(ago)));
        rig.api.put(record);
    }

    private static Backfill order(Router router, long fromDaysAgo, long toDaysAgo, boolean routed) {
        long now = Instant.now().getEpochSecond();
        return router.stores().backfills.order("default", now - fromDaysAgo * DAY, now - toDaysAgo * DAY, routed);
    }

    private static void finished(Router router, Backfill job) {
        Rig.eventually(() ->
                assertThat(router.stores().backfills.get(job.id()).finished()).isNotNull());
    }

    private static long deliveries(Router router) {
        return Rig.store(router).deliveries().count();
    }

    private static List<Call> ofHistory(List<Call> calls) {
        return calls.stream().filter(BackfillTest::isOfHistory).toList();
    }

    private static boolean isOfHistory(Call call) {
        return LocalDateTime.parse(call.from(), API)
                .isBefore(LocalDateTime.now(region()).minusHours(20));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void historyThatIsOnlyStoredSendsNothingUntilItIsRouted() {
        try (Rig rig = rig()) {
            for (int day = 2; day <= 6; day++) {
                past(
                        rig,
                        "old-" + day,
                        day == 6 ? "" : "VENTA",
                        Duration.ofDays(day).plusHours(5));
            }
            Router router = rig.start();
            finished(router, order(router, 10, 1, false));
            assertThat(Rig.store(router).clicks().storedOnly().count()).isEqualTo(5);
            assertThat(deliveries(router)).isZero();

            rig.api.recode("old-6", "VENTA");
            Backfill again = order(router, 10, 1, false);
            finished(router, again);
            assertThat(Rig.store(router).clicks().codes()).containsEntry("old-6", "VENTA");
            assertThat(router.stores().backfills.get(again.id()).records()).isEqualTo(5);
            assertThat(deliveries(router)).isZero();

            finished(router, order(router, 10, 1, true));
            finished(router, order(router, 11, 1, true));
            Rig.eventually(() ->
                    assertThat(rig.received()).containsExactlyInAnyOrder("old-2", "old-3", "old-4", "old-5", "old-6"));
            assertThat(deliveries(router)).isEqualTo(5);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aClickThatLivePollingKnowsIsSentWhenABackfillThatOnlyStoresFindsItsNewCode() {
        try (Rig rig = rig()) {
            past(rig, "live", "", Duration.ofHours(1));
            past(rig, "old", "VENTA", Duration.ofDays(1).plusHours(5));
            Router router = rig.start();
            Rig.eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(1));
            rig.api.recode("live", "VENTA");
            finished(router, order(router, 2, 0, false));
            Rig.eventually(() -> assertThat(rig.received()).containsExactly("live"));
            assertThat(deliveries(router)).isEqualTo(1);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whatIsNewSinceLivePollingBeganIsSentThoughABackfillThatOnlyStoresFoundItFirst() {
        try (Rig rig = rig()) {
            Router router = rig.start();
            Rig.eventually(
                    () -> assertThat(router.stores().operations.state("default").progressSecond())
                            .isNotNull());
            // The API shows it only after live polling has passed its time.
            past(rig, "late", "VENTA", Duration.ofHours(1));
            past(rig, "old", "VENTA", Duration.ofHours(3));
            finished(router, order(router, 1, 0, false));
            Rig.eventually(() -> assertThat(rig.received()).containsExactly("late"));
            assertThat(deliveries(router)).isEqualTo(1);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aRestartGoesOnWhereTheBackfillWas() {
        try (Rig rig = rig()) {
            int days = 40;
            past(rig, "first", "", Duration.ofDays(days - 1).plusHours(5));
            rig.api.faultAlways(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(30)));
            Router router = rig.start();
            Backfill job = order(router, days, 1, false);
            Rig.eventually(() ->
                    assertThat(router.stores().backfills.get(job.id()).next()).isGreaterThan(job.from() + 5 * DAY));
            rig.stop(router);
            int before = ofHistory(rig.api.calls()).size();
            Router restarted = rig.start();
            finished(restarted, job);
            List<Call> history = ofHistory(rig.api.calls());
            // The one under way at the stop may be asked for again.
            assertThat(history).hasSizeBetween(days - 1, days + 1);
            assertThat(before).isGreaterThanOrEqualTo(5);
            assertThat(history.subList(before, history.size()))
                    .extracting(Call::from)
                    .allMatch(from -> from.compareTo(history.get(before - 1).from()) >= 0);
            assertThat(restarted.stores().backfills.get(job.id()).records()).isEqualTo(1);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void noMoreSlicesThanFitAreReadBetweenTwoPolls() {
        try (Rig rig = rig().set("poll.period", "1s")) {
            rig.api.faultAlways(Fault.of(Fault.Kind.SLOW, Duration.ofMillis(200)));
            Router router = rig.start();
            finished(router, order(router, 12, 1, false));
            List<Integer> between = new ArrayList<>();
            int slices = 0;
            for (Call call : rig.api.calls()) {
                if (isOfHistory(call)) {
                    slices++;
                } else {
                    between.add(slices);
                    slices = 0;
                }
            }
            // Each takes 200 ms at least, and as long must be left before the next poll: a slower machine only makes it
            // fewer.
            assertThat(between).allMatch(n -> n <= 4).anyMatch(n -> n >= 1);
            assertThat(rig.api.maxInFlight()).isEqualTo(1);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whatLivePollingNeedsOfTheQuotaIsLeftAloneByBackfillAndReReads() {
        try (Rig rig = rig()) {
            rig.set("wolkvox.licenses", "1")
                    .set("wolkvox.quota-share", "0.04")
                    .set("poll.period", "300ms")
                    .set("poll.re-read", "1h/2s");
            int quota = 40;
            Router router = rig.start();
            Backfill job = order(router, 90, 1, false);
            Rig.eventually(() -> assertThat(rig.api.calls()).hasSize(quota));
            assertThat(ofHistory(rig.api.calls().subList(0, quota / 2))).isNotEmpty();
            assertThat(rig.api.calls().subList(quota / 2, quota))
                    .allMatch(call ->
                            Duration.between(LocalDateTime.parse(call.from(), API), LocalDateTime.parse(call.to(), API))
                                            .compareTo(Duration.ofMinutes(1))
                                    < 0);
            assertThat(router.stores().backfills.get(job.id()).finished()).isNull();
            Rig.eventually(
                    () -> assertThat(router.stores().operations.state("default").lastMessage())
                            .contains("quota"));
            assertThat(router.stores().quota.used("default", region())).isEqualTo(quota);
            assertThat(rig.api.calls()).hasSize(quota);
        }
    }
}
