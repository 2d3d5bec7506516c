package org.clickrouter.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StandInsTest {
    private static final Instant NOW = Instant.parse("2025-02-02T12:00:00Z");
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void theSameSeedMakesTheSameClicks() {
        var clicks = generator(1).history(200, NOW.minus(Duration.ofDays(3)), NOW);
        assertThat(clicks)
                .hasSize(200)
                .isEqualTo(generator(1).history(200, NOW.minus(Duration.ofDays(3)), NOW))
                .isNotEqualTo(generator(2).history(200, NOW.minus(Duration.ofDays(3)), NOW));
        assertThat(clicks).extracting(c -> c.get("chat_id").textValue()).doesNotHaveDuplicates();
        assertThat(clicks)
                .extracting(c -> c.get("cod_act").textValue())
                .contains("", "TIMEOUTCHAT")
                .containsAll(ClickGenerator.CODES);
        assertThat(clicks).allSatisfy(c -> {
            assertThat(c.get("source_id").textValue()).matches("\\d{18}");
            assertThat(c.get("date").textValue()).isBetween("2025-01-30 07:00:00", "2025-02-02 06:59:59");
        });
    }

    @Test
    void liveClicksGetTheirCodesLate() throws IOException {
        try (var api = ApiSimulator.start(ApiOptions.defaults())) {
            var ticks = new CopyOnWriteArrayList<ClickGenerator.Tick>();
            try (var live = Live.start(api, generator(1), Duration.ofMillis(5), ticks::add)) {
                assertThat(live).isNotNull();
                await().until(() ->
                        ticks.stream().mapToInt(t -> t.coded().size()).sum() >= 3);
            }
            var coded =
                    ticks.stream().flatMap(t -> t.coded().stream()).findFirst().orElseThrow();
            assertThat(api.records())
                    .filteredOn(r -> r.get("chat_id").textValue().equals(coded.chatId()))
                    .extracting(r -> r.get("cod_act").textValue())
                    .containsExactly(coded.code());
        }
    }

    @Test
    void theWebhookReceiverRemembersAndBehavesAsTold() throws Exception {
        try (var receiver = WebhookReceiver.start()) {
            assertThat(post(receiver, "{\"é\": 1}").statusCode()).isEqualTo(200);
            receiver.behave(Behaviour.retryAfter(503, "7"));
            assertThat(post(receiver, "x").headers().firstValue("Retry-After")).contains("7");
            receiver.behave(Behaviour.hang());
            var hanging = HTTP.sendAsync(request(receiver, "y"), HttpResponse.BodyHandlers.ofString());
            await().until(() -> receiver.received().size() == 3);
            assertThat(hanging).isNotDone();
            await().untilAsserted(() -> {
                receiver.behave(Behaviour.ok());
                assertThat(hanging).isCompleted();
            });
            receiver.behave(Behaviour.broken());
            assertThatThrownBy(() -> post(receiver, "z")).isInstanceOf(IOException.class);
            assertThat(receiver.received().get(0).text()).isEqualTo("{\"é\": 1}");
            assertThat(receiver.received().get(0).header("Webhook-Id")).contains("id-1");
            assertThat(receiver.received().get(0).method()).isEqualTo("POST");
        }
    }

    @Test
    void theMailReceiverTakesEachMailOnceForAnyRecipients() throws Exception {
        var heard = new CopyOnWriteArrayList<MimeMessage>();
        try (var receiver = MailReceiver.start(0, heard::add)) {
            var properties = new Properties();
            properties.put("mail.smtp.host", "127.0.0.1");
            properties.put("mail.smtp.port", receiver.port());
            for (int i = 0; i < 2; i++) {
                var mail = new MimeMessage(Session.getInstance(properties));
                mail.setFrom("router@example.com");
                mail.setRecipients(
                        Message.RecipientType.TO, InternetAddress.parse("sofia@example.com, ivan@example.org"));
                mail.setSubject("Código " + i, "UTF-8");
                mail.setText("¡VENTA! 🎉", "UTF-8");
                Transport.send(mail);
            }
            assertThat(receiver.messages()).hasSize(2).isEqualTo(heard);
            assertThat(heard.get(1).getSubject()).isEqualTo("Código 1");
            assertThat(heard.get(1).getContent().toString()).contains("¡VENTA! 🎉");
        }
    }

    private static ClickGenerator generator(long seed) {
        return new ClickGenerator(seed, Clock.fixed(NOW, ZoneOffset.UTC), BOGOTA);
    }

    private static HttpRequest request(WebhookReceiver receiver, String body) {
        return HttpRequest.newBuilder(URI.create(receiver.url()))
                .header("webhook-id", "id-1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> post(WebhookReceiver receiver, String body) throws Exception {
        return HTTP.send(request(receiver, body), HttpResponse.BodyHandlers.ofString());
    }
}
