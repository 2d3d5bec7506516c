package org.clickrouter.host;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.apache.camel.spi.PropertiesComponent;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a bundle inside a host: each key of application.properties behind {@code click-router.}, and nothing
 * else.
 *
 * @param settings checked
 * @param routes folder of route files that take the place of the shipped ones; it may be missing
 * @param polls whether an API is set, so that the report is polled
 */
record HostSettings(Settings settings, Path routes, boolean polls) {

    static final String PREFIX = "click-router.";
    private static final Logger LOG = LoggerFactory.getLogger(HostSettings.class);
    private static final String ACCESS = "wolkvox\\.(.+\\.)?(server|base-url|token|token\\.file)";

    /**
     * What the host's properties say behind the prefix.
     *
     * @param destinations names that the host's routes give to Kamelets: settings of these are asked for as well
     * @return by key; empty where nothing does
     */
    static Map<String, String> of(PropertiesComponent host, Collection<String> destinations) {
        Map<String, String> values = new TreeMap<>();
        host.loadProperties(key -> key.startsWith(PREFIX))
                .stringPropertyNames()
                .forEach(key -> add(host, values, key.substring(PREFIX.length())));
        // A host may have its properties where they cannot be listed: in the environment, or Spring's.
        Stream.of("enabled", "routes", "out.codes", "out.max-in-flight").forEach(key -> add(host, values, key));
        SettingsCatalog.all().forEach(setting -> add(host, values, setting, Setting::key));
        for (String name : values.getOrDefault("wolkvox.operations", "").split(",")) {
            // Without a name the key has two dots, and Spring takes it for the one of the only operation.
            if (!name.isBlank()) {
                SettingsCatalog.perOperation()
                        .forEach(setting -> add(host, values, setting, s -> s.keyOf(name.strip())));
            }
        }
        for (DestinationKind kind : DestinationKinds.all()) {
            String own = kind.name() + ".";
            SettingsCatalog.all().stream()
                    .filter(setting -> setting.key().startsWith(own))
                    .forEach(setting -> destinations.forEach(name ->
                            add(host, values, setting, s -> name + "." + s.key().substring(own.length()))));
        }
        return values;
    }

    private static void add(
            PropertiesComponent host, Map<String, String> values, Setting setting, Function<Setting, String> name) {
        String key = name.apply(setting);
        add(host, values, key);
        if (setting.secret()) {
            add(host, values, key + ".file");
        }
    }

    private static void add(PropertiesComponent host, Map<String, String> values, String key) {
        Optional<String> value = host.resolveProperty(PREFIX + key);
        value.filter(text -> !text.contains("{{" + PREFIX + key)).ifPresent(text -> values.put(key, text));
    }

    /**
     * Reads and checks.
     *
     * @param given values by key, without the prefix
     * @param place where they stand, for messages
     * @throws UsageException with one line for each mistake
     */
    static HostSettings read(Map<String, String> given, String place) {
        Map<String, String> values = new LinkedHashMap<>(given);
        // Not routes/, as elsewhere: that may well be the host's own.
        Path routes = Path.of(values.getOrDefault("routes", "click-router/routes"));
        values.keySet().removeAll(List.of("enabled", "routes"));
        boolean polls = values.entrySet().stream()
                .anyMatch(e -> e.getKey().matches(ACCESS) && !e.getValue().isBlank());
        if (!polls) {
            nobodyToAsk(values);
        }
        values.put("store.url", closedByUs(values.getOrDefault("store.url", "").strip()));
        Settings settings = Settings.of(Path.of(""), values, place);
        List<Problem> problems = SettingsCheck.run(settings);
        List<String> errors = problems.stream()
                .filter(Problem::isError)
                .map(problem -> line(problem, place))
                .map(settings::mask)
                .toList();
        if (!errors.isEmpty()) {
            throw new UsageException(String.join("\n", errors));
        }
        problems.forEach(warning -> LOG.warn("{}", settings.mask(line(warning, place))));
        HostSettings host = new HostSettings(settings, routes, polls);
        host.outMaxInFlight();
        return host;
    }

    /** What is missing stands nowhere, so it would be said to be in the product's own file. */
    private static String line(Problem problem, String place) {
        return problem.line().replaceFirst("^application\\.properties: ", Matcher.quoteReplacement(place + ": "));
    }

    /**
     * Most hosts stop in a hook of the JVM's end, and H2 has one of its own, which closes the store while deliveries
     * are still being marked. It can be switched off only together with the access for other processes.
     */
    private static String closedByUs(String given) {
        String url = given.isEmpty()
                ? SettingsCatalog.find("store.url").orElseThrow().defaultValue()
                : given;
        boolean ours = url.startsWith("jdbc:h2:")
                && !url.toUpperCase(Locale.ROOT).matches(".*;(AUTO_SERVER|DB_CLOSE_ON_EXIT)=.*");
        return ours ? url + ";AUTO_SERVER=FALSE;DB_CLOSE_ON_EXIT=FALSE" : url;
    }

    /**
     * An operation that is only given clicks has no address; its polling routes do not start, so this one is never
     * asked.
     */
    private static void nobodyToAsk(Map<String, String> values) {
        values.put("wolkvox.base-url", "http://127.0.0.1:9");
        values.put("wolkvox.token", "none");
        String operations = values.getOrDefault("wolkvox.operations", "");
        Stream.of(operations.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> values.put("wolkvox." + name + ".token", "none-" + name));
    }

    /** How many clicks the host gets at the same time. */
    int outMaxInFlight() {
        String text = settings.get("out.max-in-flight");
        if (!text.matches("|[1-9]\\d?|[1-4]\\d\\d|50\\d|51[0-2]")) {
            throw new UsageException(PREFIX + "out.max-in-flight = " + text + ": must be a whole number from 1 to 512");
        }
        return text.isEmpty() ? 8 : Integer.parseInt(text);
    }
}
