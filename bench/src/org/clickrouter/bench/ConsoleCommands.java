package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The views of the terminal, each a process of its own beside one that runs; by {@code java -jar}. */
final class ConsoleCommands {

    private static final String BARE = "--version";

    private ConsoleCommands() {}

    static Table measure(Bench bench, Databases.Kind kind, Path home, String chat, String delivery) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        List<List<String>> commands = List.of(
                List.of(BARE),
                List.of("status"),
                List.of("trace", chat),
                List.of("trace", delivery),
                List.of("deliveries", "--state", "dead"),
                List.of("deliveries", "--code", FullStore.RARE_CODE),
                List.of("find", chat),
                List.of("find", "--code", FullStore.RARE_CODE),
                List.of("coverage"),
                List.of("ads"));
        for (int round = 0; round < bench.rounds(); round++) {
            for (List<String> command : commands) {
                all.computeIfAbsent(String.join(" ", command), c -> new ArrayList<>())
                        .add(seconds(home, command));
            }
        }
        double bare = Table.median(all.get(BARE));
        Table table = new Table(
                "Commands on " + kind + " with " + Console.size() + " clicks", "command", "seconds", ": --version");
        all.forEach((command, seconds) -> table.row(command, Table.median(seconds), Table.median(seconds) / bare));
        return table;
    }

    private static double seconds(Path home, List<String> command) {
        List<String> whole = new ArrayList<>(List.of(
                "-jar",
                Path.of(System.getProperty("click-router.jar")).toAbsolutePath().toString()));
        whole.addAll(command);
        long begin = System.nanoTime();
        try (Child child = new Child(home, whole)) {
            child.ended();
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
