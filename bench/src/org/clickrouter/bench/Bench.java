package org.clickrouter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the product against baselines in the same run, prints the results and writes them to
 * target/bench/results.md.
 */
public final class Bench {

    private final Path work;
    private final Databases databases;
    private final AtomicInteger folders = new AtomicInteger();

    private Bench(Path work, Databases databases) {
        this.work = work;
        this.databases = databases;
    }

    /** Arguments: the parts to run; none: all. */
    public static void main(String[] args) throws Exception {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("whole", new Whole());
        parts.put("ingest", new Ingest());
        parts.put("memory", new Memory());
        parts.put("webhooks", new Webhooks());
        parts.put("sql", new SqlSinks());
        parts.put("fairness", new Fairness());
        parts.put("claims", new Claims());
        parts.put("growth", new Growth());
        parts.put("scale", new Scale());
        parts.put("start", new Start());
        parts.put("console", new Console());
        parts.put("micro", new Micro());
        List<String> wanted = Arrays.stream(args)
                .flatMap(arg -> Arrays.stream(arg.split(",")))
                .filter(arg -> !arg.isBlank())
                .toList();
        for (String name : wanted) {
            if (!parts.containsKey(name)) {
                System.err.println("bench: there is no part '" + name + "'; there are " + parts.keySet());
                System.exit(2);
            }
        }
        Path work = Files.createDirectories(Path.of("target", "bench"));
        StringBuilder results =
                new StringBuilder("# Results\n\n" + Runtime.getRuntime().availableProcessors() + " processors, Java "
                        + Runtime.version() + ", " + System.getProperty("os.name") + "\n");
        System.out.println(results);
        try (Databases databases = new Databases()) {
            Bench bench = new Bench(work, databases);
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                if (wanted.isEmpty() || wanted.contains(part.getKey())) {
                    for (Table table : part.getValue().run(bench)) {
                        System.out.println(table);
                        results.append(table);
                        Files.writeString(work.resolve("results.md"), results);
                    }
                }
            }
        }
        System.exit(0);
    }

    /** @return how often each measurement is repeated, in turns with the others */
    int rounds() {
        return Integer.getInteger("bench.rounds", 3);
    }

    /** @return whether the tutorial route takes part; it is slow on PostgreSQL */
    boolean tutorial() {
        return Boolean.parseBoolean(System.getProperty("bench.tutorial", "true"));
    }

    /** @return the databases to measure on: {@code -Dbench.store=H2}; both otherwise */
    List<Databases.Kind> stores() {
        String only = System.getProperty("bench.store", "");
        return Arrays.stream(Databases.Kind.values())
                .filter(kind -> only.isBlank() || kind.toString().equalsIgnoreCase(only))
                .toList();
    }

    /** @return whether it is measured: {@code -Dbench.who=product} leaves the others out, to look for something */
    boolean takesPart(String who) {
        return who.contains(System.getProperty("bench.who", ""));
    }

    /** A line as soon as there is something to tell, since a whole table takes its time. */
    void tell(String form, Object... values) {
        System.out.println(String.format(Locale.ROOT, form, values));
    }

    /** @return options for the product's JVM, such as a profiler's */
    String[] options() {
        String options = System.getProperty("bench.options", "");
        return options.isBlank() ? new String[0] : options.split(" ");
    }

    Databases databases() {
        return databases;
    }

    /** @return a new folder for one process */
    Path folder() {
        Path folder = work.resolve("work-" + ProcessHandle.current().pid() + "-" + folders.incrementAndGet());
        try {
            return Files.createDirectories(folder).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What must be there at the end is there.
     *
     * @throws IllegalStateException otherwise: a figure without it would be worth nothing
     */
    void count(String what, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(what + ": " + actual + ", not " + expected);
        }
    }
}
