package org.clickrouter.store.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.store.retention.Retention;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.Test;

/**
 * The counts against plain SQL over the clicks, under random histories: late codes, records that change, reads that are
 * cut, the same read again, backfills, retention, and days counted or not at any moment.
 */
class RandomHistoriesTest {

    private static final Set<String> UNCODED = Set.of("", "TIMEOUTCHAT");
    private static final Duration TERM = Duration.ofMinutes(2);
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 8);
    private static final List<String> CODES = List.of("", "", "TIMEOUTCHAT", "VENTA", "No_contesta", "CITA AGENDADA");
    private static final List<String> ADS = List.of("120201", "120202", " 120202 ", "-", "");
    private static final List<String> AGENTS = List.of("", "-", "0", "7", "8");
    private static final List<String> TIMES = List.of("00:00:00", "09:30:00", "09:59:59", "23:59:59");

    private final SetClock clock = new SetClock("2026-03-10T15:00:00Z");
    private Database database;
    private Random random;
    private String operation;

    @Test
    void allFiguresAreThoseOfTheClicksOnH2() {
        try (Database h2 = Database.open("jdbc:h2:mem:histories", "", "", 4)) {
            histories(h2, 1, 1000);
        }
    }

    @Test
    void allFiguresAreThoseOfTheClicksOnPostgresql() {
        try (Database postgres = Database.open(Postgres.freshUrl(), Postgres.USER, "", 4)) {
            histories(postgres, 5000, 40);
        }
    }

    private void histories(Database store, long firstSeed, int count) {
        database = store;
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            random = new Random(seed);
            operation = "op" + seed;
            history();
            compare("seed " + seed);
            for (String table : List.of("click", "revision", "delivery", "click_day", "click_count", "coverage")) {
                database.update("DELETE FROM " + table);
            }
        }
    }

    private void history() {
        Operations operations = new Operations(database, clock, "one");
        ClickStore store = new ClickStore(database, operations, clock);
        operations.register(operation);
        Lease lease = operations.acquire(operation, TERM, true).orElseThrow();
        List<Click> last = List.of();
        int steps = 2 + random.nextInt(4);
        for (int step = 0; step < steps; step++) {
            clock.advance(Duration.ofMinutes(1 + random.nextInt(900)));
            last = random.nextInt(5) == 0 ? last : answer();
            read(store, lease, last);
            if (random.nextInt(3) == 0) {
                new DayCounter(database).count(1 + random.nextInt(3));
            }
            if (random.nextInt(8) == 0) {
                forget();
            }
        }
        if (random.nextBoolean()) {
            new DayCounter(database).count(100);
        }
    }

    private List<Click> answer() {
        List<Click> answer = new ArrayList<>();
        int size = 1 + random.nextInt(8);
        for (int i = 0; i < size; i++) {
            String date = random.nextInt(12) == 0
                    ? "ayer"
                    : FIRST.plusDays(random.nextInt(3)) + " " + TIMES.get(random.nextInt(TIMES.size()));
            answer.add(Click.of(operation, """
                {"chat_id":"%s","source_id":"%s","date":"%s","agent_id":"%s","cod_act":"%s","Source_Type":"%s","media_type":"%s","rp_id":%d}""".formatted(
                            pick("", "-", "c1", "c2", "c3"),
                            ADS.get(random.nextInt(ADS.size())),
                            date,
                            AGENTS.get(random.nextInt(AGENTS.size())),
                            CODES.get(random.nextInt(CODES.size())),
                            pick("anuncio", "publicación", "-"),
                            pick("image", " video", ""),
                            random.nextInt(3))));
        }
        return answer;
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private void read(ClickStore store, Lease lease, List<Click> answer) {
        RoutingMode.Routing routing = RoutingMode.Routing.values()[random.nextInt(3)];
        ReportRead reading = store.begin(lease, new RoutingMode(UNCODED, clock.getZone(), routing), TERM);
        boolean whole = random.nextInt(4) > 0;
        List<Click> rest = new ArrayList<>(answer);
        Collections.shuffle(rest, random);
        while (!rest.isEmpty()) {
            int size = 1 + random.nextInt(rest.size());
            boolean end = whole && size == rest.size();
            Comparison chunk = store.compare(reading, List.copyOf(rest.subList(0, size)), end);
            store.write(chunk, List.of(), end ? new WindowEnd(0, 1000, null, 3600) : null);
            rest = rest.subList(size, rest.size());
            if (!whole && random.nextBoolean()) {
                return;
            }
        }
    }

    /** All that is older than some days goes, as store.keep has it. */
    private void forget() {
        database.update(
                "UPDATE operation_state SET progress_second = ?, origin_second = 0 WHERE operation = ?",
                clock.millis() / 1000,
                operation);
        Retention retention = new Retention(database, clock);
        Retention.Candidates old = retention.candidates(operation, Duration.ofHours(random.nextInt(12)), 100);
        retention.clicks(old, 0, old.clicks().size());
    }

    private void compare(String seed) {
        LocalDate from = random.nextInt(4) == 0 ? LocalDate.EPOCH : FIRST.plusDays(random.nextInt(2));
        LocalDate to = FIRST.plusDays(random.nextInt(4));
        Counts counts = new Counts(database);
        // The databases take long to plan a statement, so one of the six in turn.
        for (Dimension dimension : List.of(Dimension.values()[random.nextInt(Dimension.values().length)])) {
            Map<String, List<Long>> told = new TreeMap<>();
            for (Counts.Count count : counts.of(dimension, Counts.Group.NAME, operation, from, to)) {
                List<Long> figures = new ArrayList<>(List.of(count.clicks(), count.agents()));
                figures.addAll(count.delays());
                told.put(count.group() + "|" + count.code(), figures);
            }
            assertThat(told)
                    .as("%s, by %s, %s to %s", seed, dimension, from, to)
                    .isEqualTo(plain(dimension, from, to));
        }
        if (random.nextInt(4) == 0) {
            compareChats(seed, counts, from, to);
        }
        columnsAreThoseOfTheRecords(seed);
    }

    private void compareChats(String seed, Counts counts, LocalDate from, LocalDate to) {
        Map<String, Long> chats = new TreeMap<>();
        counts.of(Dimension.AD, Counts.Group.DAY_NAME, operation, from, to)
                .forEach(count -> chats.merge(count.group(), count.chats(), Long::sum));
        assertThat(chats).as("%s, chats", seed).isEqualTo(chats(from, to));
    }

    private Map<String, List<Long>> plain(Dimension dimension, LocalDate from, LocalDate to) {
        String name =
                switch (dimension) {
                    case ALL -> "SUBSTRING(operation FROM 1 FOR 0)";
                    case AD -> "CASE WHEN TRIM(source_id) = '-' THEN '' ELSE TRIM(source_id) END";
                    case SOURCE -> "source_type";
                    case TYPE -> "media_type";
                    case ROUTING_POINT -> "rp_id";
                    case AGENT -> "agent_id";
                    case HOUR ->
                        "CASE WHEN click_date = 'ayer' THEN '-1' WHEN SUBSTRING(click_date FROM 12 FOR 2) = '00' THEN '0'"
                                + " WHEN SUBSTRING(click_date FROM 12 FOR 2) = '09' THEN '9' ELSE '23' END";
                };
        String late = "coded_at - clicked_at";
        String watched = "(coded_at > first_seen OR first_seen - clicked_at <= 3600000)";
        Map<String, List<Long>> rows = new TreeMap<>();
        database.query(
                "SELECT " + name + ", cod_act, COUNT(*), COUNT(NULLIF(agent_id, '')), "
                        + between(watched, late, "-1000000000000", "3600000") + ", "
                        + between(watched, late, "3600000", "21600000") + ", "
                        + between(watched, late, "21600000", "86400000") + ", "
                        + between(watched, late, "86400000", "172800000") + ", "
                        + between(watched, late, "172800000", "604800000") + ", "
                        + between(watched, late, "604800000", "1000000000000")
                        + " FROM click WHERE operation = ? AND "
                        + " CASE WHEN click_date = 'ayer' THEN '1970-01-01' ELSE SUBSTRING(click_date FROM 1 FOR 10) END"
                        + " BETWEEN ? AND ? GROUP BY " + name + ", cod_act",
                r -> {
                    List<Long> figures = new ArrayList<>();
                    for (int i = 3; i <= 10; i++) {
                        figures.add(r.getLong(i));
                    }
                    return rows.put(r.getString(1) + "|" + r.getString(2), figures);
                },
                operation,
                from.toString(),
                to.toString());
        return rows;
    }

    private static String between(String condition, String value, String over, String to) {
        return "COALESCE(SUM(CASE WHEN " + condition + " AND " + value + " > " + over + " AND " + value + " <= " + to
                + " THEN 1 END), 0)";
    }

    private Map<String, Long> chats(LocalDate from, LocalDate to) {
        Map<String, Set<String>> chats = new TreeMap<>();
        database.query(
                "SELECT click_date, source_id, chat_id, id FROM click WHERE operation = ?",
                r -> {
                    String date = r.getString(1);
                    LocalDate day = date.equals("ayer") ? LocalDate.EPOCH : LocalDate.parse(date.substring(0, 10));
                    String ad = r.getString(2).strip();
                    String chat = r.getString(3);
                    return day.isBefore(from) || day.isAfter(to)
                            ? false
                            : chats.computeIfAbsent(
                                            day.toEpochDay() + " " + (ad.equals("-") ? "" : ad), d -> new TreeSet<>())
                                    .add(chat.length() < 2 ? r.getString(4) : chat);
                },
                operation);
        Map<String, Long> sizes = new TreeMap<>();
        chats.forEach((group, all) -> sizes.put(group, (long) all.size()));
        return sizes;
    }

    private void columnsAreThoseOfTheRecords(String seed) {
        database.query(
                "SELECT c.source_type, c.media_type, c.rp_id, c.agent_id, r.record FROM click c"
                        + " JOIN revision r ON r.click_id = c.id AND r.revision = c.revision WHERE c.operation = ?",
                r -> {
                    Click click = Click.of(operation, r.getString(5));
                    List<String> fields = Stream.of("source_type", "media_type", "rp_id", "agent_id")
                            .map(click::field)
                            .toList();
                    for (int i = 0; i < fields.size(); i++) {
                        String said = fields.get(i).strip();
                        assertThat(r.getString(i + 1))
                                .as("%s, %s", seed, r.getString(5))
                                .isEqualTo(said.equals("-") || said.equals("0") ? "" : said);
                    }
                    return 0;
                },
                operation);
    }
}
