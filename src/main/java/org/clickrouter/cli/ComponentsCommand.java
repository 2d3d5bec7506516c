package org.clickrouter.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.clickrouter.cli.option.NoColor;
import org.clickrouter.cli.output.Json;
import org.clickrouter.settings.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code components}: what a route may name, the jars of lib/ included. */
@Command(
        name = "components",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the components, languages and data formats of Camel that are on board: in the jar, and in the jars of lib/.",
            "How a jar is added: docs/on-board.md."
        },
        footer = {"", "For example: click-router components --json"})
final class ComponentsCommand implements Callable<Integer> {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    @Mixin
    private Json json;

    @Mixin
    private NoColor noColor;

    /**
     * What a route may name, sorted.
     *
     * @param dataFormats of {@code marshal} and {@code unmarshal}
     */
    record OnBoard(Set<String> components, Set<String> languages, Set<String> dataFormats) {}

    @Override
    public Integer call() {
        OnBoard there = new OnBoard(named("component/"), named("language/"), named("dataformat/"));
        if (json.wanted()) {
            Json.print(there);
        } else {
            System.out.println("components: " + String.join(", ", there.components()));
            System.out.println("languages: " + String.join(", ", there.languages()));
            System.out.println("data formats: " + String.join(", ", there.dataFormats()));
        }
        return 0;
    }

    private static Set<String> named(String kind) {
        Set<String> names = new TreeSet<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path place = Path.of(part);
            try {
                names.addAll(Files.isRegularFile(place) ? ofJar(place, kind) : ofFolder(place, kind));
            } catch (IOException e) {
                throw new UsageException(place + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return names;
    }

    private static List<String> ofJar(Path jar, String kind) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(SERVICES + kind))
                    .map(name -> name.substring((SERVICES + kind).length()))
                    .filter(name -> !name.isEmpty() && !name.contains("/"))
                    .toList();
        }
    }

    private static List<String> ofFolder(Path folder, String kind) throws IOException {
        Path services = folder.resolve(SERVICES + kind);
        if (!Files.isDirectory(services)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(services)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
