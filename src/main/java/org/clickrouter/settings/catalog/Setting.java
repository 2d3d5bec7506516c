package org.clickrouter.settings.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.clickrouter.settings.value.Kind;

/**
 * One setting of the product, described here and nowhere else.
 *
 * @param key its name in application.properties, such as {@code poll.period}
 * @param group the heading under which application.properties lists it
 * @param kind what sort of value it takes
 * @param defaultValue the value when nothing sets it; empty for none
 * @param unit what the value counts, empty where the kind says it all
 * @param description what it is for, in one line
 */
public record Setting(String key, String group, Kind kind, String defaultValue, String unit, String description) {

    /** The prefix of the settings that each operation may have for itself. */
    public static final String OPERATION_PREFIX = "wolkvox.";

    /** The path to the API is one, and so are the lists of operations. */
    private static final Set<String> OF_ALL_OPERATIONS =
            Set.of("wolkvox.proxy", "wolkvox.local-address", "wolkvox.ca", "wolkvox.operation", "wolkvox.operations");

    /** The environment variable of a key: upper case, with {@code _} for {@code .} and {@code -}. */
    public static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether its value must never be shown. */
    public boolean secret() {
        return kind.secret();
    }

    /** Whether each operation may have its own value, as {@code wolkvox.NAME.word}. */
    public boolean perOperation() {
        return key.startsWith(OPERATION_PREFIX) && !OF_ALL_OPERATIONS.contains(key);
    }

    /** The key of one operation's own value. */
    public String keyOf(String operation) {
        return OPERATION_PREFIX + operation + "." + word();
    }

    /** The key without its prefix. */
    String word() {
        return key.substring(key.indexOf('.') + 1);
    }

    /** The rule that a (trimmed) value breaks, if any. An empty value is good where the default is empty. */
    public Optional<String> brokenRule(String value) {
        boolean good =
                value.isEmpty() && defaultValue.isEmpty() || kind.accepts().test(value);
        return good ? Optional.empty() : Optional.of(kind.reason().apply(value));
    }

    /** What application.properties says about it: one line of meaning, unit and default. */
    public String comment() {
        return description + (unit.isEmpty() ? "" : " Unit: " + unit + ".") + " Default: "
                + (defaultValue.isEmpty() ? "none" : defaultValue);
    }
}
