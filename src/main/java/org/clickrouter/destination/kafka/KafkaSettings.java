package org.clickrouter.destination.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.clickrouter.destination.DestinationSettings;

/**
 * What is set of one destination at Kafka.
 *
 * @param brokers as host:port, comma-separated
 * @param protocol in Kafka's words, upper case
 * @param mechanism how the user logs in, upper case
 * @param user empty for no login
 * @param clientConfig a file of Kafka's own properties, or null
 * @param timeout the longest that one message may take
 */
record KafkaSettings(
        String brokers,
        String topic,
        String protocol,
        String mechanism,
        String user,
        String password,
        Path clientConfig,
        Duration timeout) {

    static KafkaSettings of(DestinationSettings settings) {
        String file = settings.own("client-config");
        return new KafkaSettings(
                settings.own("brokers"),
                settings.get("topic"),
                settings.get("security-protocol").toUpperCase(Locale.ROOT),
                settings.get("sasl-mechanism").toUpperCase(Locale.ROOT),
                // Nobody else's login: the brokers may be others.
                settings.own("user"),
                settings.secret("password"),
                file.isEmpty() ? null : settings.all().home().resolve(file),
                settings.duration("timeout"));
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return "KafkaSettings[" + topic + "]";
    }
}
