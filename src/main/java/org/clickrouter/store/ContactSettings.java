package org.clickrouter.store;

import java.util.Set;
import java.util.stream.Collectors;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.clicks.ContactWait;

/**
 * What the settings say of contacts: whose are asked for ({@code wolkvox.enrich}), and by whom ({@code NAME.enrich}).
 */
public final class ContactSettings {

    private static final String API = "wolkvox";
    private static final String ENDING = ".enrich";
    private static final String REPORT = "chat_1";

    private ContactSettings() {}

    /** Also of settings that {@code check} refuses: then none waits. */
    public static ContactWait of(Settings settings) {
        boolean asked = settings.keys().stream()
                .anyMatch(key -> key.startsWith(API + ".")
                        && key.endsWith(ENDING)
                        && settings.raw(key).equalsIgnoreCase(REPORT));
        if (!asked || settings.brokenRule("enrich.wait").isPresent()) {
            return ContactWait.NONE;
        }
        Set<String> destinations = settings.keys().stream()
                .filter(key -> key.endsWith(ENDING) && !key.startsWith(API + "."))
                .filter(key -> settings.raw(key).equalsIgnoreCase("true"))
                .map(key -> key.substring(0, key.length() - ENDING.length()))
                .collect(Collectors.toSet());
        return new ContactWait(operation -> asks(settings, operation), destinations, settings.duration("enrich.wait"));
    }

    private static boolean asks(Settings settings, String operation) {
        String own = settings.raw(API + "." + operation + ENDING);
        return (own.isEmpty() ? settings.raw(API + ENDING) : own).equalsIgnoreCase(REPORT);
    }
}
