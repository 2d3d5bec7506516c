package org.clickrouter.testing.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless Chromium of this machine, with a profile of its own; nothing is downloaded. */
public final class Browser implements AutoCloseable {

    /** What somebody reads whose machine has none. */
    public static final String MISSING = "no Chromium here, so the browser tests are skipped:"
            + " apt-get install chromium, or name one in the environment variable CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Process process;
    private final DevTools tools;

    private Browser(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /** @return the browser that CHROMIUM names, or the first one on PATH */
    public static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder */
    public static Browser start(Path chromium, Path profile) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                chromium.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--disable-sync",
                "--no-proxy-server",
                "--password-store=basic"));
        if (System.getProperty("user.name").equals("root")) {
            // Chromium refuses to start as root with its sandbox on; the pages are our own.
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.errorReader();
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.startsWith("DevTools listening on ")) {
                // What it says later must not fill the pipe.
                Thread rest = new Thread(() -> said.lines().forEach(ignored -> {}), "chromium-stderr");
                rest.setDaemon(true);
                rest.start();
                return new Browser(process, new DevTools(URI.create(line.substring(22))));
            }
        }
        throw new IOException(chromium + " ended: " + String.join("\n", lines));
    }

    /** A new tab of the size of a laptop's window, with cookies of its own. */
    public Tab tab() {
        String context = tools.call(null, "Target.createBrowserContext")
                .get("browserContextId")
                .asText();
        String target = tools.call(null, "Target.createTarget", "url", "about:blank", "browserContextId", context)
                .get("targetId")
                .asText();
        String session = tools.call(null, "Target.attachToTarget", "targetId", target, "flatten", true)
                .get("sessionId")
                .asText();
        return new Tab(tools, target, session);
    }

    @Override
    public void close() {
        tools.close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
