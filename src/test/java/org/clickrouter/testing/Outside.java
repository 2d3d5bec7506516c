package org.clickrouter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        this(ApiOptions.defaults().token(TOKEN).licenses(100), mailbox);
    }

    /** Without a mailbox, for a product that sends no mail. */
    public Outside(ApiOptions options) {
        this(options, null);
    }

    private Outside(ApiOptions options, MailReceiver mailbox) {
        try {
            api = ApiSimulator.start(options);
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
        ObjectNode draft = JSON.valueToTree(record(chat, code, Duration.ZERO));
        return draft.put("source_url", "https://fb.me/" + chat).put("agent_id", "1042 Sofía Muñoz");
    }

    /** Adds a click of ten minutes ago. */
    public void click(String chat, String code) {
        api.put(record(chat, code));
    }

    /** A click of ten minutes ago, not yet in the report. */
    public Map<String, Object> record(String chat, String code) {
        return record(chat, code, Duration.ofMinutes(10));
    }

    private Map<String, Object> record(String chat, String code, Duration old) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("source_url", "https://fb.me/x");
        record.put("source_type", "ad");
        record.put("source_id", "120210000000000017");
        record.put("chat_id", chat);
        record.put("rp_id", "1001");
        record.put("agent_id", "7");
        record.put("media_type", "image");
        record.put("media_url", "");
        record.put("date", DATE.format(LocalDateTime.now(api.options().zone()).minus(old)));
        record.put("cod_act", code);
        return record;
    }

    /** The webhooks as their chats, repeats included, whatever the form of their bodies is. */
    public List<String> received() {
        return webhook.received().stream().map(Outside::chat).toList();
    }

    public static String chat(Received request) {
        return request.text().replaceFirst("(?s).*\"chat_id\":\\s*\"?([^\",}]*)\"?.*", "$1");
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
        if (mailbox != null) {
            mailbox.close();
        }
        webhook.close();
        api.close();
    }
}
