package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One answer of nearly 60,000 records (that many would count as cut) into the store: what the product makes of it
 * against the hand-written floor and the tutorial route. Cold is the first answer of a process, warm the median of its
 * last five, by when its code is compiled; from the call's arrival to the end being reported.
 */
final class Ingest implements Part {

    private static final int RECORDS = Integer.getInteger("bench.records", 59_900);
    private static final int ANSWERS = 10;
    private static final int WARM = 5;
    /** It is slow, and its figures change little from the second answer on. */
    private static final int TUTORIAL_ANSWERS = 2;

    /**
     * Seconds for each answer, by the clock and of processor time (of the process, not of a database server), and the
     * peak of memory.
     */
    private record Run(List<Double> seconds, List<Double> cpu, long peakMb) {

        double warm(List<Double> values) {
            return Table.median(values.subList(
                    Math.max(1, Math.min(values.size(), ANSWERS) - WARM), Math.min(values.size(), ANSWERS)));
        }
    }

    @Override
    public List<Table> run(Bench bench) {
        List<byte[]> answers = IntStream.range(0, ANSWERS)
                .mapToObj(i -> Records.answer(i * RECORDS, RECORDS))
                .toList();
        List<byte[]> thenAgain = new ArrayList<>(answers);
        thenAgain.addAll(Collections.nCopies(WARM, answers.get(ANSWERS - 1)));
        Table ingest = new Table(
                "Ingest: an answer of " + RECORDS + " records",
                "store",
                "who",
                "cold, records/s",
                "warm, records/s",
                "cold : floor",
                "warm : floor",
                "cold, CPU s",
                "warm, CPU s",
                "peak RSS, MB");
        Table reread = new Table(
                "Re-read: the same " + RECORDS + " records, unchanged",
                "store",
                "first read, warm, s",
                "re-read, s",
                "times as fast");
        for (Databases.Kind kind : bench.stores()) {
            Map<String, List<Run>> runs = new TreeMap<>();
            for (int round = 0; round < bench.rounds(); round++) {
                runs.computeIfAbsent("floor", k -> new ArrayList<>()).add(floor(bench, kind, answers, Floor.class));
                runs.computeIfAbsent("product", k -> new ArrayList<>()).add(product(bench, kind, thenAgain));
                if (bench.tutorial()) {
                    runs.computeIfAbsent("tutorial", k -> new ArrayList<>())
                            .add(floor(bench, kind, answers.subList(0, TUTORIAL_ANSWERS), Tutorial.class));
                }
            }
            double coldFloor = cold(runs.get("floor"));
            double warmFloor = RECORDS / warm(runs.get("floor"), Run::seconds);
            runs.forEach((who, all) -> ingest.row(
                    kind,
                    who,
                    (long) cold(all),
                    (long) (RECORDS / warm(all, Run::seconds)),
                    cold(all) / coldFloor,
                    RECORDS / warm(all, Run::seconds) / warmFloor,
                    Table.median(all.stream().map(r -> r.cpu.get(0)).toList()),
                    warm(all, Run::cpu),
                    all.stream().mapToLong(Run::peakMb).max().orElse(-1)));
            List<Run> product = runs.get("product");
            double first = warm(product, Run::seconds);
            double second = Table.median(product.stream()
                    .map(r -> Table.median(r.seconds.subList(ANSWERS, ANSWERS + WARM)))
                    .toList());
            reread.row(kind, first, second, first / second);
        }
        return List.of(ingest, reread);
    }

    private static double cold(List<Run> runs) {
        return RECORDS / Table.median(runs.stream().map(r -> r.seconds.get(0)).toList());
    }

    private static double warm(List<Run> runs, Function<Run, List<Double>> values) {
        return Table.median(runs.stream().map(r -> r.warm(values.apply(r))).toList());
    }

    private static Run floor(Bench bench, Databases.Kind kind, List<byte[]> answers, Class<?> main) {
        Path folder = bench.folder();
        try (Api api = new Api(answers);
                Child child = Child.of(
                        folder,
                        main,
                        List.of(),
                        List.of(api.url(), bench.databases().fresh(kind, folder), "" + answers.size()))) {
            return measure(api, child, answers.size(), "done");
        }
    }

    private static Run product(Bench bench, Databases.Kind kind, List<byte[]> answers) {
        Path folder = bench.folder();
        String url = bench.databases().fresh(kind, folder);
        long distinct = (long) RECORDS * answers.stream().distinct().count();
        try (Api api = new Api(answers)) {
            Run run;
            try (Child child = new Product()
                    .away()
                    .with("wolkvox.base-url", api.url())
                    .with("store.url", url)
                    .start(folder, bench.options())) {
                run = measure(api, child, answers.size(), ": read");
                if (bench.options().length > 0) {
                    // A profiler writes at the end.
                    child.end();
                }
            }
            bench.count("clicks", distinct, Databases.number(url, "SELECT COUNT(*) FROM click"));
            bench.count(
                    "webhooks",
                    distinct * 12 / 100,
                    Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE destination = 'webhook'"));
            bench.count(
                    "e-mails",
                    distinct * 5 / 100,
                    Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE destination = 'email'"));
            bench.count(
                    "rows",
                    distinct * 60 / 100,
                    Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE destination = 'sql'"));
            bench.count(
                    "operations that trust their progress",
                    1,
                    Databases.number(url, "SELECT COUNT(*) FROM operation_state WHERE progress_second IS NOT NULL"));
            return run;
        }
    }

    private static Run measure(Api api, Child child, int answers, String line) {
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < answers; i++) {
            Child.Line end = child.await(line);
            seconds.add((end.at() - api.start(i)) / 1e9);
            cpu.add((child.cpuMillis() - before) / 1e3);
            before = child.cpuMillis();
        }
        return new Run(seconds, cpu, child.peakMb());
    }
}
