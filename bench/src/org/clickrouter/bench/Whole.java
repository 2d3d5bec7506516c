package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole job from a cold start: a fresh process reads one answer, writes each coded click into the sink's table, and
 * POSTs those with the webhook's code, 8 in flight. From the launch of the process until the last webhook has been
 * answered and the last row is there.
 */
final class Whole implements Part {

    private static final int RECORDS = 59_900;
    private static final String LAUNCHER = "product, launcher";
    /** The jar of another build, whose launcher takes turns with ours. */
    private static final String BEFORE = System.getProperty("bench.before", "");

    private static final int WEBHOOKS = RECORDS * 12 / 100;
    private static final int ROWS = RECORDS * 60 / 100;

    private record Run(double seconds, double cpu, long peakMb) {}

    /** Starts a process that does the job. */
    private interface Start {
        Child launch(Path folder, String database, Api api, Receiver receiver);
    }

    @Override
    public List<Table> run(Bench bench) {
        Table table = new Table(
                "The whole job, cold: " + RECORDS + " records, " + ROWS + " rows, " + WEBHOOKS + " webhooks",
                "store and table",
                "who",
                "seconds",
                ": tutorial",
                ": by hand, raw sockets",
                "processor seconds",
                "peak RSS, MB");
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
            double tutorial = seconds(runs.get("tutorial"));
            double raw = seconds(runs.get("by hand, raw sockets"));
            runs.forEach((who, some) -> table.row(
                    kind,
                    who,
                    seconds(some),
                    seconds(some) / tutorial,
                    seconds(some) / raw,
                    Table.median(some.stream().map(Run::cpu).toList()),
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
                .with("poll.period", "5m");
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
            long began = System.currentTimeMillis();
            long nanos = System.nanoTime();
            try (Child child = start.launch(folder, database, api, receiver)) {
                Waiting.until(child, () -> receiver.requests() >= WEBHOOKS);
                double seconds = receiver.seconds(nanos, WEBHOOKS);
                if (who.contains("product")) {
                    Waiting.until(child, 500, () -> Databases.number(database, DONE) == WEBHOOKS + ROWS);
                    seconds = Math.max(seconds, (Databases.number(database, LAST) - began) / 1e3);
                } else {
                    seconds = Math.max(seconds, (child.await("done").at() - nanos) / 1e9);
                }
                Run run = new Run(seconds, child.cpuMillis() / 1e3, child.peakMb());
                bench.count("webhooks", WEBHOOKS, receiver.requests());
                bench.count("rows", ROWS, Databases.number(database, "SELECT COUNT(*) FROM click_sink"));
                // In order, so that a profiler among the options writes what it saw.
                child.end();
                bench.tell(
                        "%s, %s: %.1f s, %.1f processor seconds, %d MB", kind, who, seconds, run.cpu(), run.peakMb());
                return run;
            }
        }
    }

    private static final String DONE = "SELECT COUNT(*) FROM delivery WHERE state = 'done'";
    private static final String LAST = "SELECT MAX(finished) FROM delivery";

    /** @return the median; no number where it took no part */
    private static double seconds(List<Run> runs) {
        return runs == null
                ? Double.NaN
                : Table.median(runs.stream().map(Run::seconds).toList());
    }
}
