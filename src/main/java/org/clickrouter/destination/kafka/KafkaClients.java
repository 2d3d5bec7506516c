package org.clickrouter.destination.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.destination.Defaults;
import org.clickrouter.settings.Settings;
import org.clickrouter.text.Durations;

/**
 * Bean {@code kafkaClients} of deliver-kafka.camel.yaml: makes the producer of a destination, whose name the route
 * gives as client id. Brokers and login are read here, not in the route, so that no endpoint URI, log or page shows a
 * password.
 */
public final class KafkaClients implements KafkaClientFactory {

    private static final String KIND = "kafka";
    private static final int RETRIES = 7;
    private static final int SHORTEST_BACKOFF = 20;
    private static final Map<String, String> LOGIN_MODULES = Map.of(
            "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule",
            "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

    private final Settings settings;

    public KafkaClients(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Producer<?, ?> getProducer(Properties fromRoute) {
        Properties properties = properties(fromRoute);
        return new ExplainedProducer(properties);
    }

    Properties properties(Properties fromRoute) {
        String name = fromRoute.getProperty("client.id");
        Properties properties = new Properties();
        properties.putAll(fromRoute);
        properties.putAll(retries(name));
        properties.putAll(security(name));
        properties.putAll(file(settings.get(name + ".client-config")));
        properties.putAll(guarantees(name));
        return properties;
    }

    /** What keeps a record from being lost, or written twice by the producer's own retries; nothing overrides it. */
    private Map<String, Object> guarantees(String name) {
        // Waiting for metadata comes before the delivery's own limit: both together are the destination's time-out.
        int delivery = delivery(name);
        return Map.of(
                "client.id",
                "click-router-" + name,
                "bootstrap.servers",
                value(name, "brokers"),
                "enable.idempotence",
                true,
                "acks",
                "all",
                "max.block.ms",
                timeout(name) - delivery,
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
    private Map<String, Object> retries(String name) {
        int shortest = Math.max(SHORTEST_BACKOFF, delivery(name) / 200);
        return Map.of(
                "retries",
                RETRIES,
                "retry.backoff.ms",
                shortest,
                "retry.backoff.max.ms",
                Math.max(shortest, delivery(name) / 8));
    }

    private int timeout(String name) {
        return (int) Durations.parse(value(name, "timeout")).toMillis();
    }

    private int delivery(String name) {
        return timeout(name) - timeout(name) / 3;
    }

    private Properties security(String name) {
        Properties security = new Properties();
        security.setProperty(
                "security.protocol", value(name, "security-protocol").toUpperCase(Locale.ROOT));
        // Nobody else's login: the brokers may be others.
        String user = settings.get(name + ".user");
        if (!user.isEmpty()) {
            String mechanism = value(name, "sasl-mechanism").toUpperCase(Locale.ROOT);
            security.setProperty("sasl.mechanism", mechanism);
            security.setProperty(
                    "sasl.jaas.config",
                    LOGIN_MODULES.get(mechanism) + " required username=" + quoted(user) + " password="
                            + quoted(settings.secret(name + ".password")) + ";");
        }
        return security;
    }

    private Properties file(String path) {
        Properties own = new Properties();
        if (!path.isEmpty()) {
            try (Reader reader = Files.newBufferedReader(settings.home().resolve(path), StandardCharsets.UTF_8)) {
                own.load(reader);
            } catch (IOException e) {
                throw new DeliveryException(
                        FailureKind.UNAUTHORIZED,
                        "the file " + path + " of client-config cannot be read",
                        null,
                        null,
                        e);
            }
        }
        return own;
    }

    private String value(String name, String key) {
        return Defaults.of(settings, name, KIND, key);
    }

    /** A word of a JAAS configuration. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The brokers are set with everything else. */
    @Override
    public String getBrokers(KafkaConfiguration configuration) {
        return null;
    }

    /** Nothing is consumed here. */
    @Override
    public Consumer<?, ?> getConsumer(Properties properties) {
        throw new IllegalStateException("click-router only sends to Kafka");
    }
}
