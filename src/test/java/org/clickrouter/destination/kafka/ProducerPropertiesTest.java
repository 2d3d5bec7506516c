package org.clickrouter.destination.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProducerPropertiesTest {

    @TempDir
    private Path home;

    private Map<Object, Object> properties(String name, String... pairs) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.brokers",
                "b1:9092",
                "kafka.user",
                "u\"1",
                "kafka.password",
                "p\\4ss",
                "kafka.security-protocol",
                "SASL_SSL",
                "kafka.sasl-mechanism",
                "SCRAM-SHA-512"));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        Properties route = new Properties();
        route.setProperty("client.id", name);
        route.setProperty("acks", "1");
        Settings all = Settings.load(home, Map.of(), new Properties(), settings);
        return ProducerProperties.of(KafkaSettings.of(new DestinationSettings(all, name, KafkaKind.NAME)), name, route);
    }

    @Test
    void theLoginBecomesAJaasConfigurationWhateverCharactersItHas() {
        assertThat(properties("kafka"))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\\\"1\" password=\"p\\\\4ss\";");
    }

    @Test
    void nothingWeakensTheProducer() throws IOException {
        Files.writeString(
                home.resolve("client.properties"),
                "acks=0\nenable.idempotence=false\nbootstrap.servers=elsewhere:1\ndelivery.timeout.ms=900000\n"
                        + "max.block.ms=900000\ncompression.type=lz4\nsecurity.protocol=SSL\n");

        assertThat(properties("kafka", "kafka.client-config", "client.properties", "kafka.timeout", "30s"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("bootstrap.servers", "b1:9092")
                .containsEntry("compression.type", "lz4")
                .containsEntry("security.protocol", "SSL")
                .satisfies(p -> assertThat((int) p.get("max.block.ms") + (int) p.get("delivery.timeout.ms"))
                        .isLessThanOrEqualTo(30_000));
    }

    @Test
    void aDestinationOfTheEngineersOwnHasItsOwnBrokersAndBorrowsLimitsButNoLogin() {
        assertThat(properties(
                        "erp", "erp.brokers", "b2:9092", "kafka.timeout", "9s", "erp.security-protocol", "PLAINTEXT"))
                .containsEntry("bootstrap.servers", "b2:9092")
                .containsEntry("max.block.ms", 3000)
                .containsEntry("security.protocol", "PLAINTEXT")
                .doesNotContainKey("sasl.jaas.config");
    }
}
