package org.clickrouter.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.destination.webhook.WebhookVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PRIVATE =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
    private static final byte[] KEY = WebhookVerifier.decode(SECRET.substring("whsec_".length()));
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);
    private static final String BODY = "{\"cod_act\": \"CITA AGENDADA á 😀\"}";

    @Test
    void thePublishedExampleIsMet() {
        Map<String, String> headers =
                StandardWebhooks.of(SECRET).headers("msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, "{\"test\": 2432232314}");

        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "webhook-id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp",
                        "1614265330",
                        "webhook-signature",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    /** Of the tests of the Svix server, where the specification's v1a comes from. */
    @Test
    void thePublishedExampleOfAPrivateKeyIsMet() {
        assertThat(StandardWebhooks.of(PRIVATE)
                        .headers("msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, "{\"test\": 2432232314}")
                        .get("webhook-signature"))
                .isEqualTo(
                        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==");
    }

    /** The specification's own library knows v1 alone and takes no time but now. */
    @Test
    void bothKindsOfSecretSignAndEachReceiverFindsItsOwn() throws Exception {
        String timestamp = String.valueOf(System.currentTimeMillis() / 1000);
        Map<String, String> headers = StandardWebhooks.of(PRIVATE + " " + SECRET)
                .headers("d-1", Instant.ofEpochSecond(Long.parseLong(timestamp)), BODY);
        String[] signatures = headers.get("webhook-signature").split(" ");
        Map<String, List<String>> received = new HashMap<>();
        headers.forEach((name, value) -> received.put(name, List.of(value)));

        new com.standardwebhooks.Webhook(SECRET).verify(BODY, java.net.http.HttpHeaders.of(received, (a, b) -> true));

        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(Ed25519.publicKey(Base64.getDecoder().decode("1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=")));
        check.update(("d-1." + timestamp + "." + BODY).getBytes(UTF_8));
        assertThat(signatures[0]).startsWith("v1a,");
        assertThat(check.verify(Base64.getDecoder().decode(signatures[0].substring(4))))
                .isTrue();
    }

    @Test
    void aPrivateKeyWithoutItsPublicOneSignsTheSame() {
        String alone = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc=";

        assertThat(StandardWebhooks.of(alone).headers("d-1", NOW, BODY))
                .isEqualTo(StandardWebhooks.of(PRIVATE).headers("d-1", NOW, BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whsk_",
                "whsk_abcd",
                "whsk_%",
                "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlaaaaaaaaaaAJ6p9lMicMFs6Kvg=="
            })
    void aPrivateKeyThatIsNoneIsRefusedAndNotShown(String broken) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandardWebhooks.of(broken))
                .withMessageStartingWith("secret 1 of 1 starts with whsk_")
                .satisfies(told -> assertThat(told.getMessage()).doesNotContain("6Xb"));
    }

    @Test
    void aReceiverVerifiesWhatIsSignedAndNothingElse() throws Exception {
        Map<String, String> headers = StandardWebhooks.of(SECRET).headers("d-1", NOW, BODY);

        assertThat(WebhookVerifier.verify(KEY, headers, BODY.getBytes(UTF_8), NOW))
                .isTrue();
        assertThat(WebhookVerifier.verify(KEY, headers, (BODY + " ").getBytes(UTF_8), NOW))
                .isFalse();
        assertThat(WebhookVerifier.verify("other".getBytes(UTF_8), headers, BODY.getBytes(UTF_8), NOW))
                .isFalse();
        assertThat(WebhookVerifier.verify(KEY, headers, BODY.getBytes(UTF_8), NOW.plusSeconds(600)))
                .isFalse();
    }

    @Test
    void anyOtherTextIsASecretByItsBytes() throws Exception {
        Map<String, String> headers = StandardWebhooks.of("contraseña-whsec_").headers("d-1", NOW, BODY);

        assertThat(WebhookVerifier.verify("contraseña-whsec_".getBytes(UTF_8), headers, BODY.getBytes(UTF_8), NOW))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET + " next-secret", SECRET + ",next-secret", " next-secret ,\n" + SECRET + " "})
    void everyOfSeveralSecretsSigns(String secrets) throws Exception {
        Map<String, String> headers = StandardWebhooks.of(secrets).headers("d-1", NOW, BODY);

        assertThat(headers.get("webhook-signature").split(" ")).hasSize(2);
        assertThat(WebhookVerifier.verify(KEY, headers, BODY.getBytes(UTF_8), NOW))
                .isTrue();
        assertThat(WebhookVerifier.verify("next-secret".getBytes(UTF_8), headers, BODY.getBytes(UTF_8), NOW))
                .isTrue();
    }

    @Test
    void withoutASecretThereIsNoSignature() {
        assertThat(StandardWebhooks.of(" ").headers("d-1", NOW, BODY))
                .containsOnlyKeys("webhook-id", "webhook-timestamp");
        assertThat(StandardWebhooks.of(null).signs()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_not*base64", "whsec_", "whsec_A"})
    void aBadSecretIsRefusedByItsPositionAndNeverShown(String bad) {
        Throwable refused = catchThrowable(() -> StandardWebhooks.of("first-one " + bad));

        assertThat(refused)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret 2 of 2")
                .hasNoCause();
        assertThat(refused.getMessage()).doesNotContain("not*").doesNotContain("first-one");
        assertThat(StandardWebhooks.of(SECRET + " other")).hasToString("StandardWebhooks[secrets=2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "", "a\r\nx: y", "a b"})
    void anIdThatWouldBeAmbiguousOrBreakAHeaderIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandardWebhooks.of(SECRET).headers(id, NOW, BODY));
    }
}
