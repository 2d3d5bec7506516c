package org.clickrouter.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.text.Invisible;

/**
 * The places that a value can come from, the first that has it wins: the product's own, -D, the environment, the file.
 *
 * @param home the folder that relative paths start from
 * @param overrides the product's own values
 * @param system the Java system properties
 * @param environment the environment variables; an empty one counts as not set
 * @param file application.properties
 * @param lookups what is asked for outside of these
 */
public record Layers(
        Path home,
        Map<String, String> overrides,
        Properties system,
        Map<String, String> environment,
        PropertiesFile file,
        Lookups lookups) {

    /** The value of a key. A secret may stand in a file of its own, which KEY_FILE or key.file names. */
    Optional<Value> find(String key, boolean secret) {
        References references = new References(environment, lookups);
        for (Function<String, Optional<Value>> layer : List.<Function<String, Optional<Value>>>of(
                this::override, this::property, this::variable, file::find)) {
            Optional<Value> plain = layer.apply(key).map(value -> references.resolve(key, value));
            Optional<Value> path = secret
                    ? layer.apply(key + ".file").filter(value -> !value.text().isEmpty())
                    : Optional.empty();
            if (path.isPresent()
                    && plain.filter(value -> !value.text().isEmpty()).isPresent()) {
                return plain.map(value -> value.failed("is set here and by a file, at "
                        + path.get().origin().place() + ": only one of the two may be"));
            }
            if (path.isPresent()) {
                return path.map(value -> references.resolve(key + ".file", value))
                        .map(this::content);
            }
            if (plain.isPresent()) {
                return plain;
            }
        }
        return Optional.empty();
    }

    boolean overrides(String key) {
        return overrides.containsKey(key);
    }

    private Optional<Value> override(String key) {
        return Optional.ofNullable(overrides.get(key)).map(text -> Value.of(text, Origin.COMMAND));
    }

    private Optional<Value> property(String key) {
        return Optional.ofNullable(system.getProperty(key)).map(text -> Value.of(text, Origin.system(key)));
    }

    private Optional<Value> variable(String key) {
        // A key without a point could be named like anything: HOME, PATH.
        String name = Setting.environmentName(key);
        return Optional.ofNullable(key.contains(".") ? environment.get(name) : null)
                .filter(text -> !Invisible.strip(text).isEmpty() && !ServiceLinks.made(name, environment))
                .map(text -> Value.of(text, Origin.environment(name)));
    }

    private Value content(Value path) {
        if (path.failure() != null) {
            return path;
        }
        Lookups.Looked content = lookups.file(home, path.text());
        Value found = Value.of("", path.origin()).filled(content.text(), Map.of("file " + path.text(), content.text()));
        return content.failure() == null ? found : found.failed(content.failure());
    }

    Layers with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(overrides);
        all.putAll(others);
        return new Layers(home, Map.copyOf(all), system, environment, file, lookups);
    }

    Layers with(Lookups others) {
        return new Layers(home, overrides, system, environment, file, others);
    }
}
