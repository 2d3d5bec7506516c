package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * 60,120 webhooks that wait in the store, to a quick receiver: the product, with each claim and mark durable, against
 * bare clients.
 */
final class Webhooks implements Part {

    private static final int RECORDS = 33_400;
    private static final int HOOKS = RECORDS * 60 / 100;
    /** The first third shows a cold process, the last a warm one. */
    private static final int THIRDS = 3;

    private static final int ALL = HOOKS * THIRDS;

    /** Webhooks a second. */
    private record Rate(double cold, double warm) {

        static Rate of(Receiver receiver) {
            return new Rate((HOOKS - 1) / receiver.seconds(1, HOOKS), HOOKS / receiver.seconds(ALL - HOOKS, ALL));
        }
    }

    @Override
    public List<Table> run(Bench bench) {
        List<Table> tables = new ArrayList<>();
        for (int inFlight : new int[] {8, 64}) {
            Map<String, List<Rate>> rates = new LinkedHashMap<>();
            for (int round = 0; round < bench.rounds(); round++) {
                for (String client : List.of("jdk", "apache")) {
                    add(rates, "bare client: " + client, client(bench, client, inFlight));
                }
                for (Databases.Kind kind : bench.stores()) {
                    add(rates, "product on " + kind, product(bench, kind, inFlight));
                }
            }
            double cold = best(rates, Rate::cold);
            double warm = best(rates, Rate::warm);
            Table table = new Table(
                    "Webhooks that wait, " + inFlight + " in flight: the first " + HOOKS
                            + " of a process (cold) and the third " + HOOKS + " (warm)",
                    "who",
                    "cold, webhooks/s",
                    "warm, webhooks/s",
                    "cold : the faster bare client",
                    "warm : the faster bare client");
            rates.forEach((who, all) -> table.row(
                    who,
                    (long) median(all, Rate::cold),
                    (long) median(all, Rate::warm),
                    median(all, Rate::cold) / cold,
                    median(all, Rate::warm) / warm));
            tables.add(table);
        }
        return tables;
    }

    private static void add(Map<String, List<Rate>> rates, String who, Rate rate) {
        rates.computeIfAbsent(who, k -> new ArrayList<>()).add(rate);
    }

    private static double median(List<Rate> all, ToDoubleFunction<Rate> value) {
        return Table.median(all.stream().mapToDouble(value).boxed().toList());
    }

    private static double best(Map<String, List<Rate>> rates, ToDoubleFunction<Rate> value) {
        return rates.entrySet().stream()
                .filter(e -> e.getKey().startsWith("bare"))
                .mapToDouble(e -> median(e.getValue(), value))
                .max()
                .orElseThrow();
    }

    private static Rate client(Bench bench, String client, int inFlight) {
        try (Receiver receiver = new Receiver(Receiver.Manner.QUICK);
                Child child = Child.of(
                        bench.folder(),
                        Poster.class,
                        List.of(),
                        List.of(client, receiver.url(), "" + ALL, "" + inFlight))) {
            child.await("done");
            bench.count("posts", ALL, receiver.requests());
            return Rate.of(receiver);
        }
    }

    private static Rate product(Bench bench, Databases.Kind kind, int inFlight) {
        Path folder = bench.folder();
        String url = bench.databases().fresh(kind, folder);
        Product product = new Product()
                .with("store.url", url)
                .with("sql.codes", "")
                .with("email.codes", "")
                .with("webhook.max-in-flight", inFlight)
                .with("webhook.codes", Records.WEBHOOK + "," + Records.EMAIL + "," + Records.OTHER)
                .with("webhook.secret", "whsec_YmVuY2gtc2VjcmV0LWJlbmNoLXNlY3JldA==");
        List<byte[]> answers = IntStream.range(0, THIRDS)
                .mapToObj(i -> Records.answer(i * RECORDS, RECORDS))
                .toList();
        try (Api api = new Api(answers);
                Child child = product.with("wolkvox.base-url", api.url())
                        .with("webhook.url", "http://127.0.0.1:9/")
                        .start(folder)) {
            answers.forEach(answer -> child.await(": read"));
            child.end();
        }
        bench.count("waiting", ALL, Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE state = 'pending'"));
        Databases.makeDue(url);
        try (Api api = new Api(List.of());
                Receiver receiver = new Receiver(Receiver.Manner.QUICK);
                Child child = product.with("wolkvox.base-url", api.url())
                        .with("webhook.url", receiver.url())
                        .deliverOnly()
                        .start(folder, bench.options())) {
            Waiting.until(child, () -> receiver.requests() >= ALL);
            // The last mark is made after the last answer.
            Waiting.until(
                    child, () -> Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE state <> 'done'") == 0);
            bench.count("webhooks", ALL, receiver.requests());
            return Rate.of(receiver);
        }
    }
}
