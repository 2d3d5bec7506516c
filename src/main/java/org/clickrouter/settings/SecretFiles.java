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

    /**
     * @return application.properties where a secret stands in it, the files that secrets are read from, and the keys of
     *     service accounts
     */
    public static Set<Path> of(Settings settings) {
        Layers layers = settings.layers();
        Set<Path> files = new LinkedHashSet<>();
        for (String key : settings.keys()) {
            if (key.endsWith(".oauth2.key-file") && settings.isSet(key)) {
                files.add(layers.home().resolve(settings.raw(key)));
            }
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
