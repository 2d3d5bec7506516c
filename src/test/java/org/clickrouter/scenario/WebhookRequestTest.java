package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.clickrouter.destination.webhook.WebhookVerifier;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the settings of a webhook say about its request is what its receiver gets. */
class WebhookRequestTest {

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Received sent() {
        eventually(() -> assertThat(rig.webhook.received()).isNotEmpty());
        return rig.webhook.received().get(0);
    }

    /** Camel's own header filter would drop some of these in silence. */
    @Test
    void everyHeaderThatCheckAcceptsIsSentAsItStands() {
        rig.set(
                        "webhook.headers",
                        "Cache-Control: no-store; Date: Tue, 15 Nov 1994 08:12:31 GMT; Pragma: no-cache; Via: 1.1 x; Warning: 199 x;"
                                + " Cookie: a=1\\\\; b=2; User-Agent: crm; Accept: text/*; Accept-Encoding: br; X-Empty:; Origin: https://x;"
                                + " Authorization: Bearer abc; org-id: 7")
                .click("a", "VENTA")
                .start();

        Received request = sent();

        assertThat(request.header("cache-control")).contains("no-store");
        assertThat(request.header("date")).contains("Tue, 15 Nov 1994 08:12:31 GMT");
        assertThat(request.header("pragma")).contains("no-cache");
        assertThat(request.header("via")).contains("1.1 x");
        assertThat(request.header("warning")).contains("199 x");
        assertThat(request.header("cookie")).contains("a=1; b=2");
        assertThat(request.header("user-agent")).contains("crm");
        assertThat(request.header("accept")).contains("text/*");
        assertThat(request.header("accept-encoding")).contains("br");
        assertThat(request.header("x-empty")).contains("");
        assertThat(request.header("origin")).contains("https://x");
        assertThat(request.header("authorization")).contains("Bearer abc");
        assertThat(request.header("org-id")).contains("7");
        assertThat(request.header("content-type")).contains("application/json");
    }

    @Test
    void userAndPasswordOfTheAddressAreSentAsAHeader() {
        rig.set("webhook.url", rig.webhook.url().replace("://", "://jos%C3%A9:pa55word@"))
                .click("a", "VENTA");

        Router router = rig.start();

        // base64 of the UTF-8 of josé:pa55word
        assertThat(sent().header("authorization")).contains("Basic am9zw6k6cGE1NXdvcmQ=");
        assertThat(sent().path()).doesNotContain("@");
        eventually(() -> assertThat(Rig.store(router).deliveries().states()).containsExactly("done"));
        assertThat(rig.settings().mask("Basic am9zw6k6cGE1NXdvcmQ= pa55word"))
                .doesNotContain("am9z")
                .doesNotContain("pa55");
    }

    /** No name server knows these; what matters is that they are asked for. */
    @ParameterizedTest
    @CsvSource({"crm_backend.invalid, crm_backend.invalid", "se\u00f1al.invalid, xn--seal-hqa.invalid"})
    void aHostWithUnderscoreOrAccentsIsLookedUpByItsName(String written, String asked) {
        rig.set("webhook.url", "http://" + written + ":8080/hook").click("a", "VENTA");

        Router router = rig.start();

        eventually(() -> assertThat(Rig.store(router).deliveries().errors())
                .singleElement()
                .asString()
                .contains(asked));
        assertThat(Rig.store(router).deliveries().failures()).containsExactly("UNREACHABLE");
    }

    @ParameterizedTest
    @CsvSource({"text/html, 1", "TEXT/HTML;charset=utf-8, 1", "application/xhtml+xml, 1", "application/json, 0"})
    void aWebPageWithA2xxIsDeliveredAndCounted(String type, int counted) throws IOException, InterruptedException {
        HttpServer page = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        page.createContext("/", exchange -> {
            byte[] body = "<html>Request Rejected</html>".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        page.start();
        try {
            rig.set("webhook.url", "http://127.0.0.1:" + page.getAddress().getPort() + "/")
                    .click("a", "VENTA");

            Router router = rig.start();

            eventually(() -> assertThat(Rig.store(router).deliveries().states()).containsExactly("done"));
            String metric = "clickrouter_deliveries_html_total{destination=\"webhook\"} ";
            if (counted > 0) {
                assertThat(Rig.health(router, "/observe/metrics")).contains(metric + "1.0");
            } else {
                assertThat(Rig.health(router, "/observe/metrics")).doesNotContain(metric);
            }
        } finally {
            page.stop(0);
        }
    }

    @Test
    void fieldsOfTheClickStandInTheUrlAndChangeNeitherHostNorPath() {
        rig.set(
                        "webhook.url",
                        rig.webhook.url() + "/{chat_id}/codes/{cod_act}?rev={revision}&ad={source_id}&none={nothing}")
                .set("webhook.codes", "*")
                .click("573/00?x#y@z", "CITA AGENDADA")
                .click("../admin", "VENTA");

        Router router = rig.start();

        assertThat(sent().path())
                .endsWith("/573%2F00%3Fx%23y%40z/codes/CITA%20AGENDADA?rev=1&ad=120210000000000017&none=");
        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).contains("BAD_PAYLOAD"));
        assertThat(Rig.store(router).deliveries().errors())
                .anyMatch(error -> String.valueOf(error).contains("chat_id"));
        assertThat(rig.webhook.received()).hasSize(1);
    }

    @Test
    void aBodyIsPackedWhereItIsWantedAndSignedAsItWasBefore() throws Exception {
        rig.set("webhook.compression", "gzip")
                .set("webhook.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .click("a", "VENTA")
                .start();

        Received request = sent();

        assertThat(request.header("content-encoding")).contains("gzip");
        assertThat(request.header("content-type")).contains("application/json");
        byte[] body = new GZIPInputStream(new ByteArrayInputStream(request.body())).readAllBytes();
        assertThat(new String(body, StandardCharsets.UTF_8)).contains("\"chat_id\":\"a\"");
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            headers.put(name, request.header(name).orElseThrow());
        }
        assertThat(WebhookVerifier.verify(
                        Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), headers, body, request.at()))
                .isTrue();
    }

    @Test
    void aDestinationMayHaveARetryScheduleOfItsOwn() throws IOException {
        rig.webhook.behave(Behaviour.status(500));
        rig.set("retry.schedule", "1h")
                .set("webhook.retry", "50ms")
                .set("crm.url", rig.webhook.url())
                .set("crm.retry", "50ms,50ms");
        rig.recipe("second-webhook");
        rig.firstStep("- to: outbox:crm\n");

        Router router = rig.click("a", "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).deliveries().states()).containsOnly("dead"));
        assertThat(Rig.store(router).deliveries().list())
                .extracting(delivery -> delivery.destination() + delivery.attempts())
                .containsExactlyInAnyOrder("crm3", "webhook2");
    }

    @Test
    void checkHoldsAScheduleOfItsOwnAgainstTheRule() throws IOException {
        rig.settings();
        Path properties = home.resolve("application.properties");
        Files.writeString(properties, Files.readString(properties) + "\ncrm.url=https://crm.example/\ncrm.retry=5\n");

        assertThat(Output.of("check", "--home", home.toString()).text()).contains("crm.retry", "waits above zero");
    }
}
