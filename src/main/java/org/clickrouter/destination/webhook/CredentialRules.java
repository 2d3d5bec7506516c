package org.clickrouter.destination.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.destination.Rules;
import org.clickrouter.destination.oauth2.OAuth2Rules;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.value.UrlTemplate;
import org.clickrouter.settings.value.WebAddress;

/** What the settings by which a webhook logs in must be together: one way to log in, and that one whole. */
final class CredentialRules {

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
        OAuth2Rules.used(settings, name).ifPresent(ways::add);
        if (settings.isSet(name + ".user") && settings.raw(name + ".user").contains(":")) {
            rules.error(name + ".user", "must have no colon, which Basic authentication cannot send");
        }
        if (settings.isSet(name + ".password") && !settings.isSet(name + ".user")) {
            rules.error(name + ".password", "is set, and " + name + ".user is not");
        }
        for (int i = 1; i < ways.size(); i++) {
            rules.error(ways.get(i), "logs in, and " + ways.get(0) + " does so too: only one of the two may be");
        }
        if (!ways.isEmpty()) {
            beside(settings, rules, name, ways.get(0));
        }
        rules.addAll(OAuth2Rules.check(settings, name));
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
