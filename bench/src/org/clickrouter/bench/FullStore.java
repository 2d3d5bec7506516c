package org.clickrouter.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.report.Chunk;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.counts.DayCounter;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.testing.SetClock;

/**
 * A store as it is after 90 days, written by the product's own code: each 10,000 clicks are read when the last of them
 * was made, and once more six hours later, when the late codes have come. About as many deliveries as clicks, most of
 * them done, to four destinations that are paused.
 */
final class FullStore {

    static final String COMMON_CODE = Records.OTHER;
    static final String RARE_CODE = "FRAUDE";
    static final String RARE_AD = "999000111";

    private static final ZoneId ZONE = ZoneId.of("America/Bogota");
    private static final Duration SPAN = Duration.ofDays(90);
    private static final Duration TERM = Duration.ofDays(1000);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    static final int PART = 10_000;

    private final int clicks;
    private final Instant end = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

    FullStore(int clicks) {
        this.clicks = clicks / PART * PART;
    }

    /** The chat of a click. */
    static String chat(int number) {
        // Each tenth click is of the chat before it.
        return "5730" + String.format("%010d", number % 10 == 9 ? number - 1 : number);
    }

    /** The ad of a click: 40 are shown at a time, others after two weeks. */
    String ad(int number) {
        return number == clicks / 3
                ? RARE_AD
                : "12026335" + (100 + Duration.between(made(0), made(number)).toDays() / 14 * 40 + number % 40);
    }

    /** Fills an empty database. */
    void fill(Database database) {
        Reading reading = new Reading(database);
        for (int from = 0; from < clicks; from += PART) {
            reading.part(from).run();
        }
        reading.operations.release(reading.lease, 0);
        deliveries(database, end.toEpochMilli());
        new DayCounter(database).count(1000);
        if (database.isPostgres()) {
            // As autovacuum does with a server that runs.
            database.update("VACUUM ANALYZE");
        }
    }

    /** Reads part after part into a store. */
    final class Reading {
        private final SetClock clock = new SetClock(made(0).toString());
        private final Operations operations;
        private final ClickStore store;
        private final Lease lease;

        Reading(Database database) {
            operations = new Operations(database, clock, "bench");
            operations.register("default");
            store = new ClickStore(database, operations, clock);
            lease = operations.acquire("default", TERM, true).orElseThrow();
            operations.origin(lease, made(0).getEpochSecond());
        }

        /** The 10,000 clicks from this one on, to be read twice; their records are made before that. */
        Runnable part(int from) {
            long first = made(from).getEpochSecond();
            long last = made(from + PART).getEpochSecond() - 1;
            byte[] early = answer(from, false);
            byte[] late = answer(from, true);
            return () -> {
                clock.set(Instant.ofEpochSecond(last + 60).toString());
                read(store, lease, early, new WindowEnd(first, last, last, 3600));
                clock.advance(Duration.ofHours(6));
                read(store, lease, late, new WindowEnd(first, last, null, 3600));
            };
        }
    }

    private Instant made(int number) {
        return end.minusSeconds(SPAN.toSeconds() - SPAN.toSeconds() * number / clicks);
    }

    private byte[] answer(int from, boolean late) {
        return IntStream.range(from, from + PART)
                .mapToObj(number -> record(number, late))
                .collect(Collectors.joining(
                        ", ",
                        "{\"code\": \"200\", \"error\": null, \"msg\": \"" + PART
                                + " records were found\", \"data\": [",
                        "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String record(int number, boolean late) {
        String code = !late && number % 7 == 3 ? "" : code(number);
        String ad = ad(number);
        return "{\"source_url\": \"https://www.facebook.com/ads/" + ad + "?utm_campaign=Promoción\","
                + " \"source_type\": \"ad\", \"source_id\": \"" + ad + "\", \"chat_id\": \"" + chat(number)
                + "\", \"rp_id\": \"300" + number % 5 + " Ventas Bogotá\", \"agent_id\": \""
                + (code.isEmpty() ? "" : "10" + (10 + number % 30) + " Sofía Muñoz")
                + "\", \"media_type\": \"image\", \"media_url\": \"https://scontent.xx.fbcdn.net/v/" + ad
                + "_n.jpg\", \"date\": \"" + DATE.format(LocalDateTime.ofInstant(made(number), ZONE))
                + "\", \"cod_act\": \"" + code + "\"}";
    }

    private static String code(int number) {
        if (number % 100_003 == 7) {
            return RARE_CODE;
        }
        int place = Math.floorMod(number * 37, 100);
        return place < 12 ? Records.WEBHOOK : place < 17 ? Records.EMAIL : place < 60 ? Records.OTHER : "";
    }

    private static void read(ClickStore store, Lease lease, byte[] body, WindowEnd end) {
        ReportRead reading = store.begin(lease, new RoutingMode(Set.of(""), ZONE, RoutingMode.Routing.NEWS), TERM);
        Answer answer = Answer.read(
                new ByteArrayInputStream(body), 200, AnswerLimits.defaults().withChunkSize(1000), "default");
        while (answer.hasNext()) {
            Chunk chunk = answer.next();
            Comparison comparison = store.compare(reading, chunk.clicks(), chunk.last());
            for (RoutedClick change : comparison.changes()) {
                for (String destination : destinations(change)) {
                    change.deliver(destination, null, null);
                }
            }
            store.write(comparison, chunk.bad(), chunk.last() ? end : null);
        }
    }

    private static List<String> destinations(RoutedClick change) {
        return switch (change.click().code()) {
            case "" -> List.of();
            case Records.WEBHOOK -> List.of("webhook", "sql");
            case Records.EMAIL -> List.of("email", "sql");
            default -> change.click().chatId().hashCode() % 2 == 0 ? List.of("crm", "sql") : List.of("sql");
        };
    }

    /** Of 1,000 deliveries five are dead and one was dropped; those of the last 12 hours wait, some after failures. */
    private static void deliveries(Database database, long end) {
        long last = database.one("SELECT MAX(row_id) FROM delivery", r -> r.getLong(1));
        for (long from = 0; from <= last; from += 50_000) {
            database.update(
                    "UPDATE delivery SET state = CASE WHEN MOD(row_id, 1000) < 5 THEN 'dead'"
                            + " WHEN MOD(row_id, 1000) = 5 THEN 'dropped' ELSE 'done' END,"
                            + " attempts = CASE WHEN MOD(row_id, 1000) < 5 THEN 8 ELSE 1 END, holder = 'bench',"
                            + " finished = created + 3000,"
                            + " due = CASE WHEN MOD(row_id, 1000) < 6 THEN created + 3000 ELSE due END,"
                            + " failure = CASE WHEN MOD(row_id, 1000) < 3 THEN 'SERVER_ERROR'"
                            + " WHEN MOD(row_id, 1000) < 5 THEN 'TIMED_OUT' END,"
                            + " status = CASE WHEN MOD(row_id, 1000) < 3 THEN 500 WHEN MOD(row_id, 1000) < 5 THEN NULL"
                            + " ELSE 204 END,"
                            + " error = CASE WHEN MOD(row_id, 1000) < 5 THEN 'it did not go well' END"
                            + " WHERE row_id >= ? AND row_id < ? AND created < ?",
                    from,
                    from + 50_000,
                    end - Duration.ofHours(12).toMillis());
        }
        database.update("UPDATE delivery SET attempts = 2, failure = 'UNREACHABLE', error = 'Connection refused'"
                + " WHERE state = 'pending' AND MOD(row_id, 10) = 0");
        String numbers = "(VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS numbers(n)";
        database.update("INSERT INTO attempt (delivery_id, attempt, ended, outcome, failure, status, error, answer)"
                + " SELECT id, n, created + n * 1000, 'failed', failure, status, error, '{\"error\": \"try again\"}'"
                + " FROM delivery JOIN " + numbers + " ON n <= attempts WHERE failure IS NOT NULL");
        for (String destination : List.of("webhook", "email", "sql", "crm")) {
            database.update(
                    "INSERT INTO pause (destination, kind, since, reason) VALUES (?, 'manual', ?, 'measured')",
                    destination,
                    Clock.systemUTC().millis());
        }
    }
}
