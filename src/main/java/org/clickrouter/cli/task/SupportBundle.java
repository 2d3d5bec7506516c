package org.clickrouter.cli.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Times;
import org.clickrouter.console.view.SettingsList;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.RootCause;
import org.clickrouter.text.Version;

/**
 * {@code doctor --bundle FILE}: what somebody needs who helps and is not here. Every secret is masked; nothing of a
 * click is put in, but what the log says.
 */
public final class SupportBundle {

    private static final int LOG_LINES = 2_000;

    private final Settings settings;
    private final Path home;

    public SupportBundle(Settings settings, Path home) {
        this.settings = settings;
        this.home = home;
    }

    /**
     * @param findings of doctor, as JSON
     * @param log of which the last lines go in, or null
     * @throws IOException where the file is there already, or cannot be written
     */
    public void write(Path file, Object findings, Path log) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "findings.json", Json.text(findings));
            entry(zip, "versions.txt", versions());
            entry(zip, "settings.txt", settings());
            entry(zip, "status.json", status());
            if (log != null) {
                entry(zip, "log.txt", lastLines(log));
            }
        }
    }

    private void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(settings.mask(text).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String versions() {
        return "click-router " + Version.current() + "\njava " + System.getProperty("java.version") + " ("
                + System.getProperty("java.vendor") + ", " + System.getProperty("java.vm.name") + ")\nos "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "\nprocessors "
                + Runtime.getRuntime().availableProcessors()
                + ", heap " + Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB\n";
    }

    private String settings() {
        return SettingsList.of(settings).rows().stream()
                .filter(row -> !row.origin().isEmpty())
                .map(row -> row.key() + " = " + row.value() + "   (" + row.origin() + ")")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String status() {
        try (StoreOnly open = new StoreOnly(home)) {
            return Json.text(StatusRecord.of(open, new Times()));
        } catch (RuntimeException e) {
            return Json.text(Map.of("trouble", RootCause.line(e)));
        }
    }

    /** Whatever its bytes are. */
    private static String lastLines(Path log) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(log), decoder))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last.add(line);
                if (last.size() > LOG_LINES) {
                    last.remove();
                }
            }
        }
        return String.join("\n", last) + "\n";
    }
}
