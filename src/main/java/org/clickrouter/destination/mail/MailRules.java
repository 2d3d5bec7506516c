package org.clickrouter.destination.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.clickrouter.destination.Rules;
import org.clickrouter.destination.oauth2.OAuth2Rules;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;

/** What the settings of mails must be together. */
final class MailRules {

    private MailRules() {}

    /** Whether the server is set, and no mails of clicks are wanted. */
    static boolean forTheOperatorAlone(Settings settings) {
        return settings.isSet("operator.email") && !settings.isSet("email.to") && !settings.isSet("email.codes");
    }

    static List<Problem> check(Settings settings) {
        Rules rules = new Rules(settings);
        if (!forTheOperatorAlone(settings)) {
            rules.addressAndCodes("email.host", "email.codes");
        }
        if (rules.good("email.timeout")) {
            rules.lease("email.timeout");
        }
        if (!settings.isSet("email.host")) {
            return rules.problems();
        }
        Stream.of("email.from", "email.to")
                .filter(key -> !(key.equals("email.to") && forTheOperatorAlone(settings)))
                .filter(key -> !settings.isSet(key) && rules.good(key))
                .forEach(key -> rules.error(key, "must be set, because email.host is"));
        if (settings.isSet("email.at") && settings.isSet("email.digest")) {
            rules.warning("email.digest", "is not used, because email.at says when the mail goes");
        }
        Optional<String> oauth2 = OAuth2Rules.used(settings, MailKind.NAME);
        oauth2.ifPresentOrElse(
                set -> oauth2(settings, rules, set), () -> rules.userAndPassword("email.user", "email.password"));
        if (rules.good("email.tls") && settings.get("email.tls").equals("none")) {
            Stream.of(
                            oauth2.isPresent()
                                    ? "the access token"
                                    : settings.isSet("email.password") ? "email.password" : "")
                    .filter(secret -> !secret.isEmpty())
                    .forEach(secret -> rules.warning(
                            "email.tls", "sends " + secret + " unencrypted: anyone on the way can read it"));
        }
        return rules.problems();
    }

    /** @param set one of the settings by which an access token is asked for */
    private static void oauth2(Settings settings, Rules rules, String set) {
        if (settings.isSet("email.password")) {
            rules.error("email.password", "logs in, and " + set + " does so too: only one of the two may be");
        }
        if (!settings.isSet("email.user")) {
            rules.error(
                    "email.user",
                    "is empty, although " + set + " is set: a token is for a mailbox, such as ana@example.com");
        }
        rules.addAll(OAuth2Rules.check(settings, MailKind.NAME));
        if (settings.isSet("email.oauth2.key-file") && !settings.isSet("email.oauth2.subject")) {
            rules.error(
                    "email.oauth2.subject",
                    "is empty, although email.oauth2.key-file is set: a service account has no mailbox of its own;"
                            + " name the one that it sends for");
        }
        if (settings.isSet("email.oauth2.ca")) {
            authorities(settings, rules);
        }
    }

    private static void authorities(Settings settings, Rules rules) {
        try {
            TlsFiles.trusting(settings.home(), settings.get("email.oauth2.ca")).context();
        } catch (IllegalArgumentException broken) {
            rules.error(
                    "email.oauth2.ca",
                    broken.getMessage().replaceFirst("^ca: ", "").replaceFirst(", or PKCS12 .*", ""));
        }
    }
}
