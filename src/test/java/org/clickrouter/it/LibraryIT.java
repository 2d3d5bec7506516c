package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.awaitility.core.ThrowingRunnable;
import org.clickrouter.testing.RunningJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/library.md, to the letter, in a JVM that has the library and what it depends on. */
class LibraryIT {

    private static final Path LIBRARY = Path.of(System.getProperty("click-router.lib"));

    @TempDir
    private Path folder;

    /** The block behind a line of the page. */
    private static String block(String language, String behind) throws IOException {
        String page = Files.readString(Path.of("docs/library.md"));
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
        assertThat(block.find(page.indexOf(behind))).as(behind).isTrue();
        return block.group(1);
    }

    private Process start() throws IOException {
        Path resources = folder.resolve("resources");
        Files.createDirectories(resources.resolve("camel"));
        Files.writeString(
                resources.resolve("application.properties"),
                block("properties", "`src/main/resources/application.properties`"));
        Files.writeString(
                resources.resolve("camel/clicks.camel.yaml"),
                block("yaml", "`src/main/resources/camel/clicks.camel.yaml`"));
        assertThat(block("java", "The main class")).contains("new org.apache.camel.main.Main().run(args);");
        Path product = Path.of("target/classes").toAbsolutePath();
        String dependencies = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().equals(product))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(RunningJar.QUICK_START);
        command.addAll(List.of(
                "-cp",
                resources + File.pathSeparator + LIBRARY.toAbsolutePath() + File.pathSeparator + dependencies,
                LibraryHost.class.getName()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.txt").toFile()))
                .start();
    }

    private void drop(String record) throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Path beside = Files.writeString(folder.resolve("record.json"), record);
        Files.move(beside, inbox.resolve("record-" + System.nanoTime() + ".json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> outbox() throws IOException {
        Path outbox = folder.resolve("outbox");
        if (!Files.isDirectory(outbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("msg_"))
                    .sorted()
                    .toList();
        }
    }

    private long taken() throws IOException {
        try (Stream<Path> files = Files.list(Files.createDirectories(folder.resolve("inbox/.camel")))) {
            return files.count();
        }
    }

    private void eventually(ThrowingRunnable asserted) {
        await().atMost(RunningJar.PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(asserted);
    }

    @Test
    void theExampleOfThePageWorksToTheLetterAlsoAfterAKill() throws Exception {
        String page = Files.readString(Path.of("docs/library.md"));
        Matcher record = Pattern.compile("Drop `(\\{[^`]*})`").matcher(page);
        assertThat(record.find()).isTrue();
        Process host = start();
        try {
            drop(record.group(1));
            eventually(() -> assertThat(outbox())
                    .as(Files.readString(folder.resolve("output.txt")))
                    .hasSize(1));
            assertThat(Files.readString(folder.resolve("outbox").resolve(outbox().get(0))))
                    .isEqualTo(record.group(1));
            host.destroyForcibly().waitFor(60, TimeUnit.SECONDS);

            host = start();
            drop(record.group(1));
            eventually(() -> assertThat(taken()).isEqualTo(2));
            drop(record.group(1).replace("VENTA", "OTRA"));
            drop(record.group(1).replace("VENTA", "002"));
            eventually(() -> assertThat(outbox()).hasSize(2));
        } finally {
            host.destroy();
            assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readString(folder.resolve("output.txt"))).doesNotContain("Exception");
        assertThat(outbox()).hasSize(2);
    }

    @Test
    void theLibraryHoldsNeitherItsDependenciesNorASetUpOfTheHostsLog() throws IOException {
        try (JarFile library = new JarFile(LIBRARY.toFile())) {
            List<String> names = library.stream().map(ZipEntry::getName).toList();

            assertThat(names)
                    .contains(
                            "META-INF/click-router/routes/routing.camel.yaml",
                            "META-INF/click-router/library.camel.yaml",
                            "kamelets/wolkvox-click-source.kamelet.yaml",
                            "META-INF/services/org.apache.camel.spi.ContextServicePlugin");
            assertThat(names)
                    .noneMatch(name -> name.startsWith("log4j2")
                            || name.endsWith(".class") && !name.startsWith("org/clickrouter/"));
            // Our own classes alone; one dependency too many is more than the rest together.
            assertThat(Files.size(LIBRARY)).isLessThan(5_000_000);
        }
        try (JarFile product = new JarFile(System.getProperty("click-router.jar"))) {
            assertThat(product.getEntry("log4j2.xml")).isNotNull();
            assertThat(product.getEntry("org/apache/camel/CamelContext.class")).isNotNull();
        }
    }
}
