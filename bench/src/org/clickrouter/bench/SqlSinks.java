package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rows that wait in the store, into the sink's table in another database: the product against a hand-written batch upsert. */
final class SqlSinks implements Part {

    private static final int RECORDS = 59_900;
    private static final int ROWS = RECORDS * 60 / 100;

    @Override
    public List<Table> run(Bench bench) {
        Table table = new Table("SQL sink: " + ROWS + " rows that wait", "store and table", "by hand, rows/s", "product, rows/s", "product : by hand");
        for (Databases.Kind kind : Databases.Kind.values()) {
            List<Double> byHand = new ArrayList<>();
            List<Double> product = new ArrayList<>();
            for (int round = 0; round < bench.rounds(); round++) {
                Path folder = bench.folder();
                try (Child child = Child.of(folder, Upsert.class, List.of(), List.of(bench.databases().fresh(kind, folder), "" + ROWS))) {
                    byHand.add(ROWS * 1e3 / Long.parseLong(child.await("done ").text().substring(5)));
                }
                product.add(product(bench, kind));
            }
            table.row(kind, (long) Table.median(byHand), (long) Table.median(product), Table.median(product) / Table.median(byHand));
        }
        return List.of(table);
    }

    private static double product(Bench bench, Databases.Kind kind) {
        Path folder = bench.folder();
        String url = bench.databases().fresh(kind, folder);
        String sink = bench.databases().fresh(kind, folder);
        Product product = new Product().with("store.url", url).with("webhook.codes", "").with("email.codes", "").with("sql.user", kind == Databases.Kind.H2 ? "sa" : "postgres");
        try (Api api = new Api(List.of(Records.answer(0, RECORDS)));
             Child child = product.with("wolkvox.base-url", api.url()).with("sql.url", "jdbc:postgresql://127.0.0.1:9/none").start(folder)) {
            child.await(": read");
            child.end();
        }
        try (Api api = new Api(List.of());
             Child child = product.with("wolkvox.base-url", api.url()).with("sql.url", sink).start(folder, bench.options())) {
            // A look into an H2 file that the product is just opening would make it fail.
            child.await("health and metrics");
            Waiting.until(child, () -> Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE state <> 'done'") == 0);
            bench.count("rows", ROWS, Databases.number(sink, "SELECT COUNT(*) FROM click_sink"));
            // From the end of the first batch to the end of the last.
            long first = Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE finished = (SELECT MIN(finished) FROM delivery)");
            long millis = Databases.number(url, "SELECT MAX(finished) - MIN(finished) FROM delivery");
            return (ROWS - first) * 1e3 / millis;
        }
    }
}
