package org.clickrouter.settings;

import java.net.URI;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.settings.value.Items;
import org.clickrouter.settings.value.ReportAddress;
import org.clickrouter.text.Durations;

/** One operation's view of the settings: its own values first, every operation's after them. */
final class Operation {

    private static final String SERVER = "wolkvox.server";
    private static final String BASE_URL = "wolkvox.base-url";

    private final Settings settings;
    private final String name;

    public Operation(Settings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The key whose value counts for this operation: its own, unless the product itself set the common one. */
    String keyOf(String key) {
        String own = SettingsCatalog.find(key).orElseThrow().keyOf(name);
        return settings.has(own) && !settings.overrides(key) ? own : key;
    }

    /** The key that mends a missing value: the operation's own where there are several. */
    String keyToSet(String key) {
        return settings.operationNames().size() > 1
                ? SettingsCatalog.find(key).orElseThrow().keyOf(name)
                : key;
    }

    String get(String key) {
        return settings.get(keyOf(key));
    }

    /**
     * The key of the server or base URL that counts; empty when neither is set. The product's own counts first, then
     * the operation's, then the common one.
     */
    Optional<String> addressKey() {
        if (addressConflict()) {
            return Optional.empty();
        }
        String key = rank(SERVER) >= rank(BASE_URL) ? SERVER : BASE_URL;
        return rank(key) == 0 ? Optional.empty() : Optional.of(key);
    }

    /** Whether both a server and a base URL are set at the same place. */
    boolean addressConflict() {
        return rank(SERVER) > 0 && rank(SERVER) == rank(BASE_URL);
    }

    URI reportUrl() {
        String key = addressKey()
                .orElseThrow(() ->
                        new IllegalArgumentException(keyToSet(SERVER) + ": one of server and base-url must be set"));
        return key.equals(SERVER) ? ReportAddress.ofServer(get(SERVER)) : ReportAddress.ofBaseUrl(get(BASE_URL));
    }

    OperationSettings read() {
        if (!SettingsCatalog.isOperationName(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of an operation");
        }
        if (get("wolkvox.token").isEmpty()) {
            throw new IllegalArgumentException(keyToSet("wolkvox.token") + ": must be set");
        }
        return new OperationSettings(
                name,
                reportUrl(),
                get("wolkvox.token"),
                ZoneId.of(get("wolkvox.time-zone")),
                whole("wolkvox.licenses"),
                Double.parseDouble(get("wolkvox.quota-share")),
                whole("wolkvox.max-in-flight"),
                Durations.parse(get("wolkvox.timeout")),
                Durations.parse(get("wolkvox.connect-timeout")),
                whole("wolkvox.max-records"),
                whole("wolkvox.full-margin"),
                whole("wolkvox.max-answer") * 1024L * 1024L,
                uncoded());
    }

    private int whole(String key) {
        return Integer.parseInt(get(key));
    }

    private Set<String> uncoded() {
        Set<String> values = new LinkedHashSet<>(Items.split(get("wolkvox.uncoded")));
        values.add("");
        return values;
    }

    private int rank(String key) {
        String counting = keyOf(key);
        if (settings.raw(counting).isEmpty()) {
            return 0;
        }
        if (settings.overrides(counting)) {
            return 3;
        }
        return counting.equals(key) ? 1 : 2;
    }
}
