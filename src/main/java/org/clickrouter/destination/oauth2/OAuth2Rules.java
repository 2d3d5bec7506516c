package org.clickrouter.destination.oauth2;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.clickrouter.destination.Rules;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.value.WebAddress;

/** What the settings {@code NAME.oauth2.*} must be together: one grant, and that one whole. */
public final class OAuth2Rules {

    private OAuth2Rules() {}

    /** @return the first of the settings by which the destination logs in this way */
    public static Optional<String> used(Settings settings, String name) {
        return Stream.of("token-url", "client-id", "client-secret", "scope", "key-file", "refresh-token", "subject")
                .map(word -> key(name, word))
                .filter(settings::isSet)
                .findFirst();
    }

    /** @return nothing where none of them is set */
    public static List<Problem> check(Settings settings, String name) {
        Rules rules = new Rules(settings);
        used(settings, name).ifPresent(set -> {
            boolean byKey = settings.isSet(key(name, "key-file"));
            needed(byKey, settings.isSet(key(name, "refresh-token")))
                    .map(word -> key(name, word))
                    .filter(key -> !settings.isSet(key))
                    .forEach(key -> rules.error(key, "is empty, although " + set + " is set"));
            if (byKey) {
                keyFile(settings, rules, name);
            } else if (settings.isSet(key(name, "subject"))) {
                rules.warning(key(name, "subject"), "does nothing, because " + key(name, "key-file") + " is empty");
            }
            if (readable(settings, key(name, "token-url"))) {
                rules.warning(
                        key(name, "token-url"),
                        "sends what tokens are given for unencrypted: anyone on the way can read it; use https");
            }
        });
        return rules.problems();
    }

    private static Stream<String> needed(boolean byKey, boolean byRefreshToken) {
        return byKey
                ? Stream.of("token-url", "scope")
                : byRefreshToken
                        ? Stream.of("token-url", "client-id")
                        : Stream.of("token-url", "client-id", "client-secret");
    }

    private static void keyFile(Settings settings, Rules rules, String name) {
        String key = key(name, "key-file");
        Stream.of("client-secret", "refresh-token")
                .map(word -> key(name, word))
                .filter(settings::isSet)
                .forEach(other ->
                        rules.error(key, "logs in, and " + other + " does so too: only one of the two may be"));
        try {
            ServiceAccountKey.read(settings.home().resolve(settings.raw(key)));
        } catch (IllegalArgumentException wrong) {
            rules.error(key, wrong.getMessage());
        }
    }

    private static boolean readable(Settings settings, String key) {
        try {
            return settings.isSet(key) && WebAddress.parse(settings.raw(key)).readableOnTheWay();
        } catch (IllegalArgumentException wrong) {
            // Told by its own rule.
            return false;
        }
    }

    private static String key(String name, String word) {
        return name + ".oauth2." + word;
    }
}
