package org.clickrouter.bench;

import java.util.List;

/** An answer of 250 MB through a heap of 128 MB and through one of 2 GB. */
final class Memory implements Part {

    private static final int RECORDS = 59_900;
    private static final int PADDING = 3_770;

    @Override
    public List<Table> run(Bench bench) {
        byte[] answer = Records.answer(0, RECORDS, PADDING);
        Table table = new Table(
                "Memory: one answer of " + answer.length / 1_000_000 + " MB, store on H2",
                "heap",
                "seconds",
                "MB/s",
                "peak RSS, MB",
                "speed : 2 GB");
        double[] seconds = new double[2];
        long[] peak = new long[2];
        String[] heaps = {"-Xmx2g", "-Xmx128m"};
        for (int i = 0; i < heaps.length; i++) {
            var folder = bench.folder();
            String url = bench.databases().fresh(Databases.Kind.H2, folder);
            try (Api api = new Api(List.of(answer));
                    Child child = new Product()
                            .away()
                            .with("wolkvox.base-url", api.url())
                            .with("store.url", url)
                            .start(folder, heaps[i])) {
                seconds[i] = (child.await(": read").at() - api.start(0)) / 1e9;
                peak[i] = child.peakMb();
            }
            bench.count("clicks", RECORDS, Databases.number(url, "SELECT COUNT(*) FROM click"));
        }
        for (int i = 0; i < heaps.length; i++) {
            table.row(
                    heaps[i], seconds[i], (long) (answer.length / 1e6 / seconds[i]), peak[i], seconds[0] / seconds[i]);
        }
        return List.of(table);
    }
}
