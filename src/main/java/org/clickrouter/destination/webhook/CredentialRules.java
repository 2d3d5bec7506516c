package org.clickrouter.destination.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.destination.Rules;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.value.UrlTemplate;
import org.clickrouter.settings.value.WebAddress;

/** What the settings by which a webhook logs in must be together: one way to log in, and that one whole. */
final class CredentialRules {

    private static final List<String> OAUTH2 =
            List.of("oauth2.token-url", "oauth2.client-id", "oauth2.client-secret", "oauth2.scope", "oauth2.key-file");

    private CredentialRules() {}

    static List<Problem> check(Settings settings, String name) {
        Rules rules = new Rules(settings);
        List<String> ways = new ArrayList<>();
        if (settings.isSet(name + ".bearer")) {
            ways.add(name + ".bearer");
        }
        if (settings.isSet(name + ".user")) {
            ways.add(name + ".user");
        }
        OAUTH2.stream()
                .map(word -> name + "." + word)
                .filter(settings::isSet)
                .findFirst()
                .ifPresent(ways::add);
        if (settings.isSet(name + ".password") && !settings.isSet(name + ".user")) {
            rules.error(name + ".password", "is set, and " + name + ".user is not");
        }
        for (int i = 1; i < ways.size(); i++) {
            rules.error(ways.get(i), "logs in, and " + ways.get(0) + " does so too: only one of the two may be");
        }
        if (!ways.isEmpty()) {
            beside(settings, rules, name, ways.get(0));
        }
        oauth2(settings, rules, name);
        return rules.problems();
    }

    /** Address and headers that log in as well, or show the log-in to anyone. */
    private static void beside(Settings settings, Rules rules, String name, String way) {
        if (rules.good(name + ".headers")
                && settings.isSet(name + ".headers")
                && settings.headers(name + ".headers").containsKey("authorization")) {
            rules.error(way, "logs in, and " + name + ".headers sets the header Authorization: only one may be");
        }
        address(settings, name + ".url").ifPresent(address -> {
            if (address.user().isPresent()) {
                rules.error(way, "logs in, and " + name + ".url has a user or password: only one may be");
            }
            if (address.readableOnTheWay()) {
                rules.warning(
                        name + ".url",
                        "sends the log-in of " + way + " unencrypted: anyone on the way can read it; use https");
            }
        });
    }

    private static void oauth2(Settings settings, Rules rules, String name) {
        String set = OAUTH2.stream()
                .map(word -> name + "." + word)
                .filter(settings::isSet)
                .findFirst()
                .orElse("");
        if (set.isEmpty()) {
            return;
        }
        boolean byKey = settings.isSet(name + ".oauth2.key-file");
        (byKey ? List.of("oauth2.token-url", "oauth2.scope") : OAUTH2.subList(0, 3))
                .stream()
                        .map(word -> name + "." + word)
                        .filter(key -> !settings.isSet(key))
                        .forEach(key -> rules.error(key, "is empty, although " + set + " is set"));
        if (byKey) {
            keyFile(settings, rules, name);
        }
        address(settings, name + ".oauth2.token-url")
                .filter(WebAddress::readableOnTheWay)
                .ifPresent(address -> rules.warning(
                        name + ".oauth2.token-url",
                        "sends the client's secret unencrypted: anyone on the way can read it; use https"));
    }

    private static void keyFile(Settings settings, Rules rules, String name) {
        String key = name + ".oauth2.key-file";
        if (settings.isSet(name + ".oauth2.client-secret")) {
            rules.error(key, "logs in, and " + name + ".oauth2.client-secret does so too: only one of the two may be");
        }
        try {
            ServiceAccountKey.read(settings.home().resolve(settings.raw(key)));
        } catch (IllegalArgumentException wrong) {
            rules.error(key, wrong.getMessage());
        }
    }

    private static Optional<WebAddress> address(Settings settings, String key) {
        try {
            return settings.isSet(key)
                    ? Optional.of(UrlTemplate.parse(settings.raw(key)).address())
                    : Optional.empty();
        } catch (IllegalArgumentException wrong) {
            // Told by its own rule.
            return Optional.empty();
        }
    }
}
