package org.clickrouter.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;

/** What a claim of 32 deliveries costs, with its mark, when few or many wait, and when many are done. */
final class Claims implements Part {

    private static final int AT_ONCE = 32;
    private static final int TIMES = 60;
    static final String CLICK = "CAST('00000000-0000-8000-8000-' || LPAD(CAST(n AS VARCHAR), 12, '0') AS UUID)";
    private static final String ROWS =
            "INSERT INTO delivery (row_id, id, destination, click_id, revision, operation, state, due, created)"
                    + " SELECT -n, 'msg_' || n, 'webhook', " + CLICK + ", 1, 'default', '%s', n, n FROM %s";
    /**
     * Clicks of the past, with identities in the order of their numbers, as those of real ones are in that of their
     * dates.
     */
    static final String CLICKS =
            "INSERT INTO click (id, operation, chat_id, source_id, click_date, cod_act, revision, seen_at, content_hash, read_no, first_seen,"
                    + " coded_at, history) SELECT " + CLICK
                    + ", 'old', 'c' || n, '120263352633', '2026-01-01 00:00:00', 'VENTA', 1, n, n, 0, n, n, 0 FROM %s";

    static final String REVISIONS =
            "INSERT INTO revision (click_id, revision, cod_act, record, seen_at, destinations, routed_to) SELECT "
                    + CLICK + ", 1, 'VENTA', '" + Records.record(1).replace("'", "") + "', n, 1, 'sql' FROM %s";

    @Override
    public List<Table> run(Bench bench) {
        Table table = new Table(
                "Claims: 32 deliveries claimed and marked, milliseconds (median of " + TIMES + ")",
                "store",
                "waiting",
                "done beside them",
                "ms",
                ": 10,000 waiting");
        for (Databases.Kind kind : bench.stores()) {
            // The first of a process is for its compiler.
            claim(bench, kind, 10_000, 0);
            double few = 0;
            for (int[] sizes : new int[][] {{10_000, 0}, {100_000, 0}, {1_000_000, 0}, {10_000, 1_000_000}}) {
                double millis = claim(bench, kind, sizes[0], sizes[1]);
                few = few == 0 ? millis : few;
                table.row(kind, sizes[0], sizes[1], millis, millis / few);
            }
        }
        return List.of(table);
    }

    private static double claim(Bench bench, Databases.Kind kind, int waiting, int done) {
        var folder = bench.folder();
        boolean postgres = kind == Databases.Kind.POSTGRESQL;
        try (Database database =
                Database.open(bench.databases().fresh(kind, folder), postgres ? "postgres" : "", "", 4)) {
            fill(database, postgres, waiting);
            fill(database, postgres, ROWS.formatted("done", "%s"), waiting + 1, done);
            if (postgres) {
                // As autovacuum does with a server that runs.
                database.update("ANALYZE delivery");
                database.update("ANALYZE click");
            }
            Outbox outbox = new Outbox(database, Clock.systemUTC(), "bench");
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                long begin = System.nanoTime();
                List<Delivery> claimed = outbox.claim("webhook", AT_ONCE, Duration.ofMinutes(1));
                outbox.mark(claimed.stream()
                        .map(delivery -> Outcome.done(delivery, 204))
                        .toList());
                millis.add((System.nanoTime() - begin) / 1e6);
                bench.count("claimed", AT_ONCE, claimed.size());
            }
            return Table.median(millis);
        }
    }

    /** Clicks whose webhooks wait. */
    static void fill(Database database, boolean postgres, int waiting) {
        fill(database, postgres, CLICKS, 1, waiting);
        fill(database, postgres, REVISIONS, 1, waiting);
        fill(database, postgres, ROWS.formatted("pending", "%s"), 1, waiting);
    }

    private static void fill(Database database, boolean postgres, String insert, int from, int count) {
        for (int at = 0; at < count; at += 50_000) {
            database.update(insert.formatted(numbers(postgres, from + at, Math.min(50_000, count - at))));
        }
    }

    static String numbers(boolean postgres, int from, int count) {
        return postgres
                ? "generate_series(" + from + ", " + (from + count - 1) + ") AS numbers(n)"
                : "(SELECT X AS n FROM SYSTEM_RANGE(" + from + ", " + (from + count - 1) + ")) AS numbers";
    }
}
