package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.clickrouter.scenario.Rig.eventually;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clickrouter.console.view.Replays;
import org.clickrouter.run.Router;
import org.clickrouter.testing.JmsBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Destination {@code jms} against a real Artemis. */
class JmsDeliveryTest {

    @TempDir
    static Path data;

    private static JmsBroker broker;

    @TempDir
    private Path home;

    private Rig rig;
    private String queue;

    @BeforeAll
    static void startBroker() {
        broker = JmsBroker.start(data);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void prepare(TestInfo test) {
        queue = test.getTestMethod().orElseThrow().getName();
        broker.queue(queue);
        rig = new Rig(home)
                .set("jms.url", broker.url())
                .set("jms.queue", queue)
                .set("jms.codes", "VENTA")
                .set("jms.timeout", "3s")
                .set("jms.user", JmsBroker.USER)
                .set("jms.password", JmsBroker.PASSWORD)
                .set(
                        "retry.schedule",
                        IntStream.range(0, 100).mapToObj(i -> "100ms").collect(Collectors.joining(",")));
    }

    @AfterEach
    void end() {
        rig.close();
    }

    private List<Message> messages(int count) {
        eventually(() -> assertThat(broker.browse(queue)).hasSizeGreaterThanOrEqualTo(count));
        return broker.browse(queue);
    }

    private static Map<String, Object> properties(Message message) throws JMSException {
        Map<String, Object> properties = new TreeMap<>();
        for (Object name : Collections.list((Enumeration<?>) message.getPropertyNames())) {
            properties.put((String) name, message.getObjectProperty((String) name));
        }
        return properties;
    }

    private static List<String> ids(List<Message> messages) throws JMSException {
        List<String> ids = new ArrayList<>();
        for (Message message : messages) {
            ids.add(message.getJMSCorrelationID());
        }
        return ids;
    }

    private void allDone(Router router, int count) {
        eventually(
                () -> assertThat(Rig.store(router).deliveries().to("jms").done().count())
                        .isEqualTo(count));
    }

    @Test
    void aClickIsAPersistentTextMessageGroupedByItsChatWithTheAttributesOfACloudEvent() throws JMSException {
        Router router = rig.click("chat-1", "VENTA").start();

        Message message = messages(1).get(0);
        String id = Rig.store(router).deliveries().to("jms").ids().get(0);
        Map<String, Object> properties = properties(message);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSCorrelationID()).isEqualTo(id);
        assertThat(message.getJMSReplyTo()).isNull();
        assertThat(properties.keySet())
                .allMatch(
                        name -> name.matches("cloudEvents_(specversion|id|source|type|time|datacontenttype)|JMSXGroupID"
                                + "|JMSXDeliveryCount|_AMQ_DUPL_ID"));
        assertThat(properties)
                .containsEntry("JMSXGroupID", "chat-1")
                .containsEntry("_AMQ_DUPL_ID", id)
                .containsEntry("cloudEvents_id", id)
                .containsEntry("cloudEvents_specversion", "1.0")
                .containsEntry("cloudEvents_source", "/click-router/default")
                .containsEntry("cloudEvents_type", "click.coded")
                .containsEntry("cloudEvents_datacontenttype", "application/json");
        eventually(() -> assertThat(rig.received()).hasSize(1));
        assertThat(rig.webhook.received().get(0).text())
                .isEqualTo("{\"type\":\"click.coded\",\"timestamp\":\"" + properties.get("cloudEvents_time")
                        + "\",\"data\":" + ((TextMessage) message).getText() + "}");
    }

    @Test
    void whoAsksForItIsToldWhichReadBroughtTheClick() throws JMSException {
        rig.set("jms.traceparent", "true").click("chat-1", "VENTA").start();

        assertThat(messages(1).get(0).getStringProperty("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void aBrokerThatStopsAndComesBackKeepsWhatItHadAndGetsEachClickOnce() throws JMSException {
        Router router = rig.click("before", "VENTA").start();
        messages(1);
        broker.stop();
        try {
            rig.clicks("while-down-", 20, "VENTA");
            eventually(() -> {
                assertThat(rig.received()).hasSize(21);
                assertThat(Rig.store(router).deliveries().to("jms").failed().failures())
                        .containsOnly("UNREACHABLE");
            });
        } finally {
            broker.start();
        }

        allDone(router, 21);
        assertThat(ids(broker.browse(queue)))
                .containsExactlyInAnyOrderElementsOf(
                        Rig.store(router).deliveries().to("jms").ids());
    }

    @Test
    void aBrokerThatIsAwayAtTheStartKeepsNothingElseFromStarting() {
        broker.stop();
        try {
            Router router = rig.click("chat-1", "VENTA").start();
            eventually(() -> {
                assertThat(rig.received()).containsExactly("chat-1");
                assertThat(Rig.store(router).deliveries().to("jms").failures()).containsExactly("UNREACHABLE");
            });
        } finally {
            broker.start();
        }
        assertThat(messages(1)).hasSize(1);
    }

    @Test
    void theRepeatThatACrashCausesIsDroppedByTheBroker() {
        Router router = rig.click("chat-1", "VENTA").start();
        messages(1);
        allDone(router, 1);
        // As a crash between send and mark leaves it.
        Rig.store(router).edit().forgetMarks("jms");
        allDone(router, 1);

        assertThat(broker.browse(queue)).hasSize(1);
    }

    @Test
    void aReplayReachesTheQueueAgain() {
        Router router = rig.click("chat-1", "VENTA").start();
        messages(1);
        allDone(router, 1);
        assertThat(Replays.replay(router.stores().database, Clock.systemUTC(), true, "destination", "jms"))
                .isEqualTo(1);

        assertThat(messages(2)).hasSize(2);
    }

    @Test
    void aRefusedLoginSaysSoWithoutThePassword() {
        Router router =
                rig.set("jms.password", "wr0ng-p4ss").click("chat-1", "VENTA").start();

        eventually(() ->
                assertThat(Rig.store(router).deliveries().to("jms").failures()).containsExactly("UNAUTHORIZED"));
        assertThat(Rig.store(router).deliveries().to("jms").errors().get(0)).doesNotContain("wr0ng-p4ss");
        assertThat(router.context().getEndpoints())
                .noneMatch(endpoint -> endpoint.getEndpointUri().contains("wr0ng-p4ss"));
    }

    @Test
    void aDriverThatIsNotOnTheClassPathOrTakesNoUrlIsNamedByCheck() {
        for (String driver : List.of("com.example.NoSuchFactory", "java.lang.String")) {
            rig.set("jms.connection-factory", driver);
            assertThatThrownBy(rig::settings).hasMessageContaining("jms.connection-factory");

            assertThat(Output.of("check", "--home", home.toString())).satisfies(output -> {
                assertThat(output.exitCode()).isEqualTo(2);
                assertThat(output.text())
                        .contains("jms.connection-factory = " + driver + ": must be a jakarta.jms.ConnectionFactory"
                                + " on the class path with a constructor that takes a URL");
            });
        }
    }
}
