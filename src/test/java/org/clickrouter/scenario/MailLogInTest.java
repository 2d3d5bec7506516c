package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.clickrouter.testing.GuardedReceiver;
import org.clickrouter.testing.TokenMailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails by way of a server that wants an access token (XOAUTH2), as Microsoft 365 and Google do. */
class MailLogInTest {

    private static final String REFRESH_TOKEN = "1//r3fresh-token";

    @TempDir
    private Path home;

    private Rig rig;
    private GuardedReceiver tokens;
    private TokenMailServer mail;

    @BeforeEach
    void prepare() throws IOException {
        tokens = new GuardedReceiver();
        mail = new TokenMailServer(tokens::lets);
        rig = new Rig(home)
                .set("webhook.codes", "")
                .set("email.host", "127.0.0.1")
                .set("email.port", String.valueOf(mail.port()))
                .set("email.user", TokenMailServer.MAILBOX)
                .set("email.from", TokenMailServer.MAILBOX)
                .set("email.to", "sales@example.org")
                .set("email.codes", "*")
                .set("email.oauth2.token-url", tokens.url("/token"))
                .set("email.oauth2.client-id", GuardedReceiver.CLIENT)
                .set("email.oauth2.client-secret", GuardedReceiver.SECRET);
    }

    @AfterEach
    void end() {
        rig.close();
        mail.close();
        tokens.close();
    }

    @Test
    void aTokenThatTheMailServerRefusesCostsNoAttemptAndATokenServerThatFailsIsTroubleThatPasses() {
        Router router = rig.click("chat-0", "VENTA").start();
        eventually(() -> assertThat(mail.taken()).hasSize(1));

        tokens.revoke();
        rig.clicks("more-", 5, "VENTA");
        eventually(() -> assertThat(mail.taken()).hasSize(6));
        assertThat(mail.taken()).extracting(TokenMailServer.Taken::mechanism).containsOnly("XOAUTH2");
        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().tried(1).count())
                        .isEqualTo(6));
        assertThat(tokens.asked()).hasSize(2);

        tokens.tokenStatus(503);
        tokens.revoke();
        rig.click("late", "VENTA");
        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).contains("BUSY"));
        tokens.tokenStatus(200);
        eventually(() -> assertThat(mail.taken()).hasSize(7));
    }

    @Test
    void aClientThatIsRefusedMakesTheDestinationMisconfiguredAndIsShownNowhere() throws Exception {
        tokens.tokenStatus(400);
        Router router = rig.set("email.oauth2.refresh-token", REFRESH_TOKEN)
                .click("chat-1", "VENTA")
                .start();

        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).containsExactly("MISCONFIGURED"));

        assertThat(Rig.store(router).deliveries().list())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.attempts()).isZero());
        String shown = "" + Rig.store(router).deliveries().errors()
                + Rig.store(router).attempts().list()
                + Rig.health(router, "/observe/health");
        assertThat(shown)
                .contains("email.oauth2.token-url", "invalid_client")
                .doesNotContain(GuardedReceiver.SECRET, "s3cret", REFRESH_TOKEN, "r3fresh");
        assertThat(mail.taken()).isEmpty();
        assertThat(mail.refused()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email.password=x | email.password | only one of the two",
                "email.user= | email.user | a token is for a mailbox",
                "email.oauth2.client-id= | email.oauth2.client-id | is empty, although",
                "email.oauth2.client-secret= | email.oauth2.client-secret | is empty, although",
                "email.oauth2.token-url= | email.oauth2.token-url | is empty, although",
                "email.oauth2.client-secret=;email.oauth2.scope=x;email.oauth2.key-file=no.json | email.oauth2.key-file | cannot be read",
                "email.oauth2.key-file=no.json | email.oauth2.subject | no mailbox of its own",
                "email.oauth2.key-file=no.json | email.oauth2.key-file | only one of the two",
                "email.oauth2.ca=no.pem | email.oauth2.ca | cannot be read",
                "email.tls=none | email.tls | the access token unencrypted",
                "email.oauth2.token-url=http://login.example/token | email.oauth2.token-url | use https"
            })
    void checkNamesAMistakeAndItsLine(String lines, String key, String rule) throws Exception {
        rig.settings();
        Path properties = home.resolve("application.properties");
        String file = Stream.concat(
                        Files.readAllLines(properties).stream()
                                .filter(line -> Stream.of(lines.split(";"))
                                        .noneMatch(changed -> line.startsWith(changed.replaceFirst("=.*", "=")))),
                        Stream.of(lines.split(";")))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
        Files.writeString(properties, file + "\n");

        assertThat(Output.of("check", "--home", home.toString()).text())
                .containsPattern("application\\.properties[^\n]*" + key.strip() + "[^\n]*" + rule.strip());
    }
}
