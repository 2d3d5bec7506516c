package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.scenario.Host.json;
import static org.clickrouter.scenario.Rig.eventually;

import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLSyntaxErrorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.apache.camel.spi.PropertiesSource;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.testing.JmsBroker;
import org.clickrouter.testing.KafkaBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each Kamelet of a destination by itself, in a plain Camel main that has the library on its class path. */
class KameletsInHostTest {

    @TempDir
    private Path home;

    private final Map<String, String> properties = new LinkedHashMap<>();
    private UnaryOperator<String> unlisted = name -> null;
    private Main main;

    @BeforeEach
    void store() {
        properties.put("click-router.store.url", "jdbc:h2:file:" + home.resolve("store"));
        properties.put("click-router.retry.schedule", "50ms,50ms,50ms,50ms,50ms,50ms");
    }

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
    }

    private void start(String from, String kamelet) throws IOException {
        Path routes = Files.writeString(
                home.resolve("clicks.camel.yaml"), """
            - route:
                id: clicks
                from:
                  uri: FROM
                  steps:
                    - to: kamelet:KAMELET
            """.replace("FROM", from).replace("KAMELET", kamelet));
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().withRoutesIncludePattern("file:" + routes);
        properties.forEach(main::addInitialProperty);
        main.init();
        main.getCamelContext().getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
            @Override
            public String getName() {
                return "unlisted";
            }

            @Override
            public String getProperty(String name) {
                return unlisted.apply(name);
            }
        });
        main.start();
    }

    private void give(String kamelet) throws IOException {
        start("direct:click-router-out", kamelet);
        give();
    }

    private void give() throws IOException {
        try (var template = main.getCamelContext().createProducerTemplate()) {
            template.sendBody("direct:click-router-in", json("a", "VENTA"));
        }
    }

    @Test
    void aWebhookGetsTheClickAgainAfterARefusalSignedAndUnderTheSameId() throws Exception {
        try (WebhookReceiver webhook = WebhookReceiver.start()) {
            webhook.behave(Behaviour.status(500));
            properties.put("click-router.crm.url", webhook.url());
            properties.put("click-router.crm.secret", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
            give("click-webhook-sink?destination=crm");
            eventually(() -> assertThat(webhook.received()).isNotEmpty());
            webhook.behave(Behaviour.ok());

            eventually(() -> assertThat(webhook.received()).hasSizeGreaterThan(1));
            assertThat(webhook.received())
                    .allSatisfy(request -> assertThat(
                                    request.header("webhook-signature").orElse(""))
                            .startsWith("v1,"))
                    .extracting(Received::text)
                    .allSatisfy(body -> assertThat(body).contains("\"chat_id\":\"a\""))
                    .containsOnly(webhook.received().get(0).text());
            assertThat(webhook.received())
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly(webhook.received().get(0).header("webhook-id"));
        }
    }

    @Test
    void aMailIsSent() throws Exception {
        try (MailReceiver mails = MailReceiver.start()) {
            properties.put("click-router.email.host", "127.0.0.1");
            properties.put("click-router.email.port", String.valueOf(mails.port()));
            properties.put("click-router.email.from", "clicks@example.com");
            properties.put("click-router.email.to", "sales@example.com");
            give("click-mail-sink?destination=email");

            eventually(() -> assertThat(mails.messages()).hasSize(1));
            assertThat(mails.messages().get(0).getAllRecipients()[0]).hasToString("sales@example.com");
        }
    }

    @Test
    void aRowIsWritten() throws Exception {
        String sales = "jdbc:h2:mem:" + home.getFileName();
        try (Connection kept = DriverManager.getConnection(sales)) {
            properties.put("click-router.sql.url", sales);
            give("click-sql-sink?destination=sql");

            // The sink makes its table when the first row comes.
            await().ignoreExceptionsInstanceOf(SQLSyntaxErrorException.class).untilAsserted(() -> {
                try (ResultSet rows = kept.createStatement().executeQuery("select cod_act from click_sink")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("VENTA");
                }
            });
        }
    }

    @Test
    void aRecordIsWrittenToATopicOfKafka() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(home.resolve("kafka"))) {
            broker.topic("clicks");
            properties.put("click-router.kafka.brokers", broker.brokers());
            properties.put("click-router.kafka.topic", "clicks");
            give("click-kafka-sink?destination=kafka");

            eventually(() -> assertThat(broker.read("clicks"))
                    .hasSize(1)
                    .allSatisfy(record -> assertThat(record.value()).contains("VENTA")));
        }
    }

    @Test
    void aMessageIsSentToAQueueOfJms() throws Exception {
        try (JmsBroker broker = JmsBroker.start(home.resolve("jms"))) {
            broker.queue("clicks");
            properties.put("click-router.jms.url", broker.url());
            properties.put("click-router.jms.queue", "clicks");
            properties.put("click-router.jms.user", JmsBroker.USER);
            properties.put("click-router.jms.password", JmsBroker.PASSWORD);
            give("click-jms-sink?destination=jms");

            eventually(() -> assertThat(broker.browse("clicks")).hasSize(1));
            assertThat(((TextMessage) broker.browse("clicks").get(0)).getText()).contains("VENTA");
        }
    }

    @Test
    void anyOtherEndpointGetsIt() throws Exception {
        Path archive = home.resolve("archive");
        give("click-endpoint-sink?destination=archive&uri=RAW(file:" + archive
                + "?fileName=${header.delivery_id}.json)");

        eventually(() -> assertThat(archive).isDirectory());
        eventually(() -> {
            try (Stream<Path> files = Files.list(archive)) {
                assertThat(files.map(Path::getFileName).map(Path::toString).toList())
                        .hasSize(1)
                        .allSatisfy(name -> assertThat(name).matches("msg_[0-9a-f]{32}\\.json"));
            }
        });
    }

    @Test
    void aQueueOfTheProductIsRefusedByAWordThatNamesTheWay() {
        assertThatThrownBy(() -> start("outbox:crm", "click-webhook-sink?destination=crm"))
                .hasStackTraceContaining("begin a route with direct:click-router-out");
    }

    /** As Spring's environment and the process's do it: asked for a name they answer, and list none. */
    @Test
    void propertiesThatCannotBeListedAreFoundForTheDestinationOfARouteToo() throws Exception {
        try (WebhookReceiver webhook = WebhookReceiver.start()) {
            Map<String, String> relaxed = Map.of(
                    "click-router.wolkvox.base-url", "http://127.0.0.1:9",
                    "click-router.wolkvox.token", "demo-token",
                    "click-router.poll.period", "1h",
                    "click-router.crm.url", webhook.url());
            unlisted = name -> relaxed.get(name.replace("..", "."));
            give("click-webhook-sink?destination=crm");

            eventually(() -> assertThat(webhook.received()).hasSize(1));
        }
    }

    @Test
    void aMessageThatIsNoClickIsRefusedByName() throws Exception {
        properties.put("click-router.crm.url", "http://127.0.0.1:9/");
        start("direct:own", "click-webhook-sink?destination=crm");

        try (var template = main.getCamelContext().createProducerTemplate()) {
            assertThatThrownBy(() -> template.sendBody("direct:own", List.of("{}")))
                    .hasStackTraceContaining("from direct:click-router-out");
        }
    }
}
