package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.core.ThrowingRunnable;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.Call;
import org.clickrouter.simulate.Fault;
import org.clickrouter.store.progress.DayTotals;
import org.clickrouter.testing.RunningClock;
import org.clickrouter.testing.store.StoreView;
import org.clickrouter.totals.DayState;
import org.clickrouter.totals.Days;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A week goes by. Each day has thousands of clicks, whose codes come up to a day late; answers are cut at the API's
 * limit, torn and short; one second cannot be had. What the product says of each day is held against the records of the
 * API.
 */
class ProvenDaysTest {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId ZONE = ZoneId.of("America/Bogota");
    /** Fewer in each build; {@code -Dproof.clicks=130000} for a large contact center, which takes a minute longer. */
    private static final int CLICKS = Integer.getInteger("proof.clicks", 20_000);
    /** Records that an answer holds: less than a day and a half have. */
    private static final int MOST = CLICKS / 5;

    /** Reading begins on this day at noon. */
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    private static final LocalDate LAST = FIRST.plusDays(6);
    private static final LocalDateTime BEGIN = FIRST.atTime(12, 30);
    private static final LocalDateTime LOST = FIRST.plusDays(4).atTime(11, 7, 13);
    private static final Duration PERIOD = Duration.ofMinutes(10);
    /** Every chat has its code after this time. */
    private static final Duration LATEST_CODE = Duration.ofHours(23);

    /** A code that an agent will give. */
    private record Coming(LocalDateTime at, String chat, String code) {}

    private final Random random = new Random(23);
    private final Queue<Coming> codes = new PriorityQueue<>(Comparator.comparing(Coming::at));
    private final RunningClock clock =
            new RunningClock(checkedOn(FIRST.plusDays(3)).atZone(ZONE).toInstant());

    @TempDir
    private Path home;

    private Rig rig;
    private Router router;
    private Days days;
    private final Set<LocalDate> proven = new HashSet<>();
    private int made;
    private boolean givesAll;

    @Test
    void eachDayIsProvenSettlingOrAGapAsTheTruthIsAndALostRecordIsNoticed() {
        try (Rig between =
                new Rig(home, ApiOptions.defaults().licenses(1000).clock(clock).cut(MOST))) {
            rig = between.clock(clock)
                    .set("wolkvox.max-records", String.valueOf(MOST))
                    .set("poll.start", "3610m")
                    .set("poll.period", "10m")
                    .set("poll.re-read", "2d/1d")
                    .set("poll.reconcile", "6h")
                    .set("poll.chunk", "5000");
            rig.api.faultAt(LOST, Fault.of(Fault.Kind.HTML_500));
            clicks(BEGIN, checkedOn(FIRST.plusDays(3)));
            router = rig.start();
            days = new Days(router.stores().database, clock, Days.settled(rig.settings()));
            everyDayIsWhatItIs();

            for (LocalDate today = FIRST.plusDays(4); !today.isAfter(LAST.plusDays(1)); today = today.plusDays(1)) {
                clicks(now(), checkedOn(today));
                rig.api.fault(Fault.of(Fault.Kind.CUT_SHORT));
                rig.api.fault(Fault.of(Fault.Kind.RESET));
                rig.api.fault(Fault.of(Fault.Kind.FEWER));
                clock.advance(Duration.between(now(), checkedOn(today)));
                everyDayIsWhatItIs();
            }
            assertThat(made).isEqualTo(CLICKS);
            assertThat(truth()).containsValues(DayState.PARTIAL, DayState.PROVEN, DayState.GAP, DayState.SETTLING);
            assertThat(rig.api.calls()).extracting(Call::records).contains(MOST);
            assertThat(rig.api.calls())
                    .extracting(Call::fault)
                    .contains(Fault.Kind.CUT_SHORT, Fault.Kind.RESET, Fault.Kind.FEWER);

            rig.api.clearFaults();
            givesAll = true;
            everyDayIsWhatItIs();
            assertThat(truth()).doesNotContainValue(DayState.GAP);

            aRecordThatIsTakenOutIsNoticed(LAST.minusDays(1));
        }
    }

    private void aRecordThatIsTakenOutIsNoticed(LocalDate day) {
        Map<String, String> records = records().get(day);
        long count = records.size();
        String chat = records.entrySet().stream()
                .filter(record -> record.getValue().equals("CITA"))
                .findFirst()
                .orElseThrow()
                .getKey();
        Rig.store(router).edit().loseClicks(chat);
        DayTotals totals = new DayTotals(router.stores().database);
        assertThat(totals.of("default", day))
                .hasValueSatisfying(known -> assertThat(known.ours()).isEqualTo(count));
        clock.advance(Duration.ofHours(7));

        happens(() -> assertThat(totals.of("default", day)).hasValueSatisfying(noticed -> {
            assertThat(noticed.theirs()).isEqualTo(count);
            assertThat(noticed.ours()).isEqualTo(count - 1);
            assertThat(noticed.readAgain()).isTrue();
        }));
        everyDayIsWhatItIs();
        clock.advance(Duration.ofHours(7));
        happens(() -> assertThat(totals.of("default", day)).hasValueSatisfying(again -> {
            assertThat(again.ours()).isEqualTo(count);
            assertThat(again.readAgain()).isFalse();
        }));
    }

    /** Soon after midnight, each day a little later: more than a day after the last time, so that a re-read is due. */
    private static LocalDateTime checkedOn(LocalDate day) {
        return day.atTime(0, 10)
                .plusMinutes(20
                        * Duration.between(FIRST.plusDays(3).atStartOfDay(), day.atStartOfDay())
                                .toDays());
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZONE);
    }

    /** Clicks of that time, each with the code that it has at its end; their other codes come later. */
    private void clicks(LocalDateTime from, LocalDateTime to) {
        long all = Duration.between(BEGIN, checkedOn(LAST.plusDays(1))).toSeconds();
        long until = Duration.between(BEGIN, to).toSeconds();
        long seconds = Duration.between(from, to).toSeconds();
        for (int number = (int) (CLICKS * until / all) - made; number > 0; number--) {
            LocalDateTime at = from.plusSeconds(random.nextLong(seconds));
            click(at, at.plusSeconds(random.nextLong(LATEST_CODE.toSeconds())));
        }
        if (from.isBefore(LOST) && LOST.isBefore(to)) {
            codes.add(new Coming(LOST, "chat-lost", "CITA"));
            put(LOST, "chat-lost");
        }
        while (!codes.isEmpty() && !codes.peek().at().isAfter(to)) {
            rig.api.recode(codes.peek().chat(), codes.remove().code());
        }
    }

    private void click(LocalDateTime at, LocalDateTime codedAt) {
        String chat = "chat-" + ++made;
        int kind = random.nextInt(100);
        codes.add(new Coming(codedAt, chat, kind == 0 ? "VENTA" : kind < 60 ? "CITA" : "TIMEOUTCHAT"));
        put(at, chat);
    }

    private void put(LocalDateTime at, String chat) {
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("source_type", random.nextBoolean() ? "ad" : "post")
                .put("source_id", "1202100000000000" + random.nextInt(10, 20))
                .put("chat_id", chat)
                .put("agent_id", random.nextInt(3) == 0 ? "" : "7")
                .put("date", DATE.format(at))
                .put("cod_act", "");
        rig.api.put(record);
    }

    /** Waits for it. While nobody reads, time goes on: what is tried again later has its turn. */
    private void happens(ThrowingRunnable asserted) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    try {
                        asserted.run();
                    } catch (AssertionError notYet) {
                        if (Rig.store(router).operation("default").holder() == null) {
                            clock.advance(Duration.ofMinutes(3));
                        }
                        throw notYet;
                    }
                });
    }

    private void everyDayIsWhatItIs() {
        Map<LocalDate, DayState> truth = truth();
        long since = clock.millis();
        happens(() -> assertThat(Rig.store(router).operation("default")).satisfies(reading -> {
            assertThat(reading.holder()).isNull();
            assertThat(reading.nextPoll()).as("polled since").isGreaterThan(since + PERIOD.toMillis() / 2);
        }));
        happens(() -> {
            Map<LocalDate, DayState> told = new TreeMap<>();
            truth.keySet()
                    .forEach(day -> told.put(day, days.of("default", ZONE, day).state()));
            assertThat(told).as("on %s", now()).isEqualTo(truth);
        });
        StoreView store = Rig.store(router);
        happens(() -> assertThat(store.deliveries().notDone().count()).isZero());
        Map<String, String> stored = store.clicks().codes();
        Map<LocalDate, Map<String, String>> there = records();
        truth.forEach((day, state) -> {
            if (state == DayState.PROVEN && proven.add(day)) {
                Map<String, String> codes = there.get(day);
                codes.entrySet().removeIf(record -> record.getValue().equals(stored.get(record.getKey())));
                assertThat(codes)
                        .as("clicks of %s, which is proven, that are not as the API has them", day)
                        .isEmpty();
            }
        });
    }

    /** Of the days that have begun, by what the API holds and gives. */
    private Map<LocalDate, DayState> truth() {
        LocalDate today = now().toLocalDate();
        Map<LocalDate, DayState> truth = new TreeMap<>();
        records().forEach((day, codes) -> {
            boolean lacksSecond = !givesAll && day.equals(LOST.toLocalDate()) && LOST.isBefore(now());
            boolean mayChange = codes.containsValue("") || day.equals(today);
            truth.put(
                    day,
                    lacksSecond
                            ? DayState.GAP
                            : day.equals(FIRST) ? DayState.PARTIAL : mayChange ? DayState.SETTLING : DayState.PROVEN);
        });
        return truth;
    }

    /** Codes by day and chat, as the API has them now. */
    private Map<LocalDate, Map<String, String>> records() {
        Map<LocalDate, Map<String, String>> records = new TreeMap<>();
        for (ObjectNode record : rig.api.records()) {
            LocalDate day = LocalDate.parse(record.path("date").asText().substring(0, 10));
            records.computeIfAbsent(day, first -> new HashMap<>())
                    .put(record.path("chat_id").asText(), record.path("cod_act").asText());
        }
        return records;
    }
}
