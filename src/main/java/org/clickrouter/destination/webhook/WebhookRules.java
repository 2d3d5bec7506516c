package org.clickrouter.destination.webhook;

import java.util.List;
import java.util.function.Consumer;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.destination.Rules;
import org.clickrouter.net.LocalAddress;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.settings.value.UrlTemplate;

/** What the settings of webhooks must be; those of the engineer's own keep the rules of the shipped one. */
final class WebhookRules {

    private static final List<String> WORDS = List.of(
            "url",
            "method",
            "final",
            "accepted-if",
            "failure",
            "max-age",
            "redirect",
            "secret",
            "format",
            "compression",
            "ordered",
            "enrich",
            "traceparent",
            "batch",
            "every",
            "headers",
            "timeout",
            "max-in-flight",
            "rate",
            "allow",
            "proxy",
            "local-address",
            "ca",
            "certificate",
            "key",
            "certificate-password",
            "bearer",
            "user",
            "password",
            "oauth2.token-url",
            "oauth2.client-id",
            "oauth2.client-secret",
            "oauth2.scope",
            "oauth2.client-auth",
            "oauth2.key-file",
            "oauth2.subject",
            "oauth2.refresh-token");

    private WebhookRules() {}

    static List<Problem> check(Settings settings, List<String> webhooks) {
        Rules rules = new Rules(settings);
        rules.addressAndCodes("webhook.url", "webhook.codes");
        if (rules.good("webhook.timeout")) {
            rules.lease("webhook.timeout");
        }
        rules.addAll(WebhookAddressRules.check(settings, WebhookKind.NAME));
        rules.addAll(CredentialRules.check(settings, WebhookKind.NAME));
        answer(settings, rules, WebhookKind.NAME);
        batch(settings, rules, WebhookKind.NAME);
        local(settings, rules, WebhookKind.NAME);
        tls(settings, rules, WebhookKind.NAME);
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
        rules.addAll(CredentialRules.check(settings, name));
        answer(settings, rules, name);
        batch(settings, rules, name);
        local(settings, rules, name);
        tls(settings, rules, name);
    }

    private static void answer(Settings settings, Rules rules, String name) {
        jq(settings, rules, name + ".accepted-if", AnswerCondition::parse);
        jq(settings, rules, name + ".failure", AnswerMeaning::parse);
    }

    private static void jq(Settings settings, Rules rules, String key, Consumer<String> parse) {
        if (settings.isSet(key) && rules.good(key)) {
            try {
                parse.accept(settings.raw(key));
            } catch (IllegalArgumentException broken) {
                rules.error(key, broken.getMessage());
            }
        }
    }

    private static void batch(Settings settings, Rules rules, String name) {
        DestinationSettings its = new DestinationSettings(settings, name, WebhookKind.NAME);
        if (!rules.good("webhook.batch", "webhook.every", "webhook.url")
                || !good(settings, "batch", name)
                || !good(settings, "url", name)) {
            return;
        }
        boolean several = its.integer("batch") > 1;
        if (several
                && settings.isSet(name + ".url")
                && !UrlTemplate.parse(its.own("url")).fields().isEmpty()) {
            rules.error(
                    name + ".url",
                    "names fields of a click, and " + name + ".batch, " + its.get("batch")
                            + ", puts several clicks into one request: only one of the two may be");
        }
        if (!several && settings.isSet(name + ".every")) {
            rules.warning(name + ".every", "does nothing, because " + name + ".batch is 1");
        }
    }

    private static boolean good(Settings settings, String word, String name) {
        String value = settings.raw(name + "." + word);
        return value.isEmpty()
                || SettingsCatalog.find("webhook." + word)
                        .orElseThrow()
                        .brokenRule(value)
                        .isEmpty();
    }

    private static void local(Settings settings, Rules rules, String name) {
        String key = name + ".local-address";
        if (settings.isSet(key) && good(settings, "local-address", name)) {
            LocalAddress.of(key, settings.get(key)).refusal().ifPresent(why -> rules.error(key, why));
        }
    }

    private static void tls(Settings settings, Rules rules, String name) {
        if (!rules.good(name + ".ca", name + ".certificate", name + ".key", name + ".certificate-password")) {
            return;
        }
        try {
            TlsFiles files = WebhookSettings.tls(new DestinationSettings(settings, name, WebhookKind.NAME));
            if (files.key().isPresent() && files.certificate().isEmpty()) {
                rules.error(name + ".key", "is set, and " + name + ".certificate is not");
            } else if (!files.isEmpty()) {
                // Where there is nothing to read, Java's own TLS would only be loaded, by each short command.
                files.context();
            }
        } catch (IllegalArgumentException broken) {
            String[] parts = broken.getMessage().split(": ", 2);
            rules.error(name + "." + parts[0], parts[1]);
        }
    }
}
