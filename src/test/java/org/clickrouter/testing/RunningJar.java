package org.clickrouter.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar as a process of its own, on the Java of this test. What it prints, both streams, goes to a file. */
public final class RunningJar implements AutoCloseable {
    /** Long: what a quiet machine does in a second takes a minute on one with other work. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Half the processor time to start with; a test has few cores and starts many. */
    public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final Pattern SERVING = Pattern.compile("health and metrics on (http://[^/\\s]+)/observe/health");

    private final Process process;
    private final Path output;
    private String address;

    private RunningJar(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code java JVM-OPTIONS -jar click-router.jar ARGUMENTS} and returns at once. */
    public static RunningJar launch(Path folder, List<String> jvmOptions, String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(jvmOptions);
            command.addAll(List.of(
                    "-jar",
                    Path.of(System.getProperty("click-router.jar", "target/click-router.jar"))
                            .toAbsolutePath()
                            .toString()));
            command.addAll(List.of(arguments));
            Path output = Files.createTempFile(folder, "output-", ".txt");
            return new RunningJar(
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code run} in a home and waits until it serves its health. */
    public static RunningJar run(Home home) {
        return launch(home.write().folder(), QUICK_START, "run").serving();
    }

    /** Waits until it serves its health. */
    public RunningJar serving() {
        address = awaitLine(SERVING).group(1);
        return this;
    }

    /** Waits for a line of the output in which the pattern is found. */
    public Matcher awaitLine(Pattern pattern) {
        Matcher[] found = new Matcher[1];
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            found[0] = pattern.matcher(output());
            boolean there = found[0].find();
            assertThat(there || process.isAlive())
                    .as("the process ended early:%n%s", output())
                    .isTrue();
            assertThat(there).as("no line with %s in:%n%s", pattern, output()).isTrue();
        });
        return found[0];
    }

    /** Everything it printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a page of its own server says, such as {@code /observe/health}; its status may be any. */
    public HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public long processNumber() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM; returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** SIGTERM, and the exit code when it has ended. */
    public int stop() {
        terminate();
        return exitCode();
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it ended; it printed:%n%s", output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
