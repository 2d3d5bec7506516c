package org.clickrouter.destination.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;

/** The properties of Kafka's producer for one destination. */
final class ProducerProperties {

    private static final int RETRIES = 7;
    private static final int SHORTEST_BACKOFF = 20;
    private static final Map<String, String> LOGIN_MODULES = Map.of(
            "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule",
            "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

    private final KafkaSettings settings;
    private final int timeout;
    private final int delivery;

    private ProducerProperties(KafkaSettings settings) {
        this.settings = settings;
        this.timeout = (int) settings.timeout().toMillis();
        this.delivery = timeout - timeout / 3;
    }

    /**
     * @param name the destination's
     * @param fromRoute what camel-kafka made of the endpoint
     */
    static Properties of(KafkaSettings settings, String name, Properties fromRoute) {
        ProducerProperties made = new ProducerProperties(settings);
        Properties properties = new Properties();
        properties.putAll(fromRoute);
        properties.putAll(made.retries());
        properties.putAll(made.security());
        properties.putAll(made.file());
        properties.putAll(made.guarantees(name));
        return properties;
    }

    /** What keeps a record from being lost, or written twice by the producer's own retries; nothing overrides it. */
    private Map<String, Object> guarantees(String name) {
        // Waiting for metadata comes before the delivery's own limit: both together are the destination's time-out.
        return Map.of(
                "client.id",
                "click-router-" + name,
                "bootstrap.servers",
                settings.brokers(),
                "enable.idempotence",
                true,
                "acks",
                "all",
                "max.block.ms",
                timeout - delivery,
                "delivery.timeout.ms",
                delivery,
                "request.timeout.ms",
                Math.max(1, delivery / 2),
                "linger.ms",
                0,
                "enable.metrics.push",
                false);
    }

    /**
     * The producer's own retries end before its time does, about half-way: else all that is ever told of a failure is
     * that time ran out. The outbox goes on trying.
     */
    private Map<String, Object> retries() {
        int shortest = Math.max(SHORTEST_BACKOFF, delivery / 200);
        return Map.of(
                "retries", RETRIES,
                "retry.backoff.ms", shortest,
                "retry.backoff.max.ms", Math.max(shortest, delivery / 8));
    }

    private Properties security() {
        Properties security = new Properties();
        security.setProperty("security.protocol", settings.protocol());
        if (!settings.user().isEmpty()) {
            security.setProperty("sasl.mechanism", settings.mechanism());
            security.setProperty(
                    "sasl.jaas.config",
                    LOGIN_MODULES.get(settings.mechanism()) + " required username=" + quoted(settings.user())
                            + " password=" + quoted(settings.password()) + ";");
        }
        return security;
    }

    private Properties file() {
        Properties own = new Properties();
        if (settings.clientConfig() != null) {
            try (Reader reader = Files.newBufferedReader(settings.clientConfig(), StandardCharsets.UTF_8)) {
                own.load(reader);
            } catch (IOException e) {
                throw new DeliveryException(
                        FailureKind.MISCONFIGURED,
                        "the file " + settings.clientConfig().getFileName() + " of client-config cannot be read",
                        null,
                        null,
                        e);
            }
        }
        return own;
    }

    /** A word of a JAAS configuration. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
