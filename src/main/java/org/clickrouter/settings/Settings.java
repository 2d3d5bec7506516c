package org.clickrouter.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.settings.value.HeaderPairs;
import org.clickrouter.settings.value.Items;
import org.clickrouter.text.Durations;

/**
 * The settings of one run, read once and never changed. A value comes from the first of: the product's own, the Java
 * system properties (-D), the environment, application.properties, the catalog's default. Reading never fails:
 * {@link SettingsCheck} tells what is wrong.
 */
public final class Settings {

    private final Layers layers;
    private final Map<String, Value> values;
    private final List<String> operationNames;
    private final Secrets secrets;
    /** Asked for with each row and each look at a chat, and not quickly read. */
    private volatile List<OperationSettings> operations;

    /** @param secrets what settings that come from one another do not show, whichever of them is asked */
    Settings(Layers layers, Secrets secrets) {
        this.layers = layers;
        this.secrets = secrets;
        ValuesRead read = ValuesRead.of(layers);
        this.values = read.values();
        this.operationNames = read.operationNames();
        values.forEach((key, value) -> secrets.addValue(key, value, settingOf(key)));
    }

    /**
     * Reads the settings.
     *
     * @param home the folder of application.properties, which may be missing; relative paths of secret files start here
     * @param environment the environment variables; an empty one counts as not set
     * @param system the Java system properties
     * @param overrides the product's own values by key, such as the port that --http-port gave; an empty one counts
     * @return the settings, good or bad
     */
    public static Settings load(
            Path home, Map<String, String> environment, Properties system, Map<String, String> overrides) {
        PropertiesFile file = PropertiesFile.read(home.resolve(Origin.FILE_NAME));
        return new Settings(
                new Layers(home, Map.copyOf(overrides), system, Map.copyOf(environment), file, Lookups.with(null)),
                new Secrets());
    }

    /**
     * The same settings with other values for some keys, whatever stands elsewhere.
     *
     * @param values by key; an empty one counts
     */
    public Settings with(Map<String, String> values) {
        return new Settings(layers.with(values), secrets);
    }

    /** The same settings with all that stands elsewhere asked for anew. */
    Settings anew() {
        return new Settings(layers.with(layers.lookups().anew()), secrets);
    }

    /**
     * The settings that an application gives which the product is a part of. No file, environment or system property is
     * looked at.
     *
     * @param home the folder that relative paths start from
     * @param values the values by key
     * @param place where they stand, in words for whoever has to mend one
     * @return the settings, good or bad
     */
    public static Settings of(Path home, Map<String, String> values, String place) {
        PropertiesFile file = PropertiesFile.of(values, new Origin(place));
        return new Settings(
                new Layers(home, Map.of(), new Properties(), Map.of(), file, Lookups.with(null)), new Secrets());
    }

    /**
     * The value of a key in its canonical form, empty when there is none.
     *
     * @throws IllegalArgumentException when the value breaks its rule, or when no such key can exist; the message shows
     *     no secret
     */
    public String get(String key) {
        Optional<Setting> setting = settingOf(key);
        if (setting.isEmpty() && SettingsCatalog.PREFIXES.stream().anyMatch(key::startsWith)) {
            throw new IllegalArgumentException(key + " is not a setting");
        }
        if (!has(key)) {
            return "";
        }
        brokenRule(key).ifPresent(rule -> {
            throw new IllegalArgumentException(
                    problem(Problem.Severity.ERROR, key, rule).line());
        });
        return canonical(key);
    }

    /**
     * The value of a duration's key; see {@link #get} for errors. An optional duration is asked for with {@link #isSet}
     * first.
     */
    public Duration duration(String key) {
        return Durations.parse(get(key));
    }

    /** The durations of a list such as retry.schedule; see {@link #get} for errors. */
    public List<Duration> durations(String key) {
        return Items.of(get(key)).stream().map(Durations::parse).toList();
    }

    /** The value of a whole number's key; see {@link #get} for errors. */
    public int integer(String key) {
        return Integer.parseInt(get(key));
    }

    /** The value of a number's key; see {@link #get} for errors. */
    public double number(String key) {
        return Double.parseDouble(get(key));
    }

    /**
     * The items of a comma-separated list, trimmed, without empty ones except in wolkvox.uncoded; {@code \,} is a comma
     * inside an item.
     */
    public List<String> list(String key) {
        return key.startsWith("wolkvox.") && key.endsWith("uncoded") ? Items.split(get(key)) : Items.of(get(key));
    }

    /** The headers of webhook.headers by name; see {@link #get} for errors. Their values are secrets. */
    public Map<String, String> headers(String key) {
        return HeaderPairs.parse(get(key));
    }

    /** The value of a secret's key, empty when there is none; see {@link #get} for errors. Never to be logged. */
    public String secret(String key) {
        return get(key);
    }

    /** The folder of application.properties, from which relative paths start. */
    public Path home() {
        return layers.home();
    }

    /** Whether a key has a value that is not empty, be it its default. */
    public boolean isSet(String key) {
        return !raw(key).isEmpty();
    }

    /**
     * The operations in the order of wolkvox.operations, or the single one.
     *
     * @throws IllegalArgumentException when something that an operation needs is missing or wrong; the message shows no
     *     secret
     */
    public List<OperationSettings> operations() {
        List<OperationSettings> read = operations;
        if (read == null) {
            read = operationViews().stream().map(Operation::read).toList();
            operations = read;
        }
        return read;
    }

    /**
     * Every setting with its value, and all other keys of the file and of the product's own: what routes may name in
     * {@code {{key}}}. Holds secrets.
     */
    public Properties effective() {
        Properties properties = new Properties();
        values.keySet()
                .forEach(key -> properties.setProperty(key, brokenRule(key).isPresent() ? raw(key) : canonical(key)));
        return properties;
    }

    /**
     * The text with {@code ***} in place of each secret of at least 4 characters, as it is or URL-encoded; null stays
     * null.
     */
    public String mask(String text) {
        return secrets.mask(text);
    }

    /**
     * Every secret value: of secret settings, of engineers' keys whose name says so, and the passwords inside URLs.
     * Never to be logged.
     */
    public Set<String> secrets() {
        return secrets.values();
    }

    /** The names of the keys, no value. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }

    List<Operation> operationViews() {
        return operationNames.stream().map(name -> new Operation(this, name)).toList();
    }

    List<String> operationNames() {
        return operationNames;
    }

    public Layers layers() {
        return layers;
    }

    /** Every key that has a value, an operation's own ones included. */
    public Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean overrides(String key) {
        return layers.overrides(key);
    }

    /** The value and where it came from; null when the key has none. */
    Value value(String key) {
        return values.get(key);
    }

    /** The value as it was found. */
    public String raw(String key) {
        Value value = values.get(key);
        return value == null ? "" : value.text();
    }

    /** The setting that a key stands for, be it one operation's own. */
    Optional<Setting> settingOf(String key) {
        Optional<Setting> common = SettingsCatalog.find(key);
        return common.isPresent()
                ? common
                : SettingsCatalog.perOperation().stream()
                        .filter(setting -> operationNames.stream()
                                .anyMatch(name -> setting.keyOf(name).equals(key)))
                        .findFirst();
    }

    /** What is wrong with the value of a key by itself. */
    public Optional<String> brokenRule(String key) {
        Value value = values.get(key);
        if (value.failure() != null) {
            return Optional.of(value.failure());
        }
        return settingOf(key).flatMap(setting -> setting.brokenRule(value.text()));
    }

    /** A problem at the place where the value of a key came from. */
    public Problem problem(Problem.Severity severity, String key, String rule) {
        Value value = values.getOrDefault(key, Value.of("", Origin.DEFAULT));
        boolean hidden = (settingOf(key).map(Setting::secret).orElse(Secrets.isTellingName(key))
                        || !value.sources().isEmpty())
                && !value.text().isEmpty();
        return new Problem(
                severity, value.origin().place(), key, hidden ? Secrets.MASK : oneLine(mask(value.text())), rule);
    }

    private String canonical(String key) {
        String text = raw(key);
        return text.isEmpty()
                ? text
                : HomePaths.resolve(
                        home(),
                        key,
                        settingOf(key)
                                .map(setting -> setting.kind().canonical().apply(text))
                                .orElse(text));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * @param name of an operation; null for the first one
     * @throws UsageException when no operation has that name
     */
    public OperationSettings operation(String name) {
        return operations().stream()
                .filter(o -> name == null || o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--operation " + name + ": is not listed in wolkvox.operations"));
    }
}
