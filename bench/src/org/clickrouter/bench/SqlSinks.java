package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that wait in the store, into the sink's table in another database: the product against a hand-written batch
 * upsert.
 */
final class SqlSinks implements Part {

    private static final int RECORDS = 59_900;
    private static final int ROWS = RECORDS * 60 / 100;
    /** The first third shows a cold process, the last a warm one. */
    private static final int THIRDS = 3;

    private static final int ALL = ROWS * THIRDS;

    @Override
    public List<Table> run(Bench bench) {
        Table table = new Table(
                "SQL sink, rows that wait: the first " + ROWS + " of a process (cold) and the third " + ROWS
                        + " (warm)",
                "store and table",
                "by hand cold, rows/s",
                "warm",
                "product cold, rows/s",
                "warm",
                "cold : by hand",
                "warm : by hand");
        run(bench, table, Databases.Kind.H2, 1);
        run(bench, table, Databases.Kind.POSTGRESQL, 1);
        run(bench, table, Databases.Kind.POSTGRESQL, 2);
        return List.of(table);
    }

    private static void run(Bench bench, Table table, Databases.Kind kind, int inFlight) {
        List<List<Double>> all = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < bench.rounds(); round++) {
            Path folder = bench.folder();
            try (Child child = Child.of(
                    folder,
                    Upsert.class,
                    List.of(),
                    List.of(bench.databases().fresh(kind, folder), "" + ROWS, "" + THIRDS))) {
                for (int time = 0; time < THIRDS; time++) {
                    double rate = ROWS
                            * 1e3
                            / Long.parseLong(child.await("done ").text().substring(5));
                    if (time == 0 || time == THIRDS - 1) {
                        all.get(time == 0 ? 0 : 1).add(rate);
                    }
                }
            }
            double[] product = product(bench, kind, inFlight);
            all.get(2).add(product[0]);
            all.get(3).add(product[1]);
        }
        double[] medians = all.stream().mapToDouble(Table::median).toArray();
        table.row(
                kind + ", sql.max-in-flight=" + inFlight,
                (long) medians[0],
                (long) medians[1],
                (long) medians[2],
                (long) medians[3],
                medians[2] / medians[0],
                medians[3] / medians[1]);
    }

    /** Rows a second, of the first and of the last third. */
    private static double[] product(Bench bench, Databases.Kind kind, int inFlight) {
        Path folder = bench.folder();
        String url = bench.databases().fresh(kind, folder);
        String sink = bench.databases().fresh(kind, folder);
        Product product = new Product()
                .with("store.url", url)
                .with("webhook.codes", "")
                .with("email.codes", "")
                .with("sql.max-in-flight", inFlight)
                .with("sql.user", kind == Databases.Kind.H2 ? "sa" : "postgres");
        List<byte[]> answers = IntStream.range(0, THIRDS)
                .mapToObj(i -> Records.answer(i * RECORDS, RECORDS))
                .toList();
        try (Api api = new Api(answers);
                Child child = product.with("wolkvox.base-url", api.url())
                        .with("sql.url", "jdbc:postgresql://127.0.0.1:9/none")
                        .start(folder)) {
            answers.forEach(answer -> child.await(": read"));
            child.end();
        }
        Databases.makeDue(url);
        try (Api api = new Api(List.of());
                Child child = product.with("wolkvox.base-url", api.url())
                        .with("sql.url", sink)
                        .deliverOnly()
                        .start(folder, bench.options())) {
            // A look into an H2 file that the product is just opening would make it fail.
            child.await("health and metrics");
            // Seldom, and by an index: counting what waits 20 times a second took a fifth of the machine. The store
            // tells afterwards when it was done.
            Waiting.until(
                    child,
                    1_000,
                    () -> Databases.number(
                                    url,
                                    "SELECT COUNT(*) FROM (SELECT 1 FROM delivery WHERE destination = 'sql'"
                                            + " AND state = 'pending' LIMIT 1) waiting")
                            == 0);
            bench.count("rows", ALL, Databases.number(sink, "SELECT COUNT(*) FROM click_sink"));
            // From the end of the first batch on.
            long begin = Databases.number(url, "SELECT MIN(finished) FROM delivery");
            long first = Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE finished = " + begin);
            return new double[] {
                (ROWS - first) * 1e3 / (finished(url, ROWS) - begin),
                ROWS * 1e3 / (finished(url, ALL) - finished(url, ALL - ROWS))
            };
        }
    }

    /** When so many rows were done. */
    private static long finished(String url, int rows) {
        return Databases.number(url, "SELECT finished FROM delivery ORDER BY finished LIMIT 1 OFFSET " + (rows - 1));
    }
}
