package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.clickrouter.store.token.KeptTokens;
import org.clickrouter.testing.GuardedReceiver;
import org.clickrouter.testing.GuardedReceiver.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receivers that want to know who calls. */
class LogInTest {

    @TempDir
    private Path home;

    private Rig rig;
    private GuardedReceiver receiver;

    @BeforeEach
    void prepare() throws IOException {
        rig = new Rig(home);
        receiver = new GuardedReceiver();
    }

    @AfterEach
    void end() {
        rig.close();
        receiver.close();
    }

    private Rig guarded() {
        return rig.set("webhook.url", receiver.url("/hook"))
                .set("webhook.oauth2.token-url", receiver.url("/token"))
                .set("webhook.oauth2.client-id", GuardedReceiver.CLIENT)
                .set("webhook.oauth2.client-secret", GuardedReceiver.SECRET);
    }

    private Stream<String> chats() {
        return receiver.taken().stream().map(Taken::chat);
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"bearer, tok-123, Bearer tok-123", "user, josé, ", "user, key, "})
    void aBearerOrAUserIsSentWithEachClick(String word, String value, String header) {
        rig.set("webhook." + word, value);
        String password = value.equals("key") ? "" : "pa55: word";
        if (word.equals("user")) {
            rig.set("webhook.password", password);
        }
        rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(rig.webhook.received()).hasSize(1));
        assertThat(rig.webhook.received().get(0).header("authorization"))
                .contains(header == null ? basic(value + ":" + password) : header);
        assertThat(rig.settings().mask("tok-123")).isEqualTo(word.equals("bearer") ? "***" : "tok-123");
    }

    @ParameterizedTest
    @CsvSource({"basic", "post"})
    void oneTokenIsAskedForAndServesManyClicks(String auth) {
        guarded().set("webhook.oauth2.scope", "clicks:write leads").set("webhook.oauth2.client-auth", auth);
        rig.clicks("chat-", 30, "VENTA").start();

        eventually(() -> assertThat(chats().distinct()).hasSize(30));
        String form = "grant_type=client_credentials&scope=clicks%3Awrite+leads";
        assertThat(receiver.asked())
                .containsExactly(
                        auth.equals("post")
                                ? "null " + form
                                        + "&client_id=click-router&client_secret=s3cret%2Bof%2Fthe+client%7E%25"
                                : basic("click-router:s3cret%2Bof%2Fthe+client%7E%25") + " " + form);
        assertThat(receiver.refused()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"secret", "''"})
    void aRefreshTokenIsShownInThePlaceOfTheClientsOwnWish(String secret) {
        guarded()
                .set("webhook.oauth2.client-secret", secret)
                .set("webhook.oauth2.refresh-token", "1//r3fresh")
                .click("chat-1", "VENTA")
                .start();

        eventually(() -> assertThat(chats()).containsExactly("chat-1"));
        String form = "grant_type=refresh_token&refresh_token=1%2F%2Fr3fresh";
        assertThat(receiver.asked())
                .containsExactly(
                        secret.isEmpty()
                                ? "null " + form + "&client_id=" + GuardedReceiver.CLIENT
                                : basic(GuardedReceiver.CLIENT + ":" + secret) + " " + form);
        assertThat(rig.settings().mask("1//r3fresh")).isEqualTo("***");
    }

    /** Who shows an old one again is refused. */
    @Test
    void aRefreshTokenThatIsGoodForOneUseIsKeptForAllInstancesAndTheNextStart() throws Exception {
        guarded().set("webhook.oauth2.refresh-token", "1//r3fresh");
        receiver.once("1//r3fresh");
        List<Router> two = List.of(rig.start(), rig.start());
        for (int round = 0; round < 4; round++) {
            rig.clicks("chat-" + round + "-", 10, "VENTA");
            int all = 10 * (round + 1);
            eventually(() -> assertThat(chats()).hasSize(all).doesNotHaveDuplicates());
            receiver.revoke();
        }
        String kept =
                new KeptTokens(two.get(0).stores().database).find("webhook").orElseThrow();
        two.forEach(rig::stop);

        Router again = rig.start();
        rig.click("late", "VENTA");
        eventually(() -> assertThat(chats()).contains("late"));
        assertThat(receiver.stale()).isZero();
        assertThat(Rig.store(again).deliveries().failures()).containsOnlyNulls();
        assertThat(kept).doesNotContain("token-", "1//");
    }

    /** Between the server's answer and its place in the store there is no other copy of it. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRefreshTokenThatTheStoreDoesNotTakeForAWhileIsNotLost(boolean inTheTimeOfTheCall) throws Exception {
        guarded()
                .set("webhook.oauth2.refresh-token", "1//r3fresh")
                .set("webhook.timeout", inTheTimeOfTheCall ? "60s" : "1s")
                .set("delivery.lease", "3m");
        receiver.once("1//r3fresh");
        try (LogLines lines = LogLines.ofTheProduct()) {
            Router router = rig.start();
            receiver.beforeItAnswers(() -> Rig.store(router).edit().takesTokens(false));
            rig.click("chat-1", "VENTA");
            eventually(() -> assertThat(lines.lines()).anyMatch(line -> line.contains("kept in memory")));
            if (!inTheTimeOfTheCall) {
                eventually(() ->
                        assertThat(Rig.store(router).deliveries().failures()).contains("UNREACHABLE"));
            }
            assertThat(chats()).isEmpty();
            String next = receiver.refreshToken();
            Rig.store(router).edit().takesTokens(true);

            eventually(() -> assertThat(chats()).containsExactly("chat-1"));
            receiver.revoke();
            rig.click("chat-2", "VENTA");
            eventually(() -> assertThat(chats()).containsExactly("chat-1", "chat-2"));
            assertThat(receiver.stale()).isZero();
            assertThat(receiver.asked()).hasSize(2);
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().notDone().list()).isEmpty());
            assertThat("" + lines.lines() + Rig.store(router).attempts().list())
                    .doesNotContain(next, URLEncoder.encode(next, StandardCharsets.UTF_8));
        }
    }

    @Test
    void aRefreshTokenThatIsUsedUpWaitsForAnotherInTheSettingsAndIsShownNowhere() throws Exception {
        guarded().set("webhook.oauth2.refresh-token", "1//r3fresh");
        receiver.once("1//r3fresh");
        Router router = rig.click("chat-1", "VENTA").start();
        eventually(() -> assertThat(chats()).containsExactly("chat-1"));
        String lost = receiver.refreshToken();
        receiver.once("1//given-to-somebody-else");
        receiver.revoke();
        rig.click("chat-2", "VENTA");
        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).contains("MISCONFIGURED"));
        assertThat("" + Rig.store(router).deliveries().errors()
                        + Rig.store(router).attempts().list()
                        + Rig.health(router, "/observe/health"))
                .contains("invalid_grant")
                .doesNotContain(lost, URLEncoder.encode(lost, StandardCharsets.UTF_8), "r3fresh");

        receiver.once("1//an0ther");
        rig.set("webhook.oauth2.refresh-token", "1//an0ther").settings();
        assertThat(rig.reload(router).run()).isTrue();
        eventually(() -> assertThat(chats()).containsExactly("chat-1", "chat-2"));
    }

    @Test
    void aTokenIsRenewedBeforeItsEnd() {
        receiver.life(Duration.ofSeconds(2));
        Router router = guarded().click("chat-0", "VENTA").start();

        for (int i = 1; receiver.asked().size() < 3; i++) {
            rig.click("chat-" + i, "VENTA");
            String chat = "chat-" + i;
            eventually(() -> assertThat(chats()).contains(chat));
        }

        assertThat(chats()).doesNotHaveDuplicates();
        assertThat(Rig.store(router).deliveries().failures()).containsOnlyNulls();
    }

    @Test
    void aTokenThatIsRefusedIsRenewedWithoutAFailedAttempt() {
        Router router = guarded().click("chat-1", "VENTA").start();
        eventually(() -> assertThat(chats()).containsExactly("chat-1"));

        receiver.revoke();
        rig.clicks("more-", 10, "VENTA");

        eventually(() -> assertThat(chats()).hasSize(11).doesNotHaveDuplicates());
        eventually(() ->
                assertThat(Rig.store(router).deliveries().notDone().list()).isEmpty());
        assertThat(receiver.asked()).hasSize(2);
        assertThat(Rig.store(router).deliveries().failures()).containsOnlyNulls();
    }

    @Test
    void aTokenServerThatFailsIsTroubleThatPasses() {
        receiver.tokenStatus(503);
        Router router = guarded().click("chat-1", "VENTA").start();
        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).containsExactly("BUSY"));
        assertThat(Rig.store(router).deliveries().errors().get(0)).contains("webhook.oauth2.token-url", "503");

        receiver.tokenStatus(200);

        eventually(() -> assertThat(chats()).containsExactly("chat-1"));
    }

    @Test
    void aClientThatIsRefusedMakesTheDestinationMisconfiguredAndIsShownNowhere() throws Exception {
        receiver.tokenStatus(401);
        Router router = guarded().click("chat-1", "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).containsExactly("MISCONFIGURED"));

        assertThat(Rig.store(router).deliveries().states()).containsExactly("pending");
        String shown = "" + Rig.store(router).deliveries().errors()
                + Rig.store(router).attempts().list()
                + Rig.health(router, "/observe/health");
        assertThat(shown)
                .contains("invalid_client")
                .doesNotContain(GuardedReceiver.SECRET, "s3cret")
                .doesNotContain(
                        basic("click-router:s3cret%2Bof%2Fthe+client%7E%25").substring(6));
        assertThat(receiver.refused()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook.password=x | webhook.password | and webhook.user is not",
                "webhook.bearer=abc;webhook.user=ana | webhook.user | only one of the two",
                "webhook.bearer=a b | webhook.bearer | without spaces",
                "webhook.bearer=abc;webhook.headers=Authorization: Bearer x | webhook.bearer | webhook.headers",
                "webhook.user=ana;webhook.url=https://u:p@crm.example/ | webhook.user | webhook.url has a user",
                "webhook.oauth2.token-url=https://id.example/t;webhook.oauth2.client-id=x | webhook.oauth2.client-secret | is empty",
                "webhook.oauth2.scope=x | webhook.oauth2.token-url | is empty",
                "webhook.oauth2.refresh-token=x | webhook.oauth2.client-id | is empty",
                "webhook.oauth2.refresh-token=x;webhook.oauth2.key-file=no.json | webhook.oauth2.key-file | only one of the two",
                "webhook.oauth2.subject=ana | webhook.oauth2.subject | does nothing",
                "webhook.bearer=abc;webhook.url=http://crm.example/ | webhook.url | unencrypted",
                "crm.url=https://crm.example/;crm.password=x | crm.password | and crm.user is not"
            })
    void checkNamesAMistake(String lines, String key, String rule) throws Exception {
        rig.settings();
        Path properties = home.resolve("application.properties");
        Files.writeString(
                properties,
                Files.readString(properties) + "\n"
                        + Stream.of(lines.split(";")).map(String::strip).collect(Collectors.joining("\n")) + "\n");

        assertThat(Output.of("check", "--home", home.toString()).text()).contains(key.strip(), rule.strip());
    }
}
