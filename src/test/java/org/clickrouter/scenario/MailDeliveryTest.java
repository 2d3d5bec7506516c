package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.MailReceiver;
import org.clickrouter.testing.EncryptedMailServer;
import org.clickrouter.testing.EndlessHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A click as a mail, at a real SMTP server. */
class MailDeliveryTest {

    @TempDir
    private Path home;

    private static Rig rig(Path home, MailReceiver mailbox) {
        return new Rig(home)
                .set("webhook.codes", "")
                .set("email.host", "127.0.0.1")
                .set("email.port", String.valueOf(mailbox.port()))
                .set("email.from", "router@example.org")
                .set("email.to", "sales@example.org")
                .set("email.codes", "*");
    }

    private static void flatten(Object content, StringBuilder types, StringBuilder text) throws Exception {
        if (content instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                types.append(parts.getBodyPart(i).getContentType().replaceFirst(";.*", ""))
                        .append(' ');
                flatten(parts.getBodyPart(i).getContent(), types, text);
            }
        } else {
            text.append(content);
        }
    }

    @Test
    void aMailHasATextAndAnHtmlPartAndAccentsArriveInItsSubject() throws Exception {
        try (MailReceiver mailbox = MailReceiver.start();
                Rig rig = rig(home, mailbox)) {
            rig.click("c<1>", "Devoluci\u00f3n \u00f1");

            rig.start();

            eventually(() -> assertThat(mailbox.messages()).hasSize(1));
            MimeMessage mail = mailbox.messages().get(0);
            StringBuilder types = new StringBuilder();
            StringBuilder text = new StringBuilder();
            flatten(mail.getContent(), types, text);
            assertThat(mail.getSubject()).contains("Devoluci\u00f3n \u00f1");
            assertThat(types.toString().toLowerCase(java.util.Locale.ROOT)).contains("text/plain", "text/html");
            assertThat(text).contains("c<1>").contains("c&lt;1&gt;").contains("Devoluci\u00f3n");
        }
    }

    @Test
    void noAutomaticAnswerIsAskedForAndADomainWithAccentsTravelsAsPunycode() throws Exception {
        try (MailReceiver mailbox = MailReceiver.start();
                Rig rig = rig(home, mailbox)
                        .set("email.from", "Campa\u00f1as <router@se\u00f1al.example>")
                        .set("email.to", "ventas@compa\u00f1\u00eda.co,ana@example.org")) {
            rig.click("a", "VENTA");

            rig.start();

            eventually(() -> assertThat(mailbox.messages()).hasSize(1));
            MimeMessage mail = mailbox.messages().get(0);
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
            assertThat(mail.getHeader("To", ",")).isEqualTo("ventas@xn--compaa-7va5a.co, ana@example.org");
            assertThat(mail.getHeader("From", ","))
                    .contains("router@xn--seal-hqa.example")
                    .matches("\\p{ASCII}+");
        }
    }

    @Test
    void aRepeatedMailHasTheMessageIdOfTheFirst() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        try (MailReceiver mailbox = MailReceiver.start(0, mail -> {
                    if (taken.getAndIncrement() == 0) {
                        throw new IllegalStateException("the mailbox is full, as asked for");
                    }
                });
                Rig rig = rig(home, mailbox)) {
            rig.click("a", "VENTA");

            Router router = rig.start();

            eventually(() -> assertThat(
                            Rig.store(router).deliveries().done().tried(2).count())
                    .isEqualTo(1));
            assertThat(mailbox.messages()).hasSize(2);
            String id = Rig.store(router).deliveries().ids().get(0);
            assertThat(mailbox.messages())
                    .allSatisfy(mail -> assertThat(mail.getMessageID()).isEqualTo("<" + id + "@example.org>"));
        }
    }

    @Test
    void aRecordCannotAddHeadersOrRecipients() throws Exception {
        try (MailReceiver mailbox = MailReceiver.start();
                Rig rig = rig(home, mailbox)) {
            rig.click("a\r\nBcc: evil@example.net\r\nX-Evil: 1\r\n\r\nbody", "VENTA\r\nTo: evil@example.net");

            rig.start();

            eventually(() -> assertThat(mailbox.messages()).hasSize(1));
            MimeMessage mail = mailbox.messages().get(0);
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("sales@example.org");
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getHeader("X-Evil")).isNull();
            assertThat(mail.getHeader("Subject")).hasSize(1);
        }
    }

    @Test
    void aDigestHoldsEachClickOfItsPeriodOnceAndComesAgainUnderItsOwnId() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        try (MailReceiver mailbox = MailReceiver.start(0, mail -> {
                    if (taken.getAndIncrement() == 0) {
                        throw new IllegalStateException("the mailbox is full, as asked for");
                    }
                });
                Rig rig = rig(home, mailbox).set("email.digest", "2s").set("email.language", "es")) {
            for (int i = 0; i < 5; i++) {
                rig.click("<chat" + i + ">", i < 3 ? "VENTA" : "CITA & AGENDA");
            }

            Router router = rig.start();

            eventually(() -> assertThat(
                            Rig.store(router).deliveries().done().tried(2).count())
                    .isEqualTo(5));
            assertThat(mailbox.messages()).hasSize(2);
            assertThat(mailbox.messages().get(1).getMessageID())
                    .isEqualTo(mailbox.messages().get(0).getMessageID());
            StringBuilder text = new StringBuilder();
            flatten(mailbox.messages().get(1).getContent(), new StringBuilder(), text);
            assertThat(mailbox.messages().get(1).getSubject()).isEqualTo("5 clics de WhatsApp");
            for (int i = 0; i < 5; i++) {
                assertThat(text)
                        .containsOnlyOnce("chat <chat" + i + ">")
                        .containsOnlyOnce("<td>&lt;chat" + i + "&gt;</td>");
            }
            assertThat(text).contains("  3  VENTA").contains("<td>CITA &amp; AGENDA</td>");
        }
    }

    @Test
    void theRawMailHoldsNothingButAsciiAndItsNamesAndSubjectAreEncodedByTheRules() throws Exception {
        try (MailReceiver mailbox = MailReceiver.start();
                Rig rig = rig(home, mailbox)
                        .set("email.from", "Mar\u00eda Ib\u00e1\u00f1ez <router@example.org>")
                        .set("email.to", "Ventas Bogot\u00e1 <sales@example.org>, jefe@example.org")) {
            rig.click("a", "Devoluci\u00f3n \u00f1 \ud83d\ude00");

            rig.start();

            eventually(() -> assertThat(mailbox.messages()).hasSize(1));
            MimeMessage mail = mailbox.messages().get(0);
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            mail.writeTo(raw);
            String head = raw.toString(StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
            assertThat(head.chars()).allMatch(c -> c < 128);
            assertThat(head)
                    .containsPattern("(?m)^Subject: =\\?UTF-8\\?")
                    .containsPattern("(?m)^From: =\\?UTF-8\\?[^\r]*<router@example.org>")
                    .containsPattern("=\\?UTF-8\\?[^\r]*<sales@example.org>");
            assertThat(mail.getSubject()).startsWith("Devoluci\u00f3n \u00f1 \ud83d\ude00: ");
            assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Mar\u00eda Ib\u00e1\u00f1ez");
            assertThat(mail.getAllRecipients())
                    .extracting(to -> ((InternetAddress) to).getAddress())
                    .containsExactly("sales@example.org", "jefe@example.org");
            assertThat(((InternetAddress) mail.getAllRecipients()[0]).getPersonal())
                    .isEqualTo("Ventas Bogot\u00e1");
        }
    }

    private static void addSales(Rig rig) throws Exception {
        rig.set("sales.from", "router@example.org").set("sales.to", "team@example.org");
        rig.destination("sales", "mail");
        String routing = rig.routeFile("routing.camel.yaml");
        rig.write(
                "routing.camel.yaml",
                routing.replaceFirst("(?m)^( +)(- to:\\n +id: to-email)", "$1- to: {uri: \"outbox:sales\"}\n$1$2"));
        assertThat(rig.routeFile("routing.camel.yaml")).contains("outbox:sales");
    }

    @Test
    void aMailDestinationOfTheEngineersOwnHasRecipientsOfItsOwn() throws Exception {
        try (MailReceiver mailbox = MailReceiver.start();
                Rig rig = rig(home, mailbox)) {
            addSales(rig);
            rig.click("a", "VENTA").start();

            eventually(() -> assertThat(mailbox.messages()).hasSize(2));
            assertThat(mailbox.messages())
                    .extracting(mail -> mail.getAllRecipients()[0].toString())
                    .containsExactlyInAnyOrder("sales@example.org", "team@example.org");
        }
    }

    @Test
    void aMailDestinationOfTheEngineersOwnWithoutAServerHoldsUpNoOther() throws Exception {
        try (Rig rig = new Rig(home)) {
            addSales(rig.set("email.host", ""));
            rig.click("a", "VENTA").start();

            eventually(() -> assertThat(rig.received()).hasSize(1));
        }
    }

    @Test
    void headersOfARouteOrFieldsOfARecordSteerNeitherServerNorRecipients() throws Exception {
        try (MailReceiver mailbox = MailReceiver.start();
                Rig rig = rig(home, mailbox)) {
            String steering =
                    "- setHeader: {name: \"mail.smtp.host\", constant: \"evil.invalid\"}\n$1- setHeader: {name: \"To\", constant: \"evil@example.net\"}\n$1"
                            + "- setHeader: {name: \"mail.smtp.port\", constant: \"1\"}\n$1"
                            // Headers that no step uses are refused with the file.
                            + "- log: \"\\${header.To} \\${header[mail.smtp.host]} \\${header[mail.smtp.port]}\"\n$1";
            String routing = rig.routeFile("routing.camel.yaml");
            rig.write(
                    "routing.camel.yaml",
                    routing.replaceFirst("(?m)^( +)(- to:\\n +id: to-email)", "$1" + steering + "$2"));
            String delivery = rig.routeFile("destinations.camel.yaml");
            rig.write(
                    "destinations.camel.yaml",
                    delivery.replaceFirst("(?m)^( +)(- to:\\n +id: mail-to-email)", "$1" + steering + "$2"));
            assertThat(rig.routeFile("destinations.camel.yaml")).contains("evil.invalid");
            assertThat(rig.routeFile("routing.camel.yaml")).contains("evil.invalid");
            var record = rig.record("a", "VENTA");
            record.put("mail.smtp.host", "evil.invalid");
            record.put("Bcc", "evil@example.net");
            rig.api.put(record);

            rig.start();

            eventually(() -> assertThat(mailbox.messages()).hasSize(1));
            assertThat(mailbox.messages().get(0).getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("sales@example.org");
        }
    }

    @Test
    void aMailGoesOverSmtpsWithALogInToAServerWhoseCertificateIsTrusted() throws Exception {
        try (EncryptedMailServer server = new EncryptedMailServer().user("sales@example.org", "router", "p4ssword");
                MailReceiver unused = MailReceiver.start();
                Rig rig = rig(home, unused)) {
            rig.set("email.tls", "smtps")
                    .set("email.host", "localhost")
                    .set("email.port", String.valueOf(server.port()))
                    .set("email.user", "router")
                    .set("email.password", "p4ssword")
                    .click("a", "VENTA")
                    .start();

            eventually(() -> assertThat(server.taken()).hasSize(1));
        }
    }

    /** A line without end, and an answer of lines without end. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "220-b\r\n"})
    void aMailServerThatSpeaksWithoutEndIsGivenUpAndTriedAgain(String more) {
        try (EndlessHead endless = new EndlessHead(true, "220-", more);
                Rig rig = new Rig(home)) {
            rig.set("webhook.codes", "")
                    .set("email.host", "127.0.0.1")
                    .set("email.port", String.valueOf(endless.port()))
                    .set("email.timeout", "90s")
                    .set("delivery.lease", "2m")
                    .set("email.from", "router@example.org")
                    .set("email.to", "sales@example.org")
                    .set("email.codes", "*")
                    .click("a", "VENTA")
                    .start();

            eventually(() -> assertThat(endless.closed()).isOne());
            eventually(() -> assertThat(endless.calls()).isGreaterThan(1));
        }
    }
}
