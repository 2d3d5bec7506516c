package org.clickrouter.settings.catalog;

import static org.clickrouter.settings.value.Kinds.duration;
import static org.clickrouter.settings.value.Kinds.integer;
import static org.clickrouter.settings.value.Kinds.list;
import static org.clickrouter.settings.value.Kinds.number;
import static org.clickrouter.settings.value.Kinds.oneOf;
import static org.clickrouter.settings.value.Kinds.path;
import static org.clickrouter.settings.value.Kinds.retries;
import static org.clickrouter.settings.value.Kinds.secret;
import static org.clickrouter.settings.value.Kinds.text;

import java.util.List;
import java.util.regex.Pattern;
import org.clickrouter.settings.value.Items;
import org.clickrouter.settings.value.Kind;

/** The settings of Kafka and JMS. */
final class BrokerSettings {

    private static final Pattern BROKER = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern CLASS = Pattern.compile("([A-Za-z_$][A-Za-z0-9_$]*\\.)*[A-Za-z_$][A-Za-z0-9_$]*");
    private static final Pattern DESTINATION = Pattern.compile("[A-Za-z0-9._:/$-]{1,255}");

    private BrokerSettings() {}

    static List<SettingsGroup> groups() {
        return List.of(kafka(), jms());
    }

    private static SettingsGroup kafka() {
        SettingsGroup group = new SettingsGroup("Kafka");
        group.add(
                "kafka.brokers",
                Kind.of(
                        "brokers",
                        "must be a comma-separated list of host:port",
                        value -> !Items.of(value).isEmpty()
                                && Items.of(value).stream().allMatch(BROKER.asMatchPredicate())),
                "",
                "",
                "The brokers to begin with, as host:port, comma-separated; empty: no Kafka.");
        group.add(
                "kafka.topic",
                Kind.of(
                        "topic",
                        "must be the name of a topic: letters, digits, ., _ and -, at most 249",
                        TOPIC.asMatchPredicate().and(value -> !value.matches("\\.{1,2}"))),
                "click-router",
                "",
                "The topic; it must exist, unless the brokers make topics by themselves.");
        group.add(
                "kafka.codes",
                list(),
                "",
                "",
                "Activity codes sent to Kafka, comma-separated, case-sensitive; * is every coded click.");
        group.add(
                "kafka.security-protocol",
                oneOf("PLAINTEXT", "SSL", "SASL_SSL", "SASL_PLAINTEXT"),
                "PLAINTEXT",
                "",
                "How the brokers are spoken to, as Kafka names it; SASL_SSL is usual with a password.");
        group.add(
                "kafka.sasl-mechanism",
                oneOf("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"),
                "PLAIN",
                "",
                "How kafka.user logs in: PLAIN (Confluent Cloud), SCRAM-SHA-512 (MSK), SCRAM-SHA-256 (Redpanda).");
        group.add("kafka.user", text(), "", "", "The user, or API key; empty: no login.");
        group.add("kafka.password", secret(), "", "", "The password of that user, or API secret.");
        group.add(
                "kafka.client-config",
                path(),
                "",
                "",
                "A file of producer properties in Kafka's own words, for all else: trust store, OAuth, IAM, compression.");
        group.add("kafka.retry", retries(), "", "durations", "Its own waits in the place of retry.schedule.");
        group.add(
                "kafka.timeout",
                duration("1s", "30m"),
                "30s",
                "duration",
                "The longest that one message may take, until the brokers have it safe.");
        group.add(
                "kafka.enrich",
                oneOf("true", "false"),
                "false",
                "",
                "Gives its clicks the contact of their chat, where wolkvox.enrich asks for it.");
        group.add(
                "kafka.traceparent",
                oneOf("true", "false"),
                "false",
                "",
                "Tells the receiver in the header traceparent (W3C Trace Context) which read of the report brought the click.");
        group.add("kafka.max-in-flight", integer(1, 512), "16", "messages", "Messages at the same time.");
        group.add(
                "kafka.rate",
                number(true, 100_000),
                "0",
                "messages a second",
                "Messages a second at most; 0: no limit.");
        return group;
    }

    private static SettingsGroup jms() {
        SettingsGroup group = new SettingsGroup("JMS");
        group.add(
                "jms.url",
                Kind.of(
                        "url",
                        "must be a URL such as tcp://host:61616",
                        value -> value.matches("[a-zA-Z(][^\\s\\p{Cntrl}]*:.+")),
                "",
                "",
                "The broker, such as tcp://host:61616 for ActiveMQ Artemis; empty: no JMS.");
        group.add(
                "jms.queue",
                Kind.of("queue", rule("queue"), DESTINATION.asMatchPredicate()),
                "click-router",
                "",
                "The queue.");
        group.add(
                "jms.topic",
                Kind.of("topic", rule("topic"), DESTINATION.asMatchPredicate()),
                "",
                "",
                "A topic instead of the queue; it reaches only those who have subscribed.");
        group.add(
                "jms.codes",
                list(),
                "",
                "",
                "Activity codes sent by JMS, comma-separated, case-sensitive; * is every coded click.");
        group.add("jms.user", text(), "", "", "The user; empty: no login.");
        group.add("jms.password", secret(), "", "", "The password of that user.");
        group.add(
                "jms.connection-factory",
                Kind.of("class", "must be the name of a class", CLASS.asMatchPredicate()),
                "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory",
                "",
                "The jakarta.jms.ConnectionFactory of another broker, made from jms.url; its jar goes onto the class path.");
        group.add(
                "jms.drop-repeats",
                oneOf("true", "false"),
                "true",
                "",
                "Lets Artemis drop the repeat of a message that a crash causes; a replay goes through.");
        group.add("jms.retry", retries(), "", "durations", "Its own waits in the place of retry.schedule.");
        group.add(
                "jms.timeout",
                duration("100ms", "30m"),
                "30s",
                "duration",
                "The longest that one message may take, until the broker has it safe.");
        group.add(
                "jms.enrich",
                oneOf("true", "false"),
                "false",
                "",
                "Gives its clicks the contact of their chat, where wolkvox.enrich asks for it.");
        group.add(
                "jms.traceparent",
                oneOf("true", "false"),
                "false",
                "",
                "Tells the receiver in the header traceparent (W3C Trace Context) which read of the report brought the click.");
        group.add("jms.max-in-flight", integer(1, 512), "8", "messages", "Messages at the same time.");
        group.add(
                "jms.rate", number(true, 100_000), "0", "messages a second", "Messages a second at most; 0: no limit.");
        return group;
    }

    private static String rule(String what) {
        return "must be the name of a " + what + ": letters, digits and . _ : / $ -, at most 255";
    }
}
