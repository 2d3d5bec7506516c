package org.clickrouter.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.check.SettingsCheck;

/** Settings for tests: each place that a value can come from, filled by hand. */
public final class Given {

    public static final String ACCESS = "wolkvox.server=0012\nwolkvox.token=t0ken-of-test\n";

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final Properties system = new Properties();
    private final Map<String, String> overrides = new HashMap<>();

    public Given(Path home) {
        this.home = home;
    }

    public Given file(String text) {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    public Given file(byte[] bytes) {
        try {
            Files.write(home.resolve("application.properties"), bytes);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Given environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Given system(String key, String value) {
        system.setProperty(key, value);
        return this;
    }

    public Given override(String key, String value) {
        overrides.put(key, value);
        return this;
    }

    public Settings load() {
        return Settings.load(home, environment, system, overrides);
    }

    public List<String> problems() {
        return SettingsCheck.run(load()).stream().map(Problem::line).toList();
    }
}
