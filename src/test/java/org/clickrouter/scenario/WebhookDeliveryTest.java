package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.testing.EndlessHead;
import org.clickrouter.testing.EndlessServer;
import org.clickrouter.testing.Outside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook as its receiver gets it, judged by the library of those who wrote Standard Webhooks. */
class WebhookDeliveryTest {

    private static final String OLD = "whsec_b2xkLXNlY3JldC1vZi10aGUtcmVjZWl2ZXI=";
    private static final String NEW = "whsec_bmV3LXNlY3JldC1vZi10aGUtcmVjZWl2ZXI=";
    private static final String OTHER = "whsec_c29tZS1vdGhlci1zZWNyZXQtYWx0b2dldGhlcg==";

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

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "patch"})
    void theMethodIsTheOneThatIsSetAndTheSignatureHolds(String method) throws WebhookVerificationException {
        rig.set("webhook.method", method)
                .set("webhook.secret", NEW)
                .click("chat-1", "VENTA")
                .start();

        Received request = sent(rig.webhook);

        assertThat(request.method()).isEqualToIgnoringCase(method);
        verify(NEW, request);
    }

    @Test
    void aStatusThatIsFinalMakesADeliveryDeadAtOnceAndAnotherOfItsKindDoesNot() {
        rig.webhook.behave(request -> Behaviour.status(Outside.chat(request).equals("bad") ? 422 : 409));
        Router router = rig.set("webhook.final", "400, 422")
                .click("bad", "VENTA")
                .click("later", "VENTA")
                .start();
        eventually(() -> assertThat(rig.received())
                .contains("bad")
                .filteredOn("later"::equals)
                .hasSizeGreaterThan(2));

        eventually(
                () -> assertThat(Rig.store(router).deliveries().dead().tried(1).count())
                        .isOne());
        assertThat(rig.received()).containsOnlyOnce("bad");
    }

    private Received sent(WebhookReceiver receiver) {
        eventually(() -> assertThat(receiver.received()).isNotEmpty());
        return receiver.received().get(0);
    }

    private static void verify(String secret, Received request) throws WebhookVerificationException {
        new Webhook(secret).verify(request.text(), HttpHeaders.of(request.headers(), (name, value) -> true));
    }

    @Test
    void theSpecificationsOwnLibraryAcceptsTheSignatureUnderTheOldAndTheNewSecretAndNoOther() {
        rig.set("webhook.secret", OLD + " " + NEW)
                .click("a", "Cotizaci\u00f3n \ud83d\ude00")
                .set("webhook.codes", "*")
                .start();

        Received request = sent(rig.webhook);

        assertThatCode(() -> verify(OLD, request)).doesNotThrowAnyException();
        assertThatCode(() -> verify(NEW, request)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(OTHER, request)).isInstanceOf(WebhookVerificationException.class);
        assertThat(request.header("webhook-signature").orElseThrow().split(" ")).hasSize(2);
        assertThat(request.header("content-type")).contains("application/json");
    }

    @Test
    void aCloudEventIsStructuredAndSignedToo() throws Exception {
        rig.set("webhook.secret", NEW)
                .set("webhook.format", "cloudevents")
                .click("a", "VENTA")
                .start();

        Received request = sent(rig.webhook);

        JsonNode event = new ObjectMapper().readTree(request.text());
        assertThatCode(() -> verify(NEW, request)).doesNotThrowAnyException();
        assertThat(request.header("content-type").orElseThrow()).startsWith("application/cloudevents+json");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText())
                .isEqualTo(request.header("webhook-id").orElseThrow());
        assertThat(event.path("source").asText()).isEqualTo("/click-router/default");
        assertThat(event.path("type").asText()).isEqualTo("click.coded");
        assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.path("data").path("chat_id").asText()).isEqualTo("a");
    }

    @Test
    void aWebhookOfOnesOwnHasItsOwnHeadersAndItsOwnNetworks() throws IOException {
        try (WebhookReceiver crm = WebhookReceiver.start()) {
            own("crm");
            rig.set("crm.url", crm.url()).set("crm.headers", "x-key: of-crm").click("a", "VENTA");
            rig.set("crm.allow", "127.0.0.0/8").set("webhook.allow", "10.0.0.0/8");

            Router router = rig.start();

            Received request = sent(crm);
            assertThat(request.header("x-key")).contains("of-crm");
            assertThat(request.headers().entrySet())
                    .filteredOn(header -> header.getKey().equalsIgnoreCase("content-type"))
                    .singleElement()
                    .satisfies(header -> assertThat(header.getValue()).containsExactly("application/json"));
            eventually(() -> assertThat(
                            Rig.store(router).deliveries().to("webhook").failures())
                    .containsExactly("REFUSED_ADDRESS"));
            assertThat(rig.webhook.received()).isEmpty();
        }
    }

    @Test
    void anotherWebhookIsKeptFromWhatTheFirstMayReach() throws IOException {
        own("crm");
        rig.set("crm.url", rig.webhook.url()).set("crm.allow", "10.0.0.0/8").click("a", "VENTA");

        Router router = rig.start();

        eventually(() ->
                assertThat(Rig.store(router).deliveries().to("crm").failures()).containsExactly("REFUSED_ADDRESS"));
        eventually(() -> assertThat(rig.received()).containsExactly("a"));
    }

    /** A second webhook, as the route files explain it: each click of the first goes there too. */
    private void own(String name) throws IOException {
        rig.destination(name, "webhook");
        rig.write(
                "routing.camel.yaml",
                rig.routeFile("routing.camel.yaml")
                        .replaceFirst(
                                "(?m)^( +)- to:\\n +id: to-webhook\\n +uri: outbox:webhook",
                                "$1- to:\n$1    id: to-" + name + "\n$1    uri: outbox:" + name + "\n$0"));
        assertThat(rig.routeFile("routing.camel.yaml")).contains("id: to-" + name);
    }

    @Test
    void anAnswerWithoutEndCountsByItsStatusAndIsCutOff() {
        try (EndlessServer endless = new EndlessServer(1, "", "ok")) {
            rig.set("webhook.url", endless.url())
                    .set("webhook.timeout", "90s")
                    .set("delivery.lease", "2m")
                    .set("webhook.max-in-flight", "1")
                    .click("a", "VENTA")
                    .click("b", "VENTA");

            Router router = rig.start();

            eventually(() -> assertThat(Rig.store(router)
                            .deliveries()
                            .done()
                            .withStatus(200)
                            .count())
                    .isEqualTo(2));
            eventually(() -> assertThat(endless.closed()).isOne());
            assertThat(endless.calls()).isEqualTo(2);
            rig.close();
        }
    }

    @Test
    void aRefusalCountsByItsStatusWhateverItsBodyClaimsToBe() throws IOException {
        HttpServer liar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        liar.createContext("/", exchange -> {
            byte[] plain = "lead must be a number".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(400, plain.length);
            exchange.getResponseBody().write(plain);
            exchange.close();
        });
        liar.start();
        try {
            rig.set("webhook.url", "http://127.0.0.1:" + liar.getAddress().getPort() + "/")
                    .click("a", "VENTA");

            Router router = rig.start();

            eventually(() -> assertThat(
                            Rig.store(router).deliveries().withStatus(400).count())
                    .isOne());
            rig.close();
        } finally {
            liar.stop(0);
        }
    }

    /** Neither a line without end nor lines without end are taken in. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "X-A: b\r\n"})
    void anAnswerWhoseHeadHasNoEndIsGivenUpAndTriedAgain(String more) {
        try (EndlessHead endless = new EndlessHead(false, "HTTP/1.1 200 OK\r\nX-A: b", more)) {
            rig.set("webhook.url", "http://127.0.0.1:" + endless.port())
                    .set("webhook.timeout", "90s")
                    .set("delivery.lease", "2m")
                    .click("a", "VENTA");

            rig.start();

            eventually(() -> assertThat(endless.closed()).isOne());
            eventually(() -> assertThat(endless.calls()).isGreaterThan(1));
            rig.close();
        }
    }
}
