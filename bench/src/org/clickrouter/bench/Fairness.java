package org.clickrouter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Webhooks for a destination that is quick, one that answers after 5 s, and one that hangs for good: how long the quick
 * one takes for 5,000, alone and beside them, after 5,000 by which all have started and its code is compiled.
 */
final class Fairness implements Part {

    private static final int EACH = 5_000;
    private static final int RECORDS = (2 * EACH * 100 + 59) / 60;
    private static final String ALL = Records.WEBHOOK + "," + Records.EMAIL + "," + Records.OTHER;

    @Override
    public List<Table> run(Bench bench) {
        Table table = new Table(
                "Fairness: " + EACH + " webhooks to a quick destination that has had as many, seconds",
                "store",
                "alone",
                "beside a slow and a hanging one",
                "ratio");
        for (Databases.Kind kind : bench.stores()) {
            List<Double> alone = new ArrayList<>();
            List<Double> beside = new ArrayList<>();
            for (int round = 0; round < bench.rounds(); round++) {
                alone.add(quick(bench, kind, false));
                beside.add(quick(bench, kind, true));
            }
            table.row(kind, Table.median(alone), Table.median(beside), Table.median(beside) / Table.median(alone));
        }
        return List.of(table);
    }

    private static double quick(Bench bench, Databases.Kind kind, boolean others) {
        Path folder = bench.folder();
        routes(folder);
        String url = bench.databases().fresh(kind, folder);
        String closed = "http://127.0.0.1:9/";
        Product product = new Product()
                .with("store.url", url)
                .with("sql.codes", "")
                .with("email.codes", "")
                .with("webhook.codes", ALL)
                .with("webhook.url", closed)
                .with("slow.url", closed)
                .with("hanging.url", closed)
                .with("slow.codes", others ? ALL : "")
                .with("hanging.codes", others ? ALL : "");
        try (Api api = new Api(List.of(Records.answer(0, RECORDS)));
                Child child = product.with("wolkvox.base-url", api.url()).start(folder)) {
            child.await(": read");
            child.end();
        }
        long hooks = Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE destination = 'webhook'");
        try (Api api = new Api(List.of());
                Receiver quick = new Receiver(Receiver.Manner.QUICK);
                Receiver slow = new Receiver(Receiver.Manner.SLOW);
                Receiver hanging = new Receiver(Receiver.Manner.HANGING);
                Child child = product.with("wolkvox.base-url", api.url())
                        .with("webhook.url", quick.url())
                        .with("slow.url", slow.url())
                        .with("hanging.url", hanging.url())
                        .start(folder)) {
            Waiting.until(child, () -> quick.requests() >= hooks);
            bench.count("webhooks", hooks, quick.requests());
            return quick.seconds((int) hooks - EACH, (int) hooks);
        }
    }

    /** The shipped routes with two destinations more. */
    private static void routes(Path folder) {
        Path shipped = Path.of("routes");
        Path own = folder.resolve("routes");
        try (Stream<Path> files = Files.list(shipped)) {
            Files.createDirectories(own);
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".camel.yaml")).toList()) {
                Files.copy(file, own.resolve(file.getFileName()));
            }
            StringBuilder more = new StringBuilder();
            StringBuilder branches = new StringBuilder();
            for (String name : List.of("slow", "hanging")) {
                more.append("\n- route:\n    id: deliver-NAME\n    from:\n      uri: outbox:NAME\n      parameters:\n"
                                .replace("NAME", name))
                        .append(
                                "        maxInFlight: 8\n      steps:\n        - to:\n            uri: kamelet:click-webhook-sink\n")
                        .append("            parameters:\n              destination: ")
                        .append(name)
                        .append('\n');
                branches.append("\n        - choice:\n            when:\n              - ref: ")
                        .append(name)
                        .append(".codes\n                steps:\n")
                        .append("                  - to:\n                      id: to-")
                        .append(name)
                        .append("\n                      uri: outbox:")
                        .append(name)
                        .append('\n');
            }
            Path destinations = own.resolve("destinations.camel.yaml");
            Files.writeString(destinations, Files.readString(destinations) + more);
            Path routing = own.resolve("routing.camel.yaml");
            Files.writeString(routing, Files.readString(routing).stripTrailing() + "\n" + branches);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
