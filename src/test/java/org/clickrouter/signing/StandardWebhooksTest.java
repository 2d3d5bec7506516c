package org.clickrouter.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.Map;
import org.clickrouter.destination.webhook.WebhookVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
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
