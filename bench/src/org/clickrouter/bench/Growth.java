package org.clickrouter.bench;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.clickrouter.report.Answer;
import org.clickrouter.report.AnswerLimits;
import org.clickrouter.report.Chunk;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.clicks.RoutingMode;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;

/**
 * The next 10,000 clicks into a store that holds many: parsed, compared, written with their deliveries. Without Camel
 * around it.
 */
final class Growth implements Part {

    private static final int NEXT = 10_000;
    private static final int TIMES = 7;
    private static final Duration TERM = Duration.ofMinutes(30);
    private static final String DELIVERIES =
            "INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, state, due, created, finished)"
                    + " SELECT -n, 'msg_' || n, 'sql', " + Claims.CLICK + ", 1, 'old', 'done', n, n, n FROM %s";

    @Override
    public List<Table> run(Bench bench) {
        Table table = new Table(
                "Growth: the next " + NEXT + " clicks (median of " + TIMES + ")",
                "store",
                "clicks in it",
                "ms",
                ": the empty store");
        Table plans = new Table("Plans of PostgreSQL, with the most clicks", "statement", "plan");
        for (Databases.Kind kind : bench.stores()) {
            double empty = 0;
            for (int size : new int[] {0, 10_000, 100_000, 1_000_000, 5_000_000}) {
                if (size <= most()) {
                    double millis = ingest(bench, kind, size, plans);
                    empty = size == 0 ? millis : empty;
                    table.row(kind, size, (long) millis, millis / empty);
                }
            }
        }
        return List.of(table, plans);
    }

    private static double ingest(Bench bench, Databases.Kind kind, int size, Table plans) {
        boolean postgres = kind == Databases.Kind.POSTGRESQL;
        Clock clock = Clock.systemUTC();
        try (Database database =
                Database.open(bench.databases().fresh(kind, bench.folder()), postgres ? "postgres" : "", "", 4)) {
            for (int at = 0; at < size; at += 50_000) {
                for (String sql : List.of(Claims.CLICKS, Claims.REVISIONS, DELIVERIES)) {
                    database.update(sql.formatted(Claims.numbers(postgres, at + 1, Math.min(50_000, size - at))));
                }
            }
            Operations operations = new Operations(database, clock, "bench");
            operations.register("default");
            ClickStore store = new ClickStore(database, operations, clock);
            Lease lease = operations.acquire("default", TERM, true).orElseThrow();
            List<Double> millis = new ArrayList<>();
            // Twice that number for the compiler, which else would be measured with the first size.
            for (int i = 0; i < TIMES * 2; i++) {
                byte[] answer = Records.answer(i * NEXT, NEXT);
                long begin = System.nanoTime();
                read(store, lease, answer);
                if (i >= TIMES) {
                    millis.add((System.nanoTime() - begin) / 1e6);
                }
            }
            bench.count(
                    "clicks",
                    size + 2L * TIMES * NEXT,
                    database.query("SELECT COUNT(*) FROM click", r -> r.getLong(1))
                            .get(0));
            if (postgres && size == most()) {
                plans.row("clicks of a chunk", String.join(" / ", Plans.lookup(database)));
                plans.row("claim", String.join(" / ", Plans.claim(database)));
            }
            return Table.median(millis);
        }
    }

    private static int most() {
        return Integer.getInteger("bench.growth", 1_000_000);
    }

    private static void read(ClickStore store, Lease lease, byte[] body) {
        ReportRead reading = store.begin(
                lease, new RoutingMode(Set.of(""), ZoneId.of("America/Bogota"), RoutingMode.Routing.NEWS), TERM);
        Answer answer = Answer.read(
                new ByteArrayInputStream(body), 200, AnswerLimits.defaults().withChunkSize(1000), "default");
        while (answer.hasNext()) {
            Chunk chunk = answer.next();
            Comparison comparison = store.compare(reading, chunk.clicks(), chunk.last());
            for (RoutedClick change : comparison.changes()) {
                route(change);
            }
            store.write(comparison, chunk.bad(), chunk.last() ? new WindowEnd(0, 1, 1L, 1) : null);
        }
    }

    private static void route(RoutedClick change) {
        switch (change.click().code()) {
            case "" -> {}
            case Records.WEBHOOK -> deliver(change, "webhook", "sql");
            case Records.EMAIL -> deliver(change, "email", "sql");
            default -> deliver(change, "sql");
        }
    }

    private static void deliver(RoutedClick change, String... destinations) {
        for (String destination : destinations) {
            change.deliver(destination, null, null);
        }
    }
}
