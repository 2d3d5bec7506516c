package org.clickrouter.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.clickrouter.settings.catalog.Setting;

/** The files in which secrets of the settings stand. */
public final class SecretFiles {

    private SecretFiles() {}

    /** @return application.properties where a secret stands in it, and the files that secrets are read from */
    public static Set<Path> of(Settings settings) {
        Layers layers = settings.layers();
        Set<Path> files = new LinkedHashSet<>();
        for (String key : settings.keys()) {
            boolean secret = !key.endsWith(".file")
                    && settings.settingOf(key).map(Setting::secret).orElse(Secrets.isTellingName(key));
            if (!secret) {
                continue;
            }
            layers.file()
                    .find(key)
                    .filter(value -> !value.text().isEmpty() && !value.text().contains("{{"))
                    .ifPresent(value -> files.add(layers.home().resolve(Origin.FILE_NAME)));
            layers.file()
                    .find(key + ".file")
                    .map(Value::text)
                    .ifPresent(path -> files.add(layers.home().resolve(path)));
            Optional.ofNullable(layers.environment().get(Setting.environmentName(key) + "_FILE"))
                    .ifPresent(path -> files.add(layers.home().resolve(path)));
        }
        files.removeIf(file -> !Files.isRegularFile(file));
        return files;
    }
}
