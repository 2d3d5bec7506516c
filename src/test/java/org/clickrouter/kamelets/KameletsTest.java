package org.clickrouter.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Endpoint;
import org.apache.camel.main.Main;
import org.awaitility.core.ThrowingRunnable;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.testing.EndlessServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Kamelets in a plain Camel main that has nothing but them and what they depend on. */
class KameletsTest {

    private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    @TempDir
    private Path folder;

    private ApiSimulator api;
    private WebhookReceiver webhook;
    private Main main;

    @BeforeEach
    void servers() throws IOException {
        api = ApiSimulator.start(ApiOptions.defaults().licenses(1000));
        webhook = WebhookReceiver.start();
    }

    @AfterEach
    void close() {
        stop();
        api.close();
        webhook.close();
    }

    private void stop() {
        if (main != null) {
            main.stop();
        }
    }

    private void start(String routes) throws IOException {
        Path file = Files.writeString(folder.resolve("routes.camel.yaml"), routes);
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().withRoutesIncludePattern("file:" + file);
        main.addInitialProperty(
                "camel.component.kamelet.location",
                "file:" + Path.of("kamelets").toAbsolutePath());
        main.addInitialProperty("api", api.baseUrl());
        main.addInitialProperty("hook", webhook.url() + "?key=p4ss-in-url");
        main.addInitialProperty("secret", SECRET);
        main.addInitialProperty("access", "acc3ss-token");
        main.addInitialProperty("wolkvox.token", "demo-token");
        main.addInitialProperty(
                "store", "jdbc:h2:file:" + folder.resolve("store").toAbsolutePath());
        main.start();
    }

    private static final String SOURCE = """
        - route:
            id: clicks
            from:
              uri: kamelet:wolkvox-click-source
              parameters:
                baseUrl: "{{api}}"
                token: "{{wolkvox.token}}"
                period: 100ms
                reRead: 2h/1s
                licenses: 1000
                retrySchedule: 100ms,100ms,100ms,100ms,100ms,100ms,100ms
                storeUrl: "{{store}}"
                codes: CODES
              steps:
                - to:
                    uri: kamelet:signed-webhook-sink
                    parameters:
                      url: "{{hook}}"
                      secret: "{{secret}}"
                      accessToken: "{{access}}"
                      headers: "X-Team: sales"
        """;

    private static final String SINK = """
        - route:
            id: in
            errorHandler:
              noErrorHandler: {}
            from:
              uri: direct:in
              steps:
                - to:
                    uri: kamelet:signed-webhook-sink
                    parameters:
                      url: "{{hook}}"
                      secret: "{{secret}}"
                      timeout: 500ms
        """;

    private void click(String chat, String code) {
        api.put(Map.of(
                "chat_id",
                chat,
                "source_id",
                "1",
                "date",
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                        .format(LocalDateTime.now(api.options().zone()).minusMinutes(10)),
                "cod_act",
                code));
    }

    private static void eventually(ThrowingRunnable asserted) {
        await().pollInterval(Duration.ofMillis(30)).untilAsserted(asserted);
    }

    private static String id(Received request) {
        return request.header("webhook-id").orElse("");
    }

    /** As a receiver verifies it. */
    private static void verify(Received request) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
            String timestamp = request.header("webhook-timestamp").orElse("");
            mac.update((id(request) + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            assertThat(request.header("webhook-signature"))
                    .hasValue("v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.body())));
            assertThat(Instant.ofEpochSecond(Long.parseLong(timestamp)))
                    .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(300));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClickGoesFromTheReportThroughBothKameletsToTheReceiverSignedAndOnce() throws IOException {
        click("a", "VENTA");
        click("b", "OTRA");
        start(SOURCE.replace("CODES", "VENTA"));

        eventually(() -> assertThat(webhook.received()).hasSize(1));
        Received request = webhook.received().get(0);
        assertThat(request.text()).contains("\"chat_id\":\"a\"").startsWith("{\"");
        assertThat(request.header("X-Team")).hasValue("sales");
        assertThat(request.header("Authorization")).hasValue("Bearer acc3ss-token");
        assertThat(request.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(request.headers().keySet())
                .noneMatch(name ->
                        name.toLowerCase(java.util.Locale.ROOT).matches("camel.*|cod_act|chat_id|operation|attempt"));
        verify(request);

        // A code that comes late is found, and a record that is read again is no news.
        api.recode("b", "VENTA");
        int before = api.calls().size();
        eventually(() -> assertThat(webhook.received()).hasSize(2));
        eventually(() -> assertThat(api.calls()).hasSizeGreaterThan(before + 5));
        assertThat(webhook.received()).hasSize(2).extracting(KameletsTest::id).doesNotHaveDuplicates();
    }

    @Test
    void aClickWhoseRouteFailsComesAgainUnderTheSameIdAlsoAfterARestart() throws IOException {
        webhook.behave(Behaviour.status(500));
        click("a", "VENTA");
        start(SOURCE.replace("CODES", "'*'"));
        eventually(() -> assertThat(webhook.received()).hasSizeGreaterThan(1));
        stop();
        List<Received> before = webhook.received();
        webhook.behave(Behaviour.ok());
        start(SOURCE.replace("CODES", "'*'"));

        eventually(() -> assertThat(webhook.received()).hasSizeGreaterThan(before.size()));
        assertThat(webhook.received()).extracting(KameletsTest::id).containsOnly(id(before.get(0)));
    }

    @Test
    void aSecretStandsInNoEndpointUriAsCamelShowsIt() throws IOException {
        click("a", "VENTA");
        start(SOURCE.replace("CODES", "''"));
        eventually(() -> assertThat(webhook.received()).hasSize(1));

        List<String> shown = new CopyOnWriteArrayList<>();
        main.getCamelContext().getEndpoints().stream().map(Endpoint::toString).forEach(shown::add);
        main.getCamelContext().getRoutes().forEach(route -> shown.add(route.toString()));
        assertThat(shown)
                .isNotEmpty()
                .noneMatch(
                        text -> text.contains(SECRET) || text.contains("demo-token") || text.contains("acc3ss-token"));
    }

    @Test
    void theSinkTakesTheIdOfTheMessageOrMakesOneThatIsTheSameForTheSameBody() throws IOException {
        start(SINK);
        try (var template = main.getCamelContext().createProducerTemplate()) {
            template.sendBodyAndHeader("direct:in", "{\"n\":1}", "webhook-id", "msg_mine");
            template.sendBody("direct:in", "{\"n\":1}");
            template.sendBody("direct:in", "{\"n\":1}");
            template.sendBody("direct:in", "{\"n\":2}");
            template.sendBodyAndHeaders(
                    "direct:in",
                    "text",
                    Map.of(
                            "webhook-id",
                            "no.id\n",
                            "Content-Type",
                            "text/plain",
                            "CamelHttpUri",
                            "http://127.0.0.1:1/",
                            "CamelHttpQuery",
                            "x=y",
                            "X-Own",
                            "stays here"));
        }

        List<String> ids = webhook.received().stream().map(KameletsTest::id).toList();
        assertThat(ids).hasSize(5);
        assertThat(ids.get(0)).isEqualTo("msg_mine");
        assertThat(ids.get(1)).isEqualTo(ids.get(2)).matches("msg_[0-9a-f]{32}").isNotEqualTo(ids.get(3));
        assertThat(ids.get(4)).matches("msg_[0-9a-f]{32}");
        Received last = webhook.received().get(4);
        assertThat(last.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(last.path()).isEqualTo("/clicks?key=p4ss-in-url");
        assertThat(last.header("X-Own")).isEmpty();
        webhook.received().forEach(KameletsTest::verify);
    }

    @Test
    @Timeout(50)
    void anAnswerWithoutEndCountsByItsStatusAndIsCutOff() throws IOException {
        try (EndlessServer endless = new EndlessServer(1, "", "ok")) {
            start(SINK.replace("{{hook}}", endless.url()).replace("500ms", "60s"));
            try (var template = main.getCamelContext().createProducerTemplate()) {
                template.sendBody("direct:in", "{\"n\":1}");
                template.sendBody("direct:in", "{\"n\":2}");
            }
            assertThat(endless.calls()).isEqualTo(2);
        }
    }

    @Test
    void anythingButA2xxIsAnExceptionThatShowsNoSecret() throws IOException {
        start(SINK);
        try (var template = main.getCamelContext().createProducerTemplate()) {
            for (int status : new int[] {302, 400, 410, 500}) {
                webhook.behave(Behaviour.status(status));
                assertThatThrownBy(() -> template.sendBody("direct:in", "{}"))
                        .hasStackTraceContaining("answered " + status)
                        .satisfies(e -> assertThat(trace(e)).doesNotContain("p4ss-in-url", SECRET));
            }
            webhook.behave(Behaviour.hang());
            assertThatThrownBy(() -> template.sendBody("direct:in", "{}"))
                    .satisfies(e -> assertThat(trace(e)).doesNotContain("p4ss-in-url", SECRET));
            webhook.behave(Behaviour.ok());
            template.sendBody("direct:in", "{}");
        }
        assertThat(webhook.received()).hasSize(6);
    }

    private static String trace(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @Test
    void aMistakeInAParameterIsNamedAtTheStart() {
        assertThatThrownBy(() -> start(SOURCE.replace("CODES", "''").replace("period: 100ms", "period: soon")))
                .hasStackTraceContaining("poll.period = soon")
                .satisfies(e -> assertThat(trace(e)).doesNotContain("demo-token"));
    }
}
