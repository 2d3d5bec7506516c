package org.clickrouter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The packaged jar with settings of its own, in a folder of its own. */
final class Product {

    private final Map<String, String> settings = new TreeMap<>();

    Product() {
        with("wolkvox.token", "bench-token").with("wolkvox.licenses", 1_000);
        with("poll.period", "1s")
                .with("poll.tick", "100ms")
                .with("poll.re-read", "")
                .with("poll.start", "1h")
                .with("http.port", 0);
        with("webhook.codes", Records.WEBHOOK)
                .with("email.codes", Records.EMAIL)
                .with("sql.codes", "*");
    }

    Product with(String key, Object value) {
        settings.put(key, String.valueOf(value));
        return this;
    }

    /** Destinations that nobody answers for: their deliveries are queued, and that is all. */
    Product away() {
        return with("webhook.url", "http://127.0.0.1:9/")
                .with("email.host", "127.0.0.1")
                .with("email.port", 9)
                .with("email.from", "a@b.example")
                .with("email.to", "c@d.example")
                .with("sql.url", "jdbc:postgresql://127.0.0.1:9/none");
    }

    /** Polls as seldom as it does by default. */
    Product deliverOnly() {
        return with("poll.period", "5m").with("poll.tick", "1s");
    }

    /** Starts it; its log goes through the child's lines. */
    Child start(Path folder, String... options) {
        write(folder);
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of(
                "-jar",
                Path.of(System.getProperty("click-router.jar")).toAbsolutePath().toString(),
                "run"));
        return new Child(folder, command);
    }

    /** The same by the launcher. */
    Child launch(Path folder, Path launcher) {
        write(folder);
        return Child.script(folder, List.of(launcher.toString(), "run"));
    }

    /**
     * Puts a jar and its launcher into a folder of their own, which gets the class cache.
     *
     * @return the launcher there
     */
    static Path installed(Bench bench, Path jar, Path script) {
        Path home = bench.folder();
        try {
            Files.copy(jar, home.resolve("click-router.jar"), StandardCopyOption.COPY_ATTRIBUTES);
            Path launcher = Files.createDirectories(home.resolve("bin")).resolve("click-router");
            return Files.copy(script, launcher, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path folder) {
        StringBuilder file = new StringBuilder();
        settings.forEach(
                (key, value) -> file.append(key).append('=').append(value).append('\n'));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("application.properties"), file);
            copy(Path.of("routes"), folder.resolve("routes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The routes as shipped, which stand beside the settings. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
