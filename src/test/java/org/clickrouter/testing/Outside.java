package org.clickrouter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;

/**
 * Everything outside the product: the report API, a webhook's receiver and a mailbox, in this JVM; and what arrived
 * there.
 */
public final class Outside implements AutoCloseable {
    public static final String TOKEN = "tok-5e1c9a70b6f24d88";
    public static final String SECRET_KEY =
            Base64.getEncoder().encodeToString("a signing key of thirty-two byte".getBytes(StandardCharsets.US_ASCII));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    static {
        // The mail server's threads throw when a client is killed; by default Awaitility would blame whoever is
        // waiting.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    public final ApiSimulator api;
    public final WebhookReceiver webhook;
    public final MailReceiver mailbox;
    private int clicks;

    public Outside() {
        this(MailReceiver.start());
    }

    public Outside(MailReceiver mailbox) {
        try {
            api = ApiSimulator.start(ApiOptions.defaults().token(TOKEN).licenses(100));
            webhook = WebhookReceiver.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.mailbox = mailbox;
    }

    /** Points the product at all of this. */
    public Home settle(Home home) {
        return home.quick()
                .with("wolkvox.base-url", api.baseUrl())
                .with("wolkvox.token", TOKEN)
                .with("webhook.url", webhook.url())
                .with("webhook.secret", "whsec_" + SECRET_KEY)
                .with("webhook.max-in-flight", 4)
                .with("email.host", "127.0.0.1")
                .with("email.port", mailbox.port())
                .with("email.tls", "none")
                .with("email.from", "click-router@example.com")
                .with("email.to", "sales@example.com")
                .with("webhook.codes", "VENTA, CITA AGENDADA")
                .with("email.codes", "CITA AGENDADA")
                .with("sql.codes", "*");
    }

    /** Adds clicks of this second with a code, under chat ids of their own. */
    public List<ObjectNode> add(int count, String code) {
        List<ObjectNode> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode click = draft(code);
            api.put(click);
            added.add(click);
        }
        return added;
    }

    /** A click of this second, not yet in the report. */
    public ObjectNode draft(String code) {
        String chat = "5730%08d".formatted(++clicks);
        String now =
                DATE.format(LocalDateTime.ofInstant(Instant.now(), api.options().zone()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("source_url", "https://fb.me/" + chat)
                .put("source_type", "ad")
                .put("source_id", "120210000000000017")
                .put("chat_id", chat)
                .put("rp_id", "3001")
                .put("agent_id", "1042 Sofía Muñoz")
                .put("media_type", "image")
                .put("media_url", "")
                .put("date", now)
                .put("cod_act", code);
    }

    /** The webhooks as {@code webhook-id}s, repeats included. */
    public List<String> webhookIds() {
        return webhook.received().stream()
                .map(r -> r.header("webhook-id").orElseThrow())
                .toList();
    }

    /** The webhooks as "chat revision code", repeats included. */
    public List<String> webhooks() {
        return webhook.received().stream()
                .map(Outside::data)
                .map(d -> d.path("chat_id").asText() + " " + d.path("revision").asText() + " "
                        + d.path("cod_act").asText())
                .toList();
    }

    /** The mails as their subjects, repeats included. */
    public List<String> subjects() {
        return subjects(mailbox);
    }

    public static List<String> subjects(MailReceiver mailbox) {
        return mailbox.messages().stream()
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** The mails as their Message-IDs, repeats included. */
    public List<String> messageIds() {
        return mailbox.messages().stream()
                .map(mail -> {
                    try {
                        return mail.getMessageID();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** The text of a mail's part of a type. */
    public static String part(Part mail, String type) throws MessagingException, IOException {
        if (mail.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        return mail.isMimeType(type) ? mail.getContent().toString() : null;
    }

    public static Stream<String> chats(List<ObjectNode> clicks) {
        return clicks.stream().map(c -> c.path("chat_id").textValue());
    }

    /** The subject of a click's mail in the shipped template. */
    public static String subject(ObjectNode click) {
        return click.path("cod_act").textValue() + ": WhatsApp click of chat "
                + click.path("chat_id").textValue() + " (default)";
    }

    /** A webhook's {@code data}. */
    public static ObjectNode data(Received request) {
        try {
            return (ObjectNode) JSON.readTree(request.body()).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A webhook's {@code data} without what the product adds to the record. */
    public static ObjectNode record(Received request) {
        ObjectNode data = data(request);
        data.remove(List.of("operation", "revision"));
        return data;
    }

    public static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks the signature as Standard Webhooks says: HMAC-SHA256 over id, timestamp and body. */
    public static void assertSigned(Received request) {
        String id = request.header("webhook-id").orElseThrow();
        String timestamp = request.header("webhook-timestamp").orElseThrow();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET_KEY), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            assertThat(request.header("webhook-signature"))
                    .contains("v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.body())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        assertThat(Long.parseLong(timestamp))
                .isCloseTo(request.at().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
    }

    @Override
    public void close() {
        mailbox.close();
        webhook.close();
        api.close();
    }
}
