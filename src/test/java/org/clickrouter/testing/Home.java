package org.clickrouter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder as an engineer has it: {@code routes/} as shipped, and an {@code application.properties} with the settings
 * that a test sets. Both runners start from one: the product in this process, and the packaged jar.
 */
public final class Home {
    public static final Path SHIPPED = Path.of("routes");

    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>();

    public Home(Path folder) {
        this.folder = folder;
        copyRoutes();
    }

    /**
     * The short periods of a product that is a process of its own. Its time-outs towards destinations are long: on a
     * machine with other work an answer may take seconds, and what timed out comes twice.
     */
    public Home quick() {
        return with("http.port", "0")
                .with("wolkvox.licenses", "100")
                .with("poll.tick", "100ms")
                .with("poll.start", "25h")
                .with("poll.re-read", "")
                .with("poll.safety-lag", "0s")
                .with("poll.retry", "200ms")
                .with("retry.schedule", "200ms,500ms,1s,1s,1s,1s,1s,1s,1s,1s")
                .with("wolkvox.timeout", "6s")
                .with("wolkvox.connect-timeout", "2s")
                .with("webhook.timeout", "30s")
                .with("email.timeout", "30s")
                .with("sql.timeout", "30s")
                .with("delivery.lease", "36s");
    }

    /** For a test in which a destination hangs, or a process is killed that held leases: what times out is counted. */
    public Home shortLeases() {
        return with("webhook.timeout", "2s")
                .with("email.timeout", "2s")
                .with("sql.timeout", "2s")
                .with("delivery.lease", "7s");
    }

    public Path folder() {
        return folder;
    }

    /** The setting from the next start on. */
    public Home with(String key, Object value) {
        settings.put(key, value.toString());
        return this;
    }

    /** The setting as the next start has it, or null. */
    public String setting(String key) {
        return settings.get(key);
    }

    public Home store(Store store) {
        return with("store.url", store.url()).with("store.user", store.user()).with("store.password", store.password());
    }

    /** Writes {@code application.properties}. */
    public Home write() {
        try {
            Files.writeString(
                    folder.resolve("application.properties"),
                    settings.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                            .collect(Collectors.joining()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copyRoutes() {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.toList()) {
                Path target = folder.resolve(file.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a route file as it is now. */
    public String route(String file) throws IOException {
        return Files.readString(folder.resolve("routes").resolve(file));
    }

    /** Edits a route file the way editors do: written beside it, then renamed. */
    public void route(String file, String text) throws IOException {
        Path target = folder.resolve("routes").resolve(file);
        Files.createDirectories(target.getParent());
        Path beside = Files.writeString(folder.resolve("edited"), text);
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Adds a destination of the engineer's own: a block like those of destinations.camel.yaml. */
    public void destination(String name, String kind, String... parameters) throws IOException {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            more.append("              ")
                    .append(parameters[i])
                    .append(": \"")
                    .append(parameters[i + 1])
                    .append("\"\n");
        }
        route(name + ".camel.yaml", """
            - route:
                id: deliver-NAME
                from:
                  uri: outbox:NAME
                  parameters:
                    idle: 20
                  steps:
                    - to:
                        uri: kamelet:click-KIND-sink
                        parameters:
                          destination: NAME
            """.replace("NAME", name).replace("KIND", kind) + more);
    }

    /** Copies a recipe into routes/, with other words in the place of some of its own. */
    public void recipe(String recipe, String... words) throws IOException {
        String text = Files.readString(SHIPPED.resolve("recipes").resolve(recipe + ".camel.yaml"));
        String file = recipe;
        for (int i = 0; i < words.length; i += 2) {
            text = text.replace(words[i], words[i + 1]);
            file += "-" + words[i + 1].replaceAll("\\W+", "-");
        }
        route(file + ".camel.yaml", text);
    }

    /** Puts a step before those of the routing file. */
    public void firstStep(String step) throws IOException {
        String begin = "      steps:\n";
        route(
                "routing.camel.yaml",
                route("routing.camel.yaml").replaceFirst(begin, Matcher.quoteReplacement(begin + step.indent(8))));
    }
}
