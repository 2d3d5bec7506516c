package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 20,040 webhooks that wait in the store, to a quick receiver: the product, with each claim and mark durable, against bare clients. */
final class Webhooks implements Part {

    private static final int RECORDS = 33_400;
    private static final int HOOKS = RECORDS * 60 / 100;

    @Override
    public List<Table> run(Bench bench) {
        List<Table> tables = new ArrayList<>();
        for (int inFlight : new int[] {8, 64}) {
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            for (int round = 0; round < bench.rounds(); round++) {
                for (String client : List.of("jdk", "apache")) {
                    add(rates, "bare client: " + client, client(bench, client, inFlight));
                }
                for (Databases.Kind kind : Databases.Kind.values()) {
                    add(rates, "product on " + kind, product(bench, kind, inFlight));
                }
            }
            double best = rates.entrySet().stream().filter(e -> e.getKey().startsWith("bare")).mapToDouble(e -> Table.median(e.getValue())).max().orElseThrow();
            Table table = new Table("Webhooks: " + HOOKS + " that wait, " + inFlight + " in flight", "who", "webhooks/s", ": the faster bare client");
            rates.forEach((who, all) -> table.row(who, (long) Table.median(all), Table.median(all) / best));
            tables.add(table);
        }
        return tables;
    }

    private static void add(Map<String, List<Double>> rates, String who, double rate) {
        rates.computeIfAbsent(who, k -> new ArrayList<>()).add(rate);
    }

    private static double client(Bench bench, String client, int inFlight) {
        try (Receiver receiver = new Receiver(Receiver.Manner.QUICK);
             Child child = Child.of(bench.folder(), Poster.class, List.of(), List.of(client, receiver.url(), "" + HOOKS, "" + inFlight))) {
            child.await("done");
            bench.count("posts", HOOKS, receiver.requests());
            return HOOKS / receiver.seconds();
        }
    }

    private static double product(Bench bench, Databases.Kind kind, int inFlight) {
        Path folder = bench.folder();
        String url = bench.databases().fresh(kind, folder);
        Product product = new Product().with("store.url", url).with("sql.codes", "").with("email.codes", "").with("webhook.max-in-flight", inFlight)
            .with("webhook.codes", Records.WEBHOOK + "," + Records.EMAIL + "," + Records.OTHER).with("webhook.secret", "whsec_YmVuY2gtc2VjcmV0LWJlbmNoLXNlY3JldA==");
        try (Api api = new Api(List.of(Records.answer(0, RECORDS)));
             Child child = product.with("wolkvox.base-url", api.url()).with("webhook.url", "http://127.0.0.1:9/").start(folder)) {
            child.await(": read");
        }
        bench.count("waiting", HOOKS, Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE state = 'pending'"));
        try (Api api = new Api(List.of()); Receiver receiver = new Receiver(Receiver.Manner.QUICK);
             Child child = product.with("wolkvox.base-url", api.url()).with("webhook.url", receiver.url()).start(folder, bench.options())) {
            Waiting.until(() -> receiver.requests() >= HOOKS);
            double rate = HOOKS / receiver.seconds();
            // The last mark is made after the last answer.
            Waiting.until(() -> Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE state <> 'done'") == 0);
            bench.count("webhooks", HOOKS, receiver.requests());
            return rate;
        }
    }
}
