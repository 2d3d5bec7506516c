package org.clickrouter.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Claiming;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;

/**
 * Deliveries claimed and marked a second, by one lease row an instance (as the product does it) and by lease columns in
 * each delivery's row; one instance, and two on one queue. Claims of 32 and marks of 8, as with 8 webhooks in flight.
 */
final class Leases implements Part {

    private static final int WAITING = 9_600;
    private static final int CLAIM = 32;
    private static final int MARK = 8;
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** The two ways. */
    enum Way {
        ONE_ROW("one row an instance"),
        COLUMNS("lease columns");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    @Override
    public List<Table> run(Bench bench) throws Exception {
        Table table = new Table(
                "Leases: deliveries claimed (" + CLAIM + ") and marked (" + MARK + ") a second",
                "store",
                "instances",
                "leases",
                "deliveries/s",
                "us each",
                ": one row");
        for (Databases.Kind kind : Databases.Kind.values()) {
            for (int instances : new int[] {1, 2}) {
                Map<Way, List<Double>> perSecond = new EnumMap<>(Way.class);
                for (int round = 0; round <= bench.rounds(); round++) {
                    for (Way way : Way.values()) {
                        double measured = measure(bench, kind, way, instances);
                        // The first of a process is for its compiler.
                        if (round > 0) {
                            perSecond
                                    .computeIfAbsent(way, w -> new ArrayList<>())
                                    .add(measured);
                        }
                    }
                }
                double one = Table.median(perSecond.get(Way.ONE_ROW));
                for (Way way : Way.values()) {
                    double median = Table.median(perSecond.get(way));
                    table.row(kind, instances, way.words, median, 1e6 / median, median / one);
                }
            }
        }
        return List.of(table);
    }

    private static double measure(Bench bench, Databases.Kind kind, Way way, int instances) throws Exception {
        boolean postgres = kind == Databases.Kind.POSTGRESQL;
        ExecutorService threads = Executors.newFixedThreadPool(instances);
        try (Database database =
                Database.open(bench.databases().fresh(kind, bench.folder()), postgres ? "postgres" : "", "", 4)) {
            Claims.fill(database, postgres, WAITING);
            if (way == Way.COLUMNS) {
                LeaseColumns.addTo(database);
            }
            if (postgres) {
                database.update("VACUUM ANALYZE delivery");
                database.update("ANALYZE revision");
            }
            long begin = System.nanoTime();
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                String name = "instance-" + i;
                Outbox outbox = new Outbox(database, Clock.systemUTC(), name);
                Claiming claiming = way == Way.ONE_ROW ? outbox : new LeaseColumns(database, name);
                running.add(threads.submit(() -> sendAll(claiming, outbox)));
            }
            int done = 0;
            for (Future<Integer> instance : running) {
                done += instance.get();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            bench.count("claimed", WAITING, done);
            bench.count(
                    "marked",
                    WAITING,
                    database.one("SELECT COUNT(*) FROM delivery WHERE state = 'done'", row -> row.getLong(1)));
            return WAITING / seconds;
        } finally {
            threads.shutdown();
        }
    }

    /** Until nothing is left: an empty claim may only have been overtaken. */
    private static int sendAll(Claiming claiming, Outbox outbox) {
        int done = 0;
        for (int empty = 0; empty < 3; ) {
            List<Delivery> claimed = claiming.claim("webhook", CLAIM, LEASE);
            empty = claimed.isEmpty() ? empty + 1 : 0;
            for (int i = 0; i < claimed.size(); i += MARK) {
                outbox.mark(claimed.subList(i, Math.min(claimed.size(), i + MARK)).stream()
                        .map(delivery -> Outcome.done(delivery, 204))
                        .toList());
            }
            done += claimed.size();
        }
        return done;
    }
}
