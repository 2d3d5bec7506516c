package org.clickrouter.destination.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.settings.Settings;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.GuardedReceiver;
import org.clickrouter.testing.LoginProxy;
import org.clickrouter.testing.SetClock;
import org.clickrouter.testing.TokenMailServer;
import org.clickrouter.testing.TokenMailServer.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in by an access token (XOAUTH2) at a real SMTP server that asks for nothing else. */
class MailServerTest {

    @TempDir
    private Path home;

    private final SetClock clock = new SetClock("2026-11-28T12:00:00Z");
    private final Map<String, String> values = new HashMap<>();
    private GuardedReceiver tokens;
    private TokenMailServer mail;

    @BeforeEach
    void begin() throws Exception {
        begin(new GuardedReceiver());
    }

    private void begin(GuardedReceiver server) {
        tokens = server;
        mail = new TokenMailServer(tokens::lets);
        values.put("email.host", "127.0.0.1");
        values.put("email.port", String.valueOf(mail.port()));
        values.put("email.user", TokenMailServer.MAILBOX);
        values.put("email.oauth2.token-url", tokens.url("/token"));
        values.put("email.oauth2.client-id", GuardedReceiver.CLIENT);
        values.put("email.oauth2.client-secret", GuardedReceiver.SECRET);
        values.put("email.oauth2.scope", "https://outlook.office365.com/.default");
    }

    @AfterEach
    void end() {
        mail.close();
        tokens.close();
    }

    private MailServer server() {
        return MailServer.of(Settings.of(home, values, "test"), Optional.empty(), clock);
    }

    private static void send(MailServer server, String subject) throws MessagingException {
        MimeMessage mail = new MimeMessage(server.session());
        mail.setFrom(new InternetAddress(TokenMailServer.MAILBOX));
        mail.setRecipients(MimeMessage.RecipientType.TO, "sales@company.example");
        mail.setSubject(subject);
        mail.setText("text");
        server.send(mail);
    }

    @Test
    void oneTokenServesManyMailsUntilItsEndIsNear() throws Exception {
        MailServer server = server();

        send(server, "one");
        send(server, "two");
        clock.advance(Duration.ofMinutes(58));
        send(server, "three");
        assertThat(tokens.asked()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        send(server, "four");

        assertThat(tokens.asked()).hasSize(2);
        assertThat(mail.taken()).extracting(Taken::mechanism).hasSize(4).containsOnly("XOAUTH2");
        assertThat(mail.refused()).isZero();
        assertThat(tokens.asked().get(0))
                .endsWith("grant_type=client_credentials&scope=https%3A%2F%2Foutlook.office365.com%2F.default");
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() throws Exception {
        MailServer server = server();
        send(server, "one");

        tokens.revoke();
        send(server, "two");

        assertThat(mail.taken()).hasSize(2);
        assertThat(mail.refused()).isOne();
        assertThat(tokens.asked()).hasSize(2);
    }

    @Test
    void aMailboxThatNoTokenIsGoodForIsARefusedLogInThatShowsNoToken() {
        values.put("email.user", "somebody@company.example");

        assertThatThrownBy(() -> send(server(), "one"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageStartingWith("535 ")
                .satisfies(refusal ->
                        assertThat(DeliveryException.of(refusal).kind()).isEqualTo(FailureKind.UNAUTHORIZED));
        assertThat(tokens.asked()).hasSize(2);
        assertThat(mail.taken()).isEmpty();
    }

    /** Google's challenge, a busy server, and one that hangs up. */
    @ParameterizedTest
    @CsvSource({
        "334 eyJzdGF0dXMiOiI0MDAifQ==, UNAUTHORIZED, 2",
        "454 4.7.0 Temporary authentication failure, BUSY, 1",
        "'', UNREACHABLE, 1"
    })
    void whatAServerSaysToATokenIsUnderstoodAndOnlyARefusalAsksForAnother(String said, FailureKind kind, int logIns)
            throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicInteger seen = new AtomicInteger();
            Thread thread = new Thread(() -> answer(server, said, seen));
            thread.setDaemon(true);
            thread.start();
            values.put("email.port", String.valueOf(server.getLocalPort()));

            assertThatThrownBy(() -> send(server(), "one"))
                    .satisfies(failure ->
                            assertThat(DeliveryException.of(failure).kind()).isEqualTo(kind));
            assertThat(seen).hasValue(logIns);
            assertThat(tokens.asked()).hasSize(logIns);
        }
    }

    /** @param said to each log-in; nothing: hangs up */
    private static void answer(ServerSocket server, String said, AtomicInteger seen) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                say(client, "220 mail.example");
                in.readLine();
                say(client, "250-mail.example\r\n250 AUTH LOGIN XOAUTH2");
                if (in.readLine().startsWith("AUTH XOAUTH2 ")) {
                    seen.incrementAndGet();
                }
                if (!said.isEmpty()) {
                    say(client, said);
                    in.readLine();
                }
            } catch (IOException over) {
                // One side has hung up.
            }
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aServiceAccountAsksInTheNameOfTheMailbox() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Files.writeString(
                home.resolve("key.json"),
                "{\"client_email\":\"clicks@company.iam.gserviceaccount.com\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n"
                        + Base64.getEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\\n-----END PRIVATE KEY-----\"}");
        values.keySet().removeIf(key -> key.startsWith("email.oauth2.client"));
        values.put("email.oauth2.key-file", "key.json");
        values.put("email.oauth2.subject", TokenMailServer.MAILBOX);
        values.put("email.oauth2.scope", "https://mail.google.com/");

        send(server(), "one");

        assertThat(mail.taken()).hasSize(1);
        String claims = tokens.asked().get(0).replaceFirst(".*&assertion=[^.]*\\.([^.]*)\\..*", "$1");
        assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .contains(
                        "\"sub\":\"" + TokenMailServer.MAILBOX + "\"",
                        "\"scope\":\"https://mail.google.com/\"",
                        "\"iss\":\"clicks@company.iam.gserviceaccount.com\"");
    }

    @Test
    void aTokenServerThatRefusesUsIsAMistakeAndOneThatFailsIsTrouble() {
        MailServer server = server();

        for (Map.Entry<Integer, FailureKind> answer : List.of(
                Map.entry(400, FailureKind.MISCONFIGURED),
                Map.entry(401, FailureKind.MISCONFIGURED),
                Map.entry(503, FailureKind.BUSY),
                Map.entry(500, FailureKind.SERVER_ERROR))) {
            tokens.tokenStatus(answer.getKey());
            assertThatThrownBy(() -> send(server, "one")).isInstanceOfSatisfying(DeliveryException.class, failure -> {
                assertThat(failure.kind()).isEqualTo(answer.getValue());
                assertThat(failure.getMessage() + failure.answer())
                        .contains("email.oauth2.token-url: answered " + answer.getKey())
                        .doesNotContain(GuardedReceiver.SECRET);
            });
        }
        tokens.close();
        assertThatThrownBy(() -> send(server, "one"))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE));
    }

    @Test
    void theTokenServerIsReachedThroughItsProxy() throws Exception {
        try (LoginProxy proxy = new LoginProxy("ana:p4ss")) {
            values.put("email.oauth2.proxy", "http://ana:p4ss@127.0.0.1:" + proxy.port());
            values.put("email.oauth2.token-url", tokens.url("/token").replace("localhost", "login.example"));

            send(server(), "one");

            assertThat(mail.taken()).hasSize(1);
            assertThat(proxy.heads()).hasSize(1);
        }
    }

    @Test
    void theTokenServerMayHaveACertificateOfTheCompanysOwnAuthority() throws Exception {
        end();
        Certificates certificates = new Certificates(home);
        begin(GuardedReceiver.encrypted(certificates.context(false)));
        assertThatThrownBy(() -> send(server(), "one"))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE));

        values.put("email.oauth2.ca", certificates.pem().toString());
        send(server(), "one");

        assertThat(mail.taken()).hasSize(1);
    }

    @Test
    void whatAServerSaysOfATokenIsToldInWordsAndWithoutTheToken() {
        String challenge =
                "334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==\r\n";
        String echo =
                "500 syntax error: AUTH XOAUTH2 dXNlcj1hbmFAZXhhbXBsZS5jb20BYXV0aD1CZWFyZXIgeWEyOS50MGtlbgEB ya29.t0ken";

        assertThat(refusal(challenge).told().getMessage())
                .isEqualTo("334 {\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}");
        assertThat(refusal(challenge).ofTheToken()).isTrue();
        assertThat(refusal("535 5.7.3 Authentication unsuccessful\r\n").ofTheToken())
                .isTrue();
        assertThat(refusal(echo).told().getMessage()).isEqualTo("500 syntax error: AUTH XOAUTH2 *** ***");
        assertThat(refusal("454 4.7.0 Temporary authentication failure").ofTheToken())
                .isFalse();
        assertThat(refusal("No authentication mechanisms supported by both server and client")
                        .ofTheToken())
                .isFalse();
    }

    private static RefusedToken refusal(String answer) {
        return new RefusedToken(new AuthenticationFailedException(answer), "ana@example.com", "ya29.t0ken");
    }
}
