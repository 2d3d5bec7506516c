package org.clickrouter.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.settings.Settings;
import org.clickrouter.signing.StandardWebhooks;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.token.KeptTokens;
import org.clickrouter.testing.EncryptedMailServer;
import org.clickrouter.testing.GuardedReceiver;
import org.clickrouter.testing.SetClock;
import org.clickrouter.testing.StoreKind;
import org.clickrouter.testing.TokenMailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reaches the operator, at a real mail server and a real web server. */
class OperatorDeskTest {

    private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String OTHER_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final List<Event> PAUSED =
            List.of(new Event("paused", "crm", 1, "destination crm is PAUSED <HTTP 410> & waits"));

    @TempDir
    private Path folder;

    private final SetClock clock = new SetClock("2026-11-27T03:00:00Z");
    private final Map<String, String> values = new HashMap<>();
    private List<Event> present = List.of();
    private WebhookReceiver webhook;
    private Database store;
    private Settings settings;

    @BeforeEach
    void begin() throws Exception {
        webhook = WebhookReceiver.start();
        values.put("wolkvox.server", "1234");
        values.put("wolkvox.token", "token-of-the-api");
        values.put("wolkvox.operation", "bogota");
        values.put("operator.webhook", webhook.url());
    }

    @AfterEach
    void end() {
        webhook.close();
        if (store != null) {
            store.close();
        }
    }

    private OperatorDesk desk(StoreKind kind) {
        if (store == null) {
            store = Database.open(kind.freshUrl(folder), kind.user(), "", 4);
        }
        settings = Settings.of(folder, values, "test");
        return new OperatorDesk(() -> settings, store, new KeptTokens(store), () -> present, clock);
    }

    private void pass(OperatorDesk desk, Duration time) {
        for (long left = time.toMinutes(); left >= 0; left--) {
            desk.look();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private static String signature(Received told) {
        String id = told.header(StandardWebhooks.ID).orElseThrow();
        Instant time = Instant.ofEpochSecond(
                Long.parseLong(told.header(StandardWebhooks.TIMESTAMP).orElseThrow()));
        return StandardWebhooks.of(SECRET)
                .headers(id, time, told.text().getBytes(StandardCharsets.UTF_8))
                .get(StandardWebhooks.SIGNATURE);
    }

    @Test
    void theWebhookIsSignedAndSaysWhatIsWrongAndThenThatItIsWell() throws Exception {
        values.put("operator.webhook-secret", SECRET);
        OperatorDesk desk = desk(StoreKind.H2);
        present = PAUSED;
        pass(desk, Duration.ofMinutes(5));

        assertThat(webhook.received()).hasSize(1);
        Received told = webhook.received().get(0);
        assertThat(told.text())
                .contains("\"type\":\"click-router.operator\"", "\"installation\":\"bogota at ")
                .contains("{\"kind\":\"paused\",\"subject\":\"crm\",\"state\":\"new\",\"count\":1,"
                        + "\"since\":\"2026-11-27T03:00:00Z\"")
                .contains("\"runbook\":\"docs/operator.md#paused\"");
        assertThat(told.header(StandardWebhooks.SIGNATURE)).hasValue(signature(told));

        present = List.of();
        pass(desk, Duration.ofMinutes(20));

        assertThat(webhook.received()).hasSize(2);
        assertThat(webhook.received().get(1).text()).contains("\"state\":\"well\"", "\"until\":");
    }

    @Test
    void anotherSecretAndAnotherReceiverCountFromTheNextMessageOn() throws Exception {
        values.put("operator.webhook-secret", OTHER_SECRET);
        values.put("operator.webhook", "http://127.0.0.1:9/");
        OperatorDesk desk = desk(StoreKind.H2);
        values.put("operator.webhook-secret", SECRET);
        values.put("operator.webhook", webhook.url());
        settings = Settings.of(folder, values, "test");
        present = PAUSED;
        pass(desk, Duration.ofMinutes(5));

        assertThat(webhook.received())
                .singleElement()
                .satisfies(told ->
                        assertThat(told.header(StandardWebhooks.SIGNATURE)).hasValue(signature(told)));
    }

    @Test
    void slackGetsATextWithoutMarkupOfItsOwn() {
        values.put("operator.webhook-form", "slack");
        present = PAUSED;
        pass(desk(StoreKind.H2), Duration.ofMinutes(2));

        assertThat(webhook.received())
                .singleElement()
                .satisfies(told -> assertThat(told.text())
                        .startsWith("{\"text\":\"Click Router, bogota at ")
                        .contains("destination crm is PAUSED &lt;HTTP 410&gt; &amp; waits (paused)"));
    }

    @Test
    void aMailHasItAllInItsSubjectAndText() throws Exception {
        try (MailReceiver mailbox = MailReceiver.start()) {
            values.remove("operator.webhook");
            values.put("operator.email", "it@example.org, night@example.org");
            values.put("email.host", "127.0.0.1");
            values.put("email.port", String.valueOf(mailbox.port()));
            values.put("email.from", "router@example.org");
            present = PAUSED;
            pass(desk(StoreKind.H2), Duration.ofMinutes(2));

            assertThat(mailbox.messages()).isNotEmpty().allSatisfy(mail -> {
                assertThat(mail.getSubject())
                        .startsWith("[click-router bogota at ")
                        .endsWith("1 new problem: paused crm");
                assertThat(mail.getAllRecipients()).hasSize(2);
                assertThat(mail.getMessageID()).startsWith("<msg_op_");
                assertThat(mail.getContent().toString())
                        .contains("- since 2026-11-26 22:00 -05:00: destination crm is PAUSED");
            });
        }
    }

    @Test
    void aMailGoesByTheLogInOfTheOtherMails() throws Exception {
        GuardedReceiver tokens = new GuardedReceiver();
        try (TokenMailServer mailbox = new TokenMailServer(tokens::lets)) {
            values.remove("operator.webhook");
            values.put("operator.email", "it@example.org");
            values.put("email.host", "127.0.0.1");
            values.put("email.port", String.valueOf(mailbox.port()));
            values.put("email.user", TokenMailServer.MAILBOX);
            values.put("email.from", TokenMailServer.MAILBOX);
            values.put("email.oauth2.token-url", tokens.url("/token"));
            values.put("email.oauth2.client-id", GuardedReceiver.CLIENT);
            values.put("email.oauth2.client-secret", GuardedReceiver.SECRET);
            present = PAUSED;
            pass(desk(StoreKind.H2), Duration.ofMinutes(2));

            assertThat(mailbox.taken()).singleElement().satisfies(told -> {
                assertThat(told.mechanism()).isEqualTo("XOAUTH2");
                assertThat(told.mail().getMessageID()).startsWith("<msg_op_");
            });
        } finally {
            tokens.close();
        }
    }

    /** The mail library's own short way to send takes smtp, whatever the session says. */
    @Test
    void aMailGoesOverSmtps() throws Exception {
        try (EncryptedMailServer mailbox = new EncryptedMailServer()) {
            values.remove("operator.webhook");
            values.put("operator.email", "it@example.org");
            values.put("email.host", "localhost");
            values.put("email.port", String.valueOf(mailbox.port()));
            values.put("email.tls", "smtps");
            values.put("email.from", "router@example.org");
            present = PAUSED;
            pass(desk(StoreKind.H2), Duration.ofMinutes(2));

            assertThat(mailbox.taken()).hasSize(1);
        }
    }

    @Test
    void aMessageOutlivesADeadReceiverAndARestartAndComesOnceUnderOneId() {
        webhook.behave(Behaviour.status(503));
        present = PAUSED;
        pass(desk(StoreKind.H2), Duration.ofMinutes(2));
        int refused = webhook.received().size();
        assertThat(refused).isPositive();

        webhook.behave(Behaviour.ok());
        pass(desk(StoreKind.H2), Duration.ofMinutes(60));

        assertThat(webhook.received()).hasSize(refused + 1);
        assertThat(webhook.received())
                .extracting(one -> one.header(StandardWebhooks.ID).orElseThrow())
                .containsOnly(
                        webhook.received().get(0).header(StandardWebhooks.ID).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoInstancesOneTells(StoreKind kind) throws Exception {
        present = PAUSED;
        OperatorDesk one = desk(kind);
        OperatorDesk two = desk(kind);
        for (int minute = 0; minute < 5; minute++) {
            Thread beside = new Thread(two::look);
            beside.start();
            one.look();
            beside.join();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(webhook.received()).hasSize(1);
    }

    @Test
    void aSecretInATextIsMasked() {
        present = List.of(new Event("stopped", "bogota", 1, "it answered: no such token token-of-the-api"));
        pass(desk(StoreKind.H2), Duration.ofMinutes(2));

        assertThat(webhook.received())
                .singleElement()
                .satisfies(told ->
                        assertThat(told.text()).contains("no such token ***").doesNotContain("token-of-the-api"));
    }
}
