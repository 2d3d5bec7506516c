package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Fault;
import org.clickrouter.simulate.Received;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets stay in, and a record is data: whatever stands in one, it steers nothing. */
class SecretsIT {
    private static final String STORE_PASSWORD = "store-pw-7f21c9";
    private static final String SQL_PASSWORD = "sql-pw-90ab3e";
    private static final String MAIL_PASSWORD = "mail-pw-55d0e1";
    private static final String HEADER = "header-value-c417";
    private static final List<String> SECRETS =
            List.of(Outside.TOKEN, Outside.SECRET_KEY, STORE_PASSWORD, SQL_PASSWORD, MAIL_PASSWORD, HEADER);
    private static final List<String> HEADERS_OF_A_WEBHOOK = List.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            "x-team");
    private static final String EVIL = "evil-4711";
    private static final List<String> KEYS = List.of(
            "CamelHttpPath",
            "CamelHttpQuery",
            "CamelHttpUri",
            "CamelHttpMethod",
            "CamelSqlQuery",
            "CamelFileName",
            "Host",
            "Authorization",
            "wolkvox-token",
            "Bcc",
            "To",
            "Subject",
            "Content-Type",
            "operation",
            "revision");
    private static final List<String> VALUES = List.of(
            "${sys:user.home}",
            "{{wolkvox.token}}",
            "${properties:wolkvox.token}",
            "${env:PATH}",
            "${jndi:ldap://127.0.0.1:1/x}",
            "'; DROP TABLE click_sink; --",
            "<script>alert(1)</script>",
            ":#operation",
            "Ünïcode 🎉",
            "a\tb\\c\"d");

    @TempDir
    Path folder;

    @Test
    void noSecretLeavesAndNoRecordSteersAnything() throws Exception {
        Store store = secured(Store.postgres(), STORE_PASSWORD);
        Store table = secured(Store.postgres(), SQL_PASSWORD);
        try (Outside outside = new Outside()) {
            List<ObjectNode> clicks = hostile(outside);
            outside.webhook.behave(Behaviour.status(500));
            outside.api.fault(Fault.of(Fault.Kind.HTML_500));
            outside.api.fault(Fault.of(Fault.Kind.CUT_SHORT));
            Home home = outside.settle(new Home(folder))
                    .store(store)
                    .with("poll.period", "1s")
                    .with("log.level", "DEBUG")
                    .with("sql.url", table.url())
                    .with("sql.user", table.user())
                    .with("sql.password", SQL_PASSWORD)
                    .with("email.user", "router")
                    .with("email.password", MAIL_PASSWORD)
                    .with("webhook.headers", "X-Team: " + HEADER)
                    .with("webhook.codes", "*")
                    .with("email.codes", "*")
                    .with("sql.codes", "*");
            try (RunningJar jar = RunningJar.run(home)) {
                await().atMost(PATIENCE).until(() -> !outside.webhook.received().isEmpty());
                outside.webhook.behave(Behaviour.ok());
                await().atMost(PATIENCE).until(() -> store.view().allDone(clicks.size()));
                String pages = jar.get("/observe/health").body()
                        + jar.get("/observe/health/live").body()
                        + jar.get("/observe/health/ready").body()
                        + jar.get("/observe/metrics").body();
                assertThat(jar.stop()).isZero();
                hidesSecrets("pages", pages);
                hidesSecrets("output", jar.output());
                assertThat(jar.output()).as("it was verbose").contains("DEBUG");
            }
            webhooks(outside, clicks);
            mails(outside, clicks);
            assertThat(table.view().sink().rows())
                    .extracting(row -> Outside.parse(row.record()))
                    .containsExactlyInAnyOrderElementsOf(clicks);
        }
    }

    /** PostgreSQL's test server asks nobody for a password, so any will do. */
    private static Store secured(Store store, String password) {
        return new Store(store.url(), store.user(), password);
    }

    private static List<ObjectNode> hostile(Outside outside) {
        List<ObjectNode> clicks = new ArrayList<>();
        Stream.concat(VALUES.stream(), Stream.of("VENTA\r\nBcc: " + EVIL + "@example.com\r\n\r\n<b>body</b>"))
                .forEach(value -> {
                    ObjectNode click = outside.draft("VENTA");
                    click.put("chat_id", click.path("chat_id").textValue() + value)
                            .put("cod_act", value)
                            .put("agent_id", value)
                            .put("source_url", value);
                    KEYS.forEach(
                            key -> click.put(key, key.equals("CamelHttpUri") ? "http://127.0.0.1:1/" + EVIL : EVIL));
                    outside.api.put(click);
                    clicks.add(click);
                });
        return clicks;
    }

    private static void webhooks(Outside outside, List<ObjectNode> clicks) {
        URI url = URI.create(outside.webhook.url());
        assertThat(outside.webhook.received()).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo(url.getPath());
            assertThat(request.header("host")).contains(url.getAuthority());
            assertThat(request.headers().keySet())
                    .allSatisfy(
                            name -> assertThat(name.toLowerCase(Locale.ROOT)).isIn(HEADERS_OF_A_WEBHOOK));
            assertThat(request.headers().toString()).doesNotContain(EVIL);
            assertThat(request.header("x-team")).contains(HEADER);
            Outside.assertSigned(request);
            hidesSecrets("webhook", request.headers().toString().replace(HEADER, "") + request.text());
        });
        // Of a name that both sides use, the product's is kept and the record's renamed.
        assertThat(outside.webhook.received().stream()
                        .map(Outside::record)
                        .map(SecretsIT::originalNames)
                        .distinct()
                        .toList())
                .containsExactlyInAnyOrderElementsOf(clicks);
        assertThat(outside.webhook.received()).extracting(Received::path).doesNotContain(EVIL);
    }

    private static ObjectNode originalNames(ObjectNode record) {
        record.set("operation", record.remove("record_operation"));
        record.set("revision", record.remove("record_revision"));
        return record;
    }

    private static void mails(Outside outside, List<ObjectNode> clicks) throws Exception {
        assertThat(outside.mailbox.messages()).hasSameSizeAs(clicks);
        for (MimeMessage mail : outside.mailbox.messages()) {
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("sales@example.com");
            assertThat(mail.getRecipients(Message.RecipientType.BCC)).isNull();
            assertThat(mail.getSubject()).doesNotContain("\r", "\n").endsWith("(default)");
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            mail.writeTo(whole);
            hidesSecrets("mail", whole.toString(StandardCharsets.UTF_8));
            assertThat(mail.getContentType()).startsWith("multipart/alternative");
            assertThat(Outside.part(mail, "text/html")).doesNotContain("<script>", "<b>body");
        }
        assertThat(outside.subjects())
                .anyMatch(s -> s.startsWith("{{wolkvox.token}}"))
                .anyMatch(s -> s.startsWith("${sys:user.home}"));
    }

    private static void hidesSecrets(String where, String text) {
        for (String secret : SECRETS) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(text.contains(secret)).as("%s in the %s", secret, where).isFalse();
            assertThat(text)
                    .doesNotContain(
                            URLEncoder.encode(secret, StandardCharsets.UTF_8),
                            Base64.getEncoder().withoutPadding().encodeToString(bytes));
        }
    }
}
