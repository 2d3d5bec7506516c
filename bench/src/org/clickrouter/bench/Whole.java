package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The whole job: a process reads one answer, writes each coded click into the sink's table, and POSTs those with the
 * webhook's code, 8 in flight. Cold is from the launch of a fresh process until the last webhook has been answered and
 * the last row is there; warm is the third answer of that process, from the call that takes it.
 */
final class Whole implements Part {

    private static final int RECORDS = 59_900;
    private static final int JOBS = 3;
    private static final String LAUNCHER = "product, launcher";
    /** The jar of another build, whose launcher takes turns with ours. */
    private static final String BEFORE = System.getProperty("bench.before", "");

    private static final int WEBHOOKS = RECORDS * 12 / 100;
    private static final int ROWS = RECORDS * 60 / 100;

    /** The time and the processor time of one answer. */
    private record Job(double seconds, double cpu) {}

    /** @param peakMb until the first answer was done */
    private record Run(Job cold, Job warm, long peakMb) {}

    /** Starts a process that does the job. */
    private interface Start {
        Child launch(Path folder, String database, Api api, Receiver receiver);
    }

    @Override
    public List<Table> run(Bench bench) {
        Table table = new Table(
                "The whole job: " + RECORDS + " records, " + ROWS + " rows, " + WEBHOOKS + " webhooks",
                "store and table",
                "who",
                "cold, s",
                "warm, s",
                "cold : tutorial",
                "warm : tutorial",
                "cold : raw sockets",
                "warm : raw sockets",
                "cold, CPU s",
                "warm, CPU s",
                "peak RSS cold, MB");
        for (Databases.Kind kind : bench.stores()) {
            Map<String, List<Run>> runs = new LinkedHashMap<>();
            Map<String, Start> all = starts(bench);
            all.keySet().removeIf(who -> !bench.takesPart(who));
            all.forEach((who, start) -> {
                if (who.endsWith(LAUNCHER)) {
                    train(bench, kind, start);
                }
            });
            for (int round = 0; round < bench.rounds(); round++) {
                all.forEach((who, start) ->
                        runs.computeIfAbsent(who, k -> new ArrayList<>()).add(measure(bench, kind, who, start)));
            }
            List<Run> tutorial = runs.get("tutorial");
            List<Run> raw = runs.get("by hand, raw sockets");
            runs.forEach((who, some) -> table.row(
                    kind,
                    who,
                    cold(some, Job::seconds),
                    warm(some, Job::seconds),
                    cold(some, Job::seconds) / cold(tutorial, Job::seconds),
                    warm(some, Job::seconds) / warm(tutorial, Job::seconds),
                    cold(some, Job::seconds) / cold(raw, Job::seconds),
                    warm(some, Job::seconds) / warm(raw, Job::seconds),
                    cold(some, Job::cpu),
                    warm(some, Job::cpu),
                    some.stream().mapToLong(Run::peakMb).max().orElse(-1)));
        }
        return List.of(table);
    }

    private static Map<String, Start> starts(Bench bench) {
        Map<String, Start> all = new LinkedHashMap<>();
        for (String client : List.of("raw sockets", "JDK client")) {
            all.put(
                    "by hand, " + client,
                    (folder, database, api, receiver) -> Child.of(
                            folder,
                            WholeByHand.class,
                            List.of(),
                            List.of(api.url(), database, receiver.url(), client.substring(0, 3))));
        }
        all.put(
                "tutorial",
                (folder, database, api, receiver) ->
                        Child.of(folder, WholeTutorial.class, List.of(), List.of(api.url(), database, receiver.url())));
        all.put(
                "product, java -jar",
                (folder, database, api, receiver) ->
                        product(database, api, receiver).start(folder, bench.options()));
        if (!BEFORE.isBlank()) {
            Path jar = Path.of(BEFORE).toAbsolutePath();
            all.put("before: " + LAUNCHER, launched(bench, jar, jar.resolveSibling("../bin/click-router")));
        }
        if (bench.takesPart(LAUNCHER)) {
            Path jar = Path.of(System.getProperty("click-router.jar")).toAbsolutePath();
            all.put(LAUNCHER, launched(bench, jar, Path.of("bin/click-router")));
        }
        return all;
    }

    private static Product product(String database, Api api, Receiver receiver) {
        return new Product()
                .with("wolkvox.base-url", api.url())
                .with("store.url", database)
                .with("webhook.url", receiver.url())
                .with("email.codes", "")
                .with("poll.period", "10s");
    }

    private static Start launched(Bench bench, Path jar, Path script) {
        Path launcher = Product.installed(bench, jar, script);
        return (folder, database, api, receiver) ->
                product(database, api, receiver).launch(folder, launcher);
    }

    /** The launcher makes its class cache in the first minutes of the first run; an engineer's second run has it. */
    private static void train(Bench bench, Databases.Kind kind, Start start) {
        Path folder = bench.folder();
        try (Api api = new Api(List.of());
                Receiver receiver = new Receiver(Receiver.Manner.QUICK);
                Child child = start.launch(folder, bench.databases().fresh(kind, folder), api, receiver)) {
            Waiting.until(child, () -> api.calls() > 0);
            // The cache is made at a quiet moment of the run.
            Waiting.pause(60_000);
            child.end();
        }
    }

    private static Run measure(Bench bench, Databases.Kind kind, String who, Start start) {
        Path folder = bench.folder();
        String database = bench.databases().fresh(kind, folder);
        try (Api api = new Api(List.of(Records.answer(0, RECORDS)));
                Receiver receiver = new Receiver(Receiver.Manner.QUICK)) {
            long launched = System.nanoTime();
            try (Child child = start.launch(folder, database, api, receiver)) {
                Job cold = job(child, who, database, receiver, 1, () -> launched);
                long peakMb = child.peakMb();
                Job warm = cold;
                for (int number = 2; number <= JOBS; number++) {
                    api.serve(Records.answer((number - 1) * RECORDS, RECORDS));
                    warm = job(child, who, database, receiver, number, api::served);
                }
                // The JDK's client may have repeated one.
                long webhooks =
                        who.contains("JDK") ? Math.min(JOBS * WEBHOOKS, receiver.requests()) : receiver.requests();
                bench.count("webhooks", (long) JOBS * WEBHOOKS, webhooks);
                bench.count("rows", (long) JOBS * ROWS, Databases.number(database, "SELECT COUNT(*) FROM click_sink"));
                // In order, so that a profiler among the options writes what it saw.
                child.end();
                bench.tell(
                        "%s, %s: cold %.1f s, warm %.1f s, %.1f and %.1f processor seconds, %d MB",
                        kind, who, cold.seconds, warm.seconds, cold.cpu, warm.cpu, peakMb);
                return new Run(cold, warm, peakMb);
            }
        }
    }

    /**
     * Waits until an answer is done.
     *
     * @param number of the answer, from 1 on
     * @param since when it began, asked for at its end; {@link System#nanoTime}
     */
    private static Job job(
            Child child, String who, String database, Receiver receiver, int number, LongSupplier since) {
        long cpu = number == 1 ? 0 : child.cpuMillis();
        Waiting.until(child, () -> receiver.requests() >= number * WEBHOOKS);
        long end;
        if (who.contains("product")) {
            Waiting.until(child, 500, () -> Databases.number(database, DONE) == (long) number * (WEBHOOKS + ROWS));
            end = System.nanoTime()
                    - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - Databases.number(database, LAST));
        } else {
            end = child.await("done").at();
        }
        double seconds =
                Math.max(receiver.seconds(since.getAsLong(), number * WEBHOOKS), (end - since.getAsLong()) / 1e9);
        return new Job(seconds, (child.cpuMillis() - cpu) / 1e3);
    }

    private static final String DONE = "SELECT COUNT(*) FROM delivery WHERE state = 'done'";
    private static final String LAST = "SELECT MAX(finished) FROM delivery";

    private static double cold(List<Run> runs, ToDoubleFunction<Job> value) {
        return median(runs, run -> value.applyAsDouble(run.cold));
    }

    private static double warm(List<Run> runs, ToDoubleFunction<Job> value) {
        return median(runs, run -> value.applyAsDouble(run.warm));
    }

    /** @return no number where it took no part */
    private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        return runs == null
                ? Double.NaN
                : Table.median(runs.stream().mapToDouble(value).boxed().toList());
    }
}
