package org.clickrouter.check;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;

/**
 * What the settings of the destinations must be together. A value that is wrong by itself takes part in none of these
 * rules.
 */
final class DestinationRules {

    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private DestinationRules(Settings settings) {
        this.settings = settings;
    }

    static List<Problem> check(Settings settings) {
        DestinationRules rules = new DestinationRules(settings);
        rules.lease();
        rules.webhook();
        rules.email();
        rules.sql();
        rules.kafka();
        rules.jms();
        rules.problems.addAll(SinkRules.check(settings));
        rules.problems.addAll(OwnWebhookRules.check(settings, SLACK));
        return rules.problems;
    }

    private void lease() {
        List<String> timeouts = new ArrayList<>(List.of("webhook.timeout", "email.timeout", "sql.timeout"));
        // The brokers' count where there is a broker, so that nobody must set what is off.
        Stream.of("kafka.brokers", "jms.url")
                .filter(settings::isSet)
                .forEach(key -> timeouts.add(key.substring(0, key.indexOf('.')) + ".timeout"));
        for (String timeout : timeouts) {
            if (good("delivery.lease", timeout)
                    && settings.duration("delivery.lease")
                                    .compareTo(settings.duration(timeout).plus(SLACK))
                            < 0) {
                add(
                        Severity.ERROR,
                        "delivery.lease",
                        "must be at least 5s longer than " + timeout + ", " + settings.raw(timeout)
                                + ": a delivery whose lease ends while it is being sent is sent twice");
            }
        }
    }

    private void webhook() {
        addressAndCodes("webhook.url", "webhook.codes");
        problems.addAll(WebhookAddressRules.check(settings, "webhook"));
    }

    private void email() {
        addressAndCodes("email.host", "email.codes");
        if (!settings.isSet("email.host")) {
            return;
        }
        Stream.of("email.from", "email.to")
                .filter(key -> !settings.isSet(key) && good(key))
                .forEach(key -> add(Severity.ERROR, key, "must be set, because email.host is"));
        both("email.user", "email.password");
        if (settings.isSet("email.password")
                && good("email.tls")
                && settings.get("email.tls").equals("none")) {
            add(Severity.WARNING, "email.tls", "sends email.password unencrypted: anyone on the way can read it");
        }
    }

    private void sql() {
        if (settings.isSet("sql.url") && !settings.isSet("sql.codes")) {
            add(Severity.WARNING, "sql.url", "gets no clicks, because sql.codes is empty");
        }
        if (settings.isSet("sql.user") && !settings.isSet("sql.url")) {
            add(Severity.WARNING, "sql.user", "is not used, because sql.url is empty: the table is in the store");
        }
    }

    private void kafka() {
        addressAndCodes("kafka.brokers", "kafka.codes");
        both("kafka.user", "kafka.password");
        if (good("kafka.security-protocol")) {
            String protocol = settings.get("kafka.security-protocol");
            if (settings.isSet("kafka.user") && !protocol.startsWith("SASL_")) {
                add(
                        Severity.ERROR,
                        "kafka.security-protocol",
                        "must be SASL_SSL or SASL_PLAINTEXT, because kafka.user is set: there would be no login");
            }
            if (settings.isSet("kafka.password") && protocol.equals("SASL_PLAINTEXT")) {
                add(
                        Severity.WARNING,
                        "kafka.security-protocol",
                        "sends kafka.password unencrypted or weakly hidden: anyone on the way can read it");
            }
        }
        if (settings.isSet("kafka.client-config")
                && good("kafka.client-config")
                && !Files.isReadable(settings.home().resolve(settings.get("kafka.client-config")))) {
            add(Severity.ERROR, "kafka.client-config", "must name a file that can be read");
        }
    }

    private void jms() {
        addressAndCodes("jms.url", "jms.codes");
        both("jms.user", "jms.password");
    }

    private void addressAndCodes(String address, String codes) {
        if (settings.isSet(codes) && !settings.isSet(address)) {
            add(Severity.WARNING, codes, "clicks with these codes go nowhere, because " + address + " is empty");
        }
        if (settings.isSet(address) && !settings.isSet(codes)) {
            add(Severity.WARNING, address, "gets no clicks, because " + codes + " is empty");
        }
    }

    private void both(String user, String password) {
        if (settings.isSet(user) != settings.isSet(password)) {
            String missing = settings.isSet(user) ? password : user;
            add(
                    Severity.WARNING,
                    missing,
                    "is empty, although " + (settings.isSet(user) ? user : password)
                            + " is set: there will be no login");
        }
    }

    private boolean good(String... keys) {
        return Stream.of(keys).allMatch(key -> settings.brokenRule(key).isEmpty());
    }

    private void add(Severity severity, String key, String rule) {
        problems.add(settings.problem(severity, key, rule));
    }
}
