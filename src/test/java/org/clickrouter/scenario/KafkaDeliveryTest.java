package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.clickrouter.run.Router;
import org.clickrouter.testing.KafkaBroker;
import org.clickrouter.testing.store.Clicks.StoredClick;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Destination {@code kafka} against a real broker. */
class KafkaDeliveryTest {

    @TempDir
    static Path data;

    private static KafkaBroker broker;

    @TempDir
    private Path home;

    private Rig rig;
    private String topic;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(data);
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @BeforeEach
    void prepare(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.topic(topic);
        rig = new Rig(home)
                .set("kafka.brokers", broker.brokers())
                .set("kafka.topic", topic)
                .set("kafka.codes", "VENTA")
                .set("kafka.timeout", "3s")
                .set(
                        "retry.schedule",
                        IntStream.range(0, 100).mapToObj(i -> "100ms").collect(Collectors.joining(",")));
    }

    @AfterEach
    void end() {
        rig.close();
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(Collectors.toMap(
                        header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8)));
    }

    private List<ConsumerRecord<String, String>> records(int count) {
        eventually(() -> assertThat(told()).hasSizeGreaterThanOrEqualTo(count));
        return told();
    }

    /** As a consumer takes them: of a record that comes again, under the same id, after a time-out, the first. */
    private List<ConsumerRecord<String, String>> told() {
        Set<String> ids = new HashSet<>();
        return broker.read(topic).stream()
                .filter(record -> ids.add(headers(record).get("ce_id")))
                .toList();
    }

    private static List<String> ids(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(record -> headers(record).get("ce_id")).toList();
    }

    @Test
    void aClickIsACloudEventKeyedByItsChatWithNoOtherHeader() {
        rig.click("chat-1", "VENTA");
        Router router = rig.start();

        ConsumerRecord<String, String> record = records(1).get(0);
        String id = Rig.store(router).deliveries().to("kafka").ids().get(0);
        assertThat(record.key()).isEqualTo("chat-1");
        assertThat(headers(record))
                .containsOnlyKeys("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type")
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", id)
                .containsEntry("ce_source", "/click-router/default")
                .containsEntry("ce_type", "click.coded")
                .containsEntry("content-type", "application/json");
        eventually(() -> assertThat(rig.received()).hasSize(1));
        assertThat(rig.webhook.received().get(0).text())
                .isEqualTo("{\"type\":\"click.coded\",\"timestamp\":\""
                        + headers(record).get("ce_time") + "\",\"data\":" + record.value() + "}");
    }

    @Test
    void whoAsksForItIsToldWhichReadBroughtTheClick() {
        rig.set("kafka.traceparent", "true").click("chat-1", "VENTA").start();

        assertThat(headers(records(1).get(0)).get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void allOfAChatComesInOrderInOnePartitionAndAClickWithoutAChatIsKeyedByItsOwnId() {
        rig.click("same", "VENTA").click("-", "VENTA");
        Router router = rig.start();
        records(2);
        rig.api.recode("same", "OTRA");
        eventually(() ->
                assertThat(Rig.store(router).revisions().coded("OTRA").count()).isOne());
        rig.api.recode("same", "VENTA");

        List<ConsumerRecord<String, String>> ofChat = records(3).stream()
                .filter(record -> record.key().equals("same"))
                .toList();
        assertThat(ofChat)
                .hasSize(2)
                .extracting(ConsumerRecord::partition)
                .containsOnly(ofChat.get(0).partition());
        assertThat(ofChat)
                .extracting(record -> record.value().replaceFirst(".*\"revision\":(\\d+).*", "$1"))
                .containsExactly("1", "3");
        String click = Rig.store(router).clicks().list().stream()
                .filter(stored -> !stored.chat().equals("same"))
                .map(StoredClick::id)
                .findFirst()
                .orElseThrow();
        assertThat(broker.read(topic)).extracting(ConsumerRecord::key).contains("click:" + click);
    }

    @Test
    void aBodyOfTheRoutingFileGoesAsItIs() throws IOException {
        String routing = rig.routeFile("routing.camel.yaml");
        String indent = " ".repeat(18);
        rig.write(
                "routing.camel.yaml",
                routing.replace(
                        indent + "- to:\n" + indent + "    id: to-kafka",
                        indent + "- transform:\n" + indent + "    jq: \"{lead: .chat_id}\"\n" + indent + "- to:\n"
                                + indent + "    id: to-kafka"));
        rig.click("chat-1", "VENTA").start();

        ConsumerRecord<String, String> record = records(1).get(0);
        assertThat(record.value()).isEqualToIgnoringWhitespace("{\"lead\":\"chat-1\"}");
        assertThat(record.key()).isEqualTo("chat-1");
        assertThat(headers(record)).containsEntry("content-type", "application/json");
    }

    @Test
    void aBrokerThatStopsAndComesBackGetsEachClickOnceAndNothingElseWaitsForIt() {
        rig.click("before", "VENTA");
        Router router = rig.start();
        records(1);
        broker.stop();
        try {
            rig.clicks("while-down-", 20, "VENTA");
            eventually(() -> {
                assertThat(rig.received()).hasSize(21);
                assertThat(Rig.store(router)
                                .deliveries()
                                .to("kafka")
                                .pending()
                                .failed()
                                .count())
                        .isPositive();
            });
        } finally {
            broker.start();
        }

        eventually(() -> assertThat(
                        Rig.store(router).deliveries().to("kafka").done().count())
                .isEqualTo(21));
        List<ConsumerRecord<String, String>> all = broker.read(topic);
        // What timed out may come again, under its id alone.
        assertThat(ids(all).stream().distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Rig.store(router).deliveries().to("kafka").ids());
        assertThat(all).extracting(ConsumerRecord::key).contains("before", "while-down-0", "while-down-19");
    }

    @Test
    void brokersThatAreAwayAtTheStartKeepNothingElseFromStarting() {
        Router router = rig.set("kafka.brokers", "no-such-host.invalid:9092")
                .click("chat-1", "VENTA")
                .start();

        eventually(() -> {
            assertThat(rig.received()).containsExactly("chat-1");
            assertThat(Rig.store(router).deliveries().to("kafka").failures()).containsExactly("UNREACHABLE");
        });
    }

    @Test
    void aTopicThatDoesNotExistIsNamedAndWaitedFor() {
        Router router =
                rig.set("kafka.topic", "made-later").click("chat-1", "VENTA").start();
        eventually(() -> {
            assertThat(Rig.store(router).deliveries().to("kafka").failures()).containsExactly("SERVER_ERROR");
            assertThat(Rig.store(router).deliveries().to("kafka").errors().get(0))
                    .contains("made-later");
        });
        broker.topic("made-later");

        eventually(() -> assertThat(broker.read("made-later")).hasSize(1));
    }

    @Test
    void aRecordThatIsTooLargeSpeaksOfItselfAlone() {
        Map<String, Object> large = rig.record("large", "VENTA");
        large.put("media_url", "x".repeat(120_000));
        rig.api.put(large);
        rig.click("small", "VENTA");
        Router router = rig.start();

        assertThat(records(1)).extracting(ConsumerRecord::key).containsExactly("small");
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().to("kafka").failed().failures())
                .containsExactly("BAD_PAYLOAD"));
    }

    @Test
    void aLoginByPasswordWorksAndARefusedOneSaysSoWithoutThePassword() throws IOException {
        rig.set("kafka.brokers", broker.login())
                .set("kafka.security-protocol", "SASL_PLAINTEXT")
                .set("kafka.user", KafkaBroker.USER)
                .set("kafka.password", "wr0ng-p4ss")
                .click("chat-1", "VENTA");
        Router refused = rig.start();
        eventually(() -> assertThat(Rig.store(refused).deliveries().to("kafka").failures())
                .containsExactly("UNAUTHORIZED"));
        assertThat(Rig.store(refused).deliveries().to("kafka").errors().get(0)).doesNotContain("wr0ng-p4ss");
        assertThat(refused.context().getEndpoints())
                .noneMatch(endpoint -> endpoint.getEndpointUri().contains("wr0ng-p4ss"));
        rig.stop(refused);

        // What a properties file would make of its backslash is not the matter here.
        Path secret = Files.writeString(home.resolve("kafka-password"), KafkaBroker.PASSWORD);
        rig.set("kafka.password", "")
                .set("kafka.password.file", secret.getFileName().toString())
                .start();
        assertThat(records(1)).extracting(ConsumerRecord::key).containsExactly("chat-1");
    }

    @Test
    void aFileOfKafkasOwnPropertiesTakesPart() throws IOException {
        Files.writeString(
                home.resolve("client.properties"),
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n"
                        + "compression.type=gzip\nsasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"router\" password=\""
                        + KafkaBroker.PASSWORD.replace("\\", "\\\\\\\\").replace("\"", "\\\\\"") + "\";\n");
        rig.set("kafka.brokers", broker.login())
                .set("kafka.client-config", "client.properties")
                .click("chat-1", "VENTA")
                .start();

        assertThat(records(1)).extracting(ConsumerRecord::key).containsExactly("chat-1");
    }
}
