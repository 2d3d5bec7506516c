package org.clickrouter.destination.webhook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.report.KnownField;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.settings.value.UrlTemplate;
import org.clickrouter.settings.value.WebAddress;

/** What a webhook's address and its headers must be together, the shipped webhook's or one of the engineer's own. */
final class WebhookAddressRules {

    static final Set<String> FIELDS = Stream.concat(
                    Arrays.stream(KnownField.values()).map(KnownField::key),
                    Stream.of("operation", "revision", "delivery_id"))
            .collect(Collectors.toSet());

    /** A shorter one would be found in what has nothing to do with it. */
    private static final int SHORTEST_TOKEN = 6;

    private WebhookAddressRules() {}

    /** @param name of the destination; an address that is wrong by itself takes part in no rule */
    static List<Problem> check(Settings settings, String name) {
        String url = name + ".url";
        String headers = name + ".headers";
        if (!settings.isSet(url) || !good("webhook.url", settings.raw(url))) {
            return List.of();
        }
        UrlTemplate template = UrlTemplate.parse(settings.raw(url));
        WebAddress address = template.address();
        boolean hasHeaders = settings.isSet(headers) && good("webhook.headers", settings.raw(headers));
        List<Problem> problems = new ArrayList<>();
        if (address.user().isPresent()
                && hasHeaders
                && settings.headers(headers).containsKey("authorization")) {
            problems.add(settings.problem(
                    Severity.ERROR,
                    url,
                    "has a user or password, which is sent as the header Authorization, and " + headers
                            + " sets that header too: only one of the two may be"));
        }
        if (hasHeaders && showsTheApisToken(settings, settings.headers(headers).values())) {
            problems.add(settings.problem(
                    Severity.ERROR,
                    headers,
                    "holds the token of the report API, which no receiver may see: make another one for the receiver"));
        }
        if (address.readableOnTheWay() && (hasHeaders || address.user().isPresent())) {
            problems.add(settings.problem(
                    Severity.WARNING,
                    url,
                    "sends " + (hasHeaders ? headers : "its user and password")
                            + " unencrypted: anyone on the way can read them; use https"));
        }
        List<String> unknown = template.fields().stream()
                .filter(field -> !FIELDS.contains(field))
                .toList();
        if (!unknown.isEmpty()) {
            problems.add(settings.problem(
                    Severity.WARNING,
                    url,
                    "the click report documents no field " + String.join(", ", unknown)
                            + ": a click without it cannot be sent where the path needs it"));
        }
        return problems;
    }

    private static boolean showsTheApisToken(Settings settings, Collection<String> values) {
        return settings.keys().stream()
                .filter(key -> key.matches("wolkvox\\.(.+\\.)?token"))
                .map(settings::raw)
                .filter(token -> token.length() >= SHORTEST_TOKEN)
                .anyMatch(token -> values.stream().anyMatch(value -> value.contains(token)));
    }

    private static boolean good(String shipped, String value) {
        return SettingsCatalog.find(shipped).orElseThrow().brokenRule(value).isEmpty();
    }
}
