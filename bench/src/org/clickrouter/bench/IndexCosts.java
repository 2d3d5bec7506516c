package org.clickrouter.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.outbox.Outcome;

/** What the indexes that only people need cost the main job: stores with and without them, in turns. */
final class IndexCosts {

    private static final String NARROW = "both, without failure and status in delivery_due";
    private static final Map<String, List<String>> WITHOUT = new LinkedHashMap<>();

    static {
        WITHOUT.put("both", List.of());
        WITHOUT.put("without click_chat", List.of("click_chat"));
        WITHOUT.put("without delivery_click", List.of("delivery_click"));
        WITHOUT.put("neither", List.of("click_chat", "delivery_click"));
        WITHOUT.put(NARROW, List.of());
    }

    private static final int WARM = 3;
    private static final int TIMES = 8;
    private static final int MARKS = 12;
    private static final int AT_ONCE = 250;

    private IndexCosts() {}

    static Table measure(Bench bench, Databases.Kind kind) {
        FullStore content = new FullStore(1_000_000);
        Map<String, Database> stores = new LinkedHashMap<>();
        Map<String, FullStore.Reading> readings = new LinkedHashMap<>();
        Map<String, List<Double>> ingest = new LinkedHashMap<>();
        Map<String, List<Double>> cpu = new LinkedHashMap<>();
        Map<String, List<Double>> marks = new LinkedHashMap<>();
        try {
            WITHOUT.forEach((name, indexes) -> {
                Database database = Database.open(
                        bench.databases().fresh(kind, bench.folder()),
                        kind == Databases.Kind.POSTGRESQL ? "postgres" : "",
                        "",
                        4);
                stores.put(name, database);
                indexes.forEach(index -> database.update("DROP INDEX " + index));
                if (name.equals(NARROW)) {
                    database.update("DROP INDEX delivery_due");
                    database.update("CREATE INDEX delivery_due ON delivery (destination, state, due)"
                            + (database.isPostgres() ? " WHERE state <> 'done'" : ""));
                }
                readings.put(name, content.new Reading(database));
                ingest.put(name, new ArrayList<>());
                cpu.put(name, new ArrayList<>());
                marks.put(name, new ArrayList<>());
            });
            for (int turn = 0; turn < WARM + TIMES; turn++) {
                for (String name : order(turn)) {
                    Runnable part = readings.get(name).part(turn * FullStore.PART);
                    long begin = System.nanoTime();
                    long used = cpuNanos();
                    part.run();
                    if (turn >= WARM) {
                        ingest.get(name).add((System.nanoTime() - begin) / 1e6);
                        cpu.get(name).add((cpuNanos() - used) / 1e6);
                    }
                }
            }
            for (int turn = 0; turn < WARM + MARKS; turn++) {
                for (String name : order(turn)) {
                    long begin = System.nanoTime();
                    mark(new Outbox(stores.get(name), Clock.systemUTC(), "bench"));
                    if (turn >= WARM) {
                        marks.get(name).add((System.nanoTime() - begin) / 1e6);
                    }
                }
            }
        } finally {
            stores.values().forEach(Database::close);
        }
        Table table = new Table(
                "What the console's indexes cost on " + kind + ": " + FullStore.PART + " clicks read twice, and "
                        + AT_ONCE + " deliveries claimed and marked",
                "indexes",
                "clicks, ms",
                ": neither",
                "processor, ms",
                ": neither",
                "marks, ms",
                ": neither");
        WITHOUT.keySet().forEach(name -> {
            double click = Table.median(ingest.get(name));
            double mark = Table.median(marks.get(name));
            double processor = Table.median(cpu.get(name));
            table.row(
                    name,
                    click,
                    click / Table.median(ingest.get("neither")),
                    processor,
                    processor / Table.median(cpu.get("neither")),
                    mark,
                    mark / Table.median(marks.get("neither")));
        });
        return table;
    }

    /** Each in turn is the first one, which may have to do what was left over. */
    private static List<String> order(int turn) {
        List<String> names = new ArrayList<>(WITHOUT.keySet());
        Collections.rotate(names, turn);
        return names;
    }

    /** Of this process, all its threads: a busy machine changes it less than the time. */
    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static void mark(Outbox outbox) {
        List<Delivery> claimed = outbox.claim("sql", AT_ONCE, Duration.ofMinutes(1));
        outbox.mark(
                claimed.stream().map(delivery -> Outcome.done(delivery, 204)).toList());
    }
}
