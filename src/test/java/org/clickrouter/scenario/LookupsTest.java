package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.clickrouter.scenario.Rig.eventually;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Received;
import org.clickrouter.simulate.WebhookReceiver;
import org.clickrouter.store.outbox.Pauses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes that ask before they send: behind the outbox, where a lookup has retries and holds up nobody else. */
class LookupsTest {

    @TempDir
    private Path home;

    private final AtomicInteger status = new AtomicInteger(200);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer leads;
    private WebhookReceiver crm;
    private Rig rig;

    @BeforeEach
    void begin() throws IOException {
        leads = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        leads.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body
                    + exchange.getRequestHeaders().keySet());
            byte[] answer = "{\"id\": \"L-7\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        leads.start();
        crm = WebhookReceiver.start();
        rig = new Rig(home).set("crm.url", crm.url()).set("crm.codes", "VENTA").set("webhook.codes", "VENTA,OTRA");
        rig.firstStep("""
            - choice:
                when:
                  - ref: crm.codes
                    steps:
                      - to:
                          id: to-crm
                          uri: outbox:crm
            """);
    }

    @AfterEach
    void end() {
        rig.close();
        crm.close();
        leads.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + leads.getAddress().getPort() + "/leads";
    }

    @Test
    void aServiceIsToldTheChatAloneAndWhileItFailsOnlyItsDestinationWaits() throws IOException {
        rig.set("leads.url", url()).recipe("lookup-http");
        status.set(503);
        rig.click("c1", "VENTA").start();
        eventually(() -> {
            assertThat(rig.received()).containsExactly("c1");
            assertThat(asked).isNotEmpty();
        });
        rig.click("c2", "OTRA");
        eventually(() -> assertThat(rig.received()).contains("c2"));
        assertThat(crm.received()).isEmpty();

        status.set(200);

        eventually(() -> assertThat(crm.received())
                .extracting(Received::text)
                .containsExactly("{\"chat\":\"c1\",\"code\":\"VENTA\",\"lead\":\"L-7\"}"));
        assertThat(asked)
                .allSatisfy(call -> assertThat(call)
                        .startsWith("GET /leads?chat=c1 [")
                        .doesNotContainIgnoringCase("cod_act")
                        .doesNotContainIgnoringCase("operation")
                        .doesNotContainIgnoringCase("webhook-id"));
    }

    @Test
    void aTableIsAskedAndAMistakeInItsStatementKeepsItsReason() throws IOException {
        rig.recipe("lookup-sql");
        Router router = rig.click("c1", "VENTA").start();
        eventually(() -> assertThat(Rig.store(router).deliveries().to("crm").list())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(String.valueOf(delivery.error()))
                            .containsIgnoringCase("customer")
                            .containsIgnoringCase("not found");
                    assertThat(delivery.attempts()).as("of the schedule").isZero();
                }));
        assertThat(router.stores().outbox.pauses().all())
                .extracting(Pauses.Pause::destination, Pauses.Pause::kind)
                .containsExactly(tuple("crm", Pauses.Kind.MISCONFIGURED));

        router.stores().database.update("CREATE TABLE customer (chat_id VARCHAR(64), name VARCHAR(64))");
        router.stores().database.update("INSERT INTO customer VALUES ('c1', 'Ana')");
        Output.of("resume", "crm", "--home", home.toString());

        eventually(() -> assertThat(crm.received())
                .extracting(Received::text)
                .containsExactly("{\"chat\":\"c1\",\"code\":\"VENTA\",\"customer\":\"Ana\"}"));
    }

    @Test
    void aFileOfJsonNamesTheCampaign() throws IOException {
        Path file = Files.writeString(home.resolve("campaigns.json"), "{\"120210000000000017\": \"Spring\"}");
        rig.set("campaigns.file", file.toString()).recipe("lookup-file");
        rig.click("c1", "VENTA").start();

        eventually(() -> assertThat(crm.received())
                .extracting(Received::text)
                .containsExactly("{\"chat\":\"c1\",\"code\":\"VENTA\",\"campaign\":\"Spring\"}"));
    }
}
