package org.clickrouter.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process under measurement: what it prints, when, and how much memory it had at most. */
final class Child implements AutoCloseable {

    /** A line that it printed; at: {@link System#nanoTime}. */
    record Line(String text, long at) {}

    private final Process process;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final List<String> all = new ArrayList<>();

    /**
     * @param folder it works in
     * @param command after the java command itself
     */
    Child(Path folder, List<String> command) {
        this(
                folder,
                command,
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    private Child(Path folder, List<String> command, String... before) {
        List<String> whole = new ArrayList<>(List.of(before));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        // The launcher takes the Java that this benchmark runs on.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            process =
                    builder.directory(folder.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Another program than java, which becomes one. */
    static Child script(Path folder, List<String> command) {
        return new Child(folder, command, new String[0]);
    }

    /** A main class of this benchmark, in a JVM of its own. */
    static Child of(Path folder, Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new Child(folder, command);
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(new Line(line, System.nanoTime()));
            }
        } catch (IOException ended) {
            // With the process.
        }
    }

    /**
     * Waits for a line.
     *
     * @param part that it must hold
     * @throws IllegalStateException when the process ends without it, or after five minutes
     */
    Line await(String part) {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (System.nanoTime() < until) {
            try {
                Line line = lines.poll(100, TimeUnit.MILLISECONDS);
                if (line != null) {
                    all.add(line.text);
                    if (line.text.contains(part)) {
                        return line;
                    }
                } else if (!process.isAlive() && lines.isEmpty()) {
                    break;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no line with '" + part + "' in:\n" + String.join("\n", all));
    }

    /**
     * It has not ended.
     *
     * @throws IllegalStateException with what it printed, otherwise
     */
    void mustRun() {
        if (!process.isAlive()) {
            lines.forEach(line -> all.add(line.text));
            throw new IllegalStateException("the process has ended:\n" + String.join("\n", all));
        }
    }

    /** @return peak resident memory in MB, where the system tells it (Linux); else -1 */
    long peakMb() {
        return status("VmHWM:");
    }

    /** @return resident memory now in MB, where the system tells it (Linux); else -1 */
    long residentMb() {
        return status("VmRSS:");
    }

    private long status(String key) {
        try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return status.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | UncheckedIOException other) {
            return -1;
        }
    }

    /** @return processor time used so far, milliseconds */
    long cpuMillis() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(d -> d.toMillis())
                .orElse(-1L);
    }

    /** Waits until it has ended by itself. */
    void ended() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it in order: what it has claimed is given back, where a killed one's claims would have to end first. */
    void end() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
