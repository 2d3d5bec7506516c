package org.clickrouter.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.store.Database;
import org.clickrouter.store.Delivery;
import org.clickrouter.store.Outbox;
import org.clickrouter.store.Outcome;

/** What a claim of 32 deliveries costs, with its mark, when few or many wait, and when many are done. */
final class Claims implements Part {

    private static final int AT_ONCE = 32;
    private static final int TIMES = 60;
    private static final String ROWS = "INSERT INTO delivery (row_id, id, destination, revision_row, click_id, revision, operation, state, due, created)"
        + " SELECT -n, 'msg_' || n, 'webhook', -n, CAST('00000000-0000-0000-0000-000000000000' AS UUID), 1, 'default', '%s', n, n FROM %s";
    private static final String REVISIONS = "INSERT INTO revision (row_id, click_id, revision, cod_act, record, seen_at, destinations)"
        + " SELECT -n, CAST('00000000-0000-0000-0000-000000000000' AS UUID), 1, 'VENTA', '{\"chat_id\":\"1\"}', 0, 1 FROM %s";

    @Override
    public List<Table> run(Bench bench) {
        Table table = new Table("Claims: 32 deliveries claimed and marked, milliseconds (median of " + TIMES + ")", "store", "waiting", "done beside them", "ms", ": 10,000 waiting");
        for (Databases.Kind kind : Databases.Kind.values()) {
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
        try (Database database = Database.open(bench.databases().fresh(kind, folder), postgres ? "postgres" : "", "", 4)) {
            database.update(REVISIONS.formatted(numbers(postgres, 1, waiting)));
            fill(database, postgres, "pending", 1, waiting);
            fill(database, postgres, "done", waiting + 1, done);
            if (postgres) {
                // As autovacuum does with a server that runs.
                database.update("ANALYZE delivery");
            }
            Outbox outbox = new Outbox(database, Clock.systemUTC(), "bench");
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                long begin = System.nanoTime();
                List<Delivery> claimed = outbox.claim("webhook", AT_ONCE, Duration.ofMinutes(1));
                outbox.mark(claimed.stream().map(delivery -> Outcome.done(delivery, 204)).toList());
                millis.add((System.nanoTime() - begin) / 1e6);
                bench.count("claimed", AT_ONCE, claimed.size());
            }
            return Table.median(millis);
        }
    }

    private static void fill(Database database, boolean postgres, String state, int from, int count) {
        for (int at = 0; at < count; at += 50_000) {
            database.update(ROWS.formatted(state, numbers(postgres, from + at, Math.min(50_000, count - at))));
        }
    }

    static String numbers(boolean postgres, int from, int count) {
        return postgres ? "generate_series(" + from + ", " + (from + count - 1) + ") AS numbers(n)"
            : "(SELECT X AS n FROM SYSTEM_RANGE(" + from + ", " + (from + count - 1) + ")) AS numbers";
    }
}
