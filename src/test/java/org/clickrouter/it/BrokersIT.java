package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.JmsBroker;
import org.clickrouter.testing.KafkaBroker;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar holds all that Kafka's and Artemis's clients need, and a kill loses nothing on the way to a broker.
 */
class BrokersIT {
    private static final int CLICKS = 300;

    @TempDir
    Path folder;

    @TempDir
    Path kafkaData;

    @TempDir
    Path jmsData;

    @Test
    void theJarSendsToBothThroughAKillAndShowsNoPassword() throws IOException {
        Store store = Store.h2(folder);
        try (Outside outside = new Outside();
                KafkaBroker kafka = KafkaBroker.start(kafkaData);
                JmsBroker jms = JmsBroker.start(jmsData)) {
            kafka.topic("clicks");
            jms.queue("clicks");
            Files.writeString(folder.resolve("kafka-password"), KafkaBroker.PASSWORD);
            Home home = outside.settle(new Home(folder))
                    .shortLeases()
                    .store(store)
                    .with("poll.period", "500ms")
                    .with("log.level", "DEBUG")
                    .with("kafka.brokers", kafka.login())
                    .with("kafka.security-protocol", "SASL_PLAINTEXT")
                    .with("kafka.user", KafkaBroker.USER)
                    .with("kafka.password.file", "kafka-password")
                    .with("kafka.topic", "clicks")
                    .with("kafka.codes", "*")
                    .with("kafka.timeout", "2s")
                    .with("jms.url", jms.url())
                    .with("jms.user", JmsBroker.USER)
                    .with("jms.password", JmsBroker.PASSWORD)
                    .with("jms.queue", "clicks")
                    .with("jms.codes", "*")
                    .with("jms.timeout", "2s")
                    .with("kafka.rate", "100")
                    .with("jms.rate", "100");
            List<ObjectNode> clicks = outside.add(CLICKS, "VENTA");
            RunningJar killed = RunningJar.run(home);
            await().atMost(PATIENCE)
                    .until(() -> !kafka.read("clicks").isEmpty()
                            && !jms.browse("clicks").isEmpty());
            killed.kill();
            hidesPasswords(killed.output());
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> store.view().allDone(CLICKS));
                assertThat(jar.stop()).isZero();
                hidesPasswords(jar.output());
            }
            List<String> chats = Outside.chats(clicks).toList();
            assertThat(kafka.read("clicks"))
                    .extracting(ConsumerRecord::key)
                    .contains(chats.toArray(String[]::new))
                    .allMatch(chats::contains);
            // The broker dropped what came again.
            assertThat(jms.browse("clicks"))
                    .extracting(message -> message.getStringProperty("JMSXGroupID"))
                    .containsExactlyInAnyOrderElementsOf(chats);
        }
    }

    private static void hidesPasswords(String output) {
        assertThat(output)
                .contains("DEBUG")
                .doesNotContain(
                        KafkaBroker.PASSWORD,
                        JmsBroker.PASSWORD,
                        KafkaBroker.PASSWORD.replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
