package org.clickrouter.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Setting;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.SettingsCatalog;
import org.clickrouter.text.Durations;

/**
 * The settings of webhooks that engineers add ({@code crm.url} and what stands beside it) keep the rules of the shipped
 * webhook's.
 */
final class OwnWebhookRules {

    private static final String URL = ".url";
    private static final List<String> WORDS =
            List.of("url", "secret", "format", "headers", "timeout", "max-in-flight", "rate", "allow");

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private OwnWebhookRules(Settings settings) {
        this.settings = settings;
    }

    /** @param slack by how much the lease must be longer than a time-out */
    static List<Problem> check(Settings settings, Duration slack) {
        OwnWebhookRules rules = new OwnWebhookRules(settings);
        settings.keys().stream()
                .filter(key ->
                        key.endsWith(URL) && SettingsCatalog.PREFIXES.stream().noneMatch(key::startsWith))
                .filter(key -> settings.raw(key).regionMatches(true, 0, "http", 0, 4))
                .map(key -> key.substring(0, key.length() - URL.length()))
                .forEach(name -> rules.webhook(name, slack));
        return rules.problems;
    }

    private void webhook(String name, Duration slack) {
        for (String word : WORDS) {
            String key = name + "." + word;
            Setting shipped = SettingsCatalog.find("webhook." + word).orElseThrow();
            // An empty one takes the shipped webhook's.
            Optional<String> broken =
                    settings.raw(key).isEmpty() ? Optional.empty() : shipped.brokenRule(settings.raw(key));
            broken.ifPresent(rule -> add(Severity.ERROR, key, rule));
            if (word.equals("timeout") && settings.isSet(key) && broken.isEmpty()) {
                lease(key, slack);
            }
        }
        problems.addAll(WebhookAddressRules.check(settings, name));
    }

    private void lease(String timeout, Duration slack) {
        if (settings.brokenRule("delivery.lease").isEmpty()
                && settings.duration("delivery.lease")
                                .compareTo(
                                        Durations.parse(settings.raw(timeout)).plus(slack))
                        < 0) {
            add(
                    Severity.ERROR,
                    "delivery.lease",
                    "must be at least 5s longer than " + timeout + ", " + settings.raw(timeout)
                            + ": a delivery whose lease ends while it is being sent is sent twice");
        }
    }

    private void add(Severity severity, String key, String rule) {
        problems.add(settings.problem(severity, key, rule));
    }
}
