package org.clickrouter.destination.webhook;

import java.util.List;
import org.clickrouter.destination.Rules;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;

/** What the settings of webhooks must be; those of the engineer's own keep the rules of the shipped one. */
final class WebhookRules {

    private static final List<String> WORDS =
            List.of("url", "secret", "format", "headers", "timeout", "max-in-flight", "rate", "allow", "proxy");

    private WebhookRules() {}

    static List<Problem> check(Settings settings, List<String> webhooks) {
        Rules rules = new Rules(settings);
        rules.addressAndCodes("webhook.url", "webhook.codes");
        if (rules.good("webhook.timeout")) {
            rules.lease("webhook.timeout");
        }
        rules.addAll(WebhookAddressRules.check(settings, WebhookKind.NAME));
        webhooks.stream()
                .filter(name -> !name.equals(WebhookKind.NAME) && settings.isSet(name + ".url"))
                .forEach(name -> own(settings, rules, name));
        return rules.problems();
    }

    private static void own(Settings settings, Rules rules, String name) {
        for (String word : WORDS) {
            String key = name + "." + word;
            boolean good = rules.like("webhook." + word, key);
            if (word.equals("timeout") && good && settings.isSet(key)) {
                rules.lease(key);
            }
        }
        rules.addAll(WebhookAddressRules.check(settings, name));
    }
}
