package org.clickrouter.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * From launching the JVM to the first call of the API: the product, on an empty store and on the one that it made,
 * against a bare camel-main, with and without class-data sharing; and idling.
 */
final class Start implements Part {

    private static final String ROUTE = """
        - route:
            from:
              uri: timer:tick
              parameters:
                repeatCount: 1
                delay: 0
              steps:
                - to:
                    uri: %s
        """;

    @Override
    public List<Table> run(Bench bench) {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Path archives = bench.folder();
        for (int round = -1; round < bench.rounds() * 2; round++) {
            // The first round makes the archives.
            String sharing = round < 0 ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile=";
            for (String who : List.of("bare", "product")) {
                for (boolean shared : new boolean[] {false, true}) {
                    String[] options = shared
                            ? new String[] {
                                sharing + archives.resolve(who + ".jsa"), "-Xlog:cds=off", "-Xlog:cds+dynamic=off"
                            }
                            : new String[0];
                    List<Double> times = starts(bench, who, options, round < 0);
                    for (int i = 0; i < times.size() && round >= 0; i++) {
                        String which = who
                                + (who.equals("bare") ? "" : i == 0 ? ", first start" : ", restart")
                                + (shared ? ", shared" : "");
                        seconds.computeIfAbsent(which, k -> new ArrayList<>()).add(times.get(i));
                    }
                }
            }
        }
        Table table = new Table("Start: from launch to the first call", "who", "seconds", ": bare camel-main");
        seconds.forEach((who, all) -> table.row(
                who,
                Table.median(all),
                Table.median(all) / Table.median(seconds.get(who.endsWith("shared") ? "bare, shared" : "bare"))));
        return List.of(table, idle(bench));
    }

    /** Seconds until the first call, of the product for both of its starts. */
    private static List<Double> starts(Bench bench, String who, String[] options, boolean once) {
        Path folder = bench.folder();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < (who.equals("bare") || once ? 1 : 2); i++) {
            try (Api api = new Api(List.of())) {
                long begin = System.nanoTime();
                try (Child child = who.equals("bare")
                        ? bare(folder, api.url(), options)
                        : new Product().with("wolkvox.base-url", api.url()).start(folder, options)) {
                    Waiting.until(child, () -> api.calls() > 0);
                    times.add((api.start(0) - begin) / 1e9);
                    if (!who.equals("bare") || once) {
                        child.end();
                    }
                }
            }
        }
        return times;
    }

    private static Child bare(Path folder, String url, String[] options) {
        Path route = folder.resolve("bare.camel.yaml");
        try {
            Files.writeString(route, ROUTE.formatted(url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The product's jar holds all of Camel that a bare application needs; a class path of single jars would start
        // otherwise.
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of(
                "-cp",
                Path.of(System.getProperty("click-router.jar")).toAbsolutePath()
                        + File.pathSeparator
                        + bareJar(folder.resolveSibling("bare.jar")),
                Bare.class.getName(),
                route.toString()));
        return new Child(folder, command);
    }

    /** A jar of the one class: an archive for class-data sharing takes no folders. */
    private static Path bareJar(Path file) {
        if (Files.notExists(file)) {
            String entry = Bare.class.getName().replace('.', '/') + ".class";
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
                    InputStream code = Bare.class.getResourceAsStream("/" + entry)) {
                jar.putNextEntry(new JarEntry(entry));
                code.transferTo(jar);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    private static Table idle(Bench bench) {
        int seconds = Integer.getInteger("bench.idle", 60);
        Table table = new Table(
                "Idle for " + seconds + " s (the launcher's first run: 60), period as shipped",
                "who",
                "RSS, MB",
                "CPU, % of one core");
        for (String heap : List.of("-Xmx128m", "-Xmx1g")) {
            idle(bench, table, seconds, "java -jar, " + heap, (product, folder) -> product.start(folder, heap));
        }
        Path launcher = Product.installed(
                bench, Path.of(System.getProperty("click-router.jar")).toAbsolutePath(), Path.of("bin/click-router"));
        // The first of them makes the class cache within a minute.
        idle(bench, table, 60, "launcher, first run", (product, folder) -> product.launch(folder, launcher));
        idle(bench, table, seconds, "launcher", (product, folder) -> product.launch(folder, launcher));
        return table;
    }

    private static void idle(
            Bench bench, Table table, int seconds, String who, BiFunction<Product, Path, Child> starting) {
        Path folder = bench.folder();
        try (Api api = new Api(List.of());
                Child child = starting.apply(
                        new Product()
                                .with("poll.period", "5m")
                                .with("poll.tick", "1s")
                                .with("poll.re-read", "6h/30m,48h/6h,7d/1d")
                                .with("wolkvox.base-url", api.url()),
                        folder)) {
            Waiting.until(child, () -> api.calls() > 0);
            // What the start has begun is over by then.
            Waiting.pause(5_000);
            long before = child.cpuMillis();
            Waiting.pause(seconds * 1_000L);
            table.row(who, child.residentMb(), (child.cpuMillis() - before) / 10.0 / seconds);
        }
    }
}
