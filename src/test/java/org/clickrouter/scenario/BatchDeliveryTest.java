package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clickrouter.run.Router;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.simulate.Received;
import org.clickrouter.testing.store.StoredDelivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several clicks in one request, as a receiver sees them that knows a request by its webhook-id. */
class BatchDeliveryTest {

    private static final String SECRET = "whsec_b2xkLXNlY3JldC1vZi10aGUtcmVjZWl2ZXI=";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void rig() {
        rig = new Rig(home).set("webhook.batch", "10").set("webhook.secret", SECRET);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static List<String> chats(Received request) {
        try {
            List<String> chats = new ArrayList<>();
            for (JsonNode click : JSON.readTree(request.text())) {
                chats.add(click.findPath("chat_id").asText());
            }
            return chats;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(Received request) {
        return request.header("webhook-id").orElseThrow();
    }

    /** The chats of each request, by its id: all that a receiver has which ignores an id that it has seen. */
    private Map<String, List<String>> requests() {
        Map<String, List<String>> requests = new TreeMap<>();
        for (Received request : rig.webhook.received()) {
            List<String> chats = chats(request);
            assertThat(requests.getOrDefault(id(request), chats))
                    .as("the clicks under " + id(request))
                    .isEqualTo(chats);
            requests.put(id(request), chats);
        }
        return requests;
    }

    private List<String> had() {
        return requests().values().stream().flatMap(List::stream).toList();
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private void allAreDone(Router router, int count) {
        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(count));
    }

    @Test
    void aRequestIsASignedArrayAndEachClickCarriesTheIdOfItsDelivery() throws Exception {
        Router router = rig.clicks("c", 25, "VENTA").start();
        allAreDone(router, 25);

        assertThat(rig.webhook.received()).hasSize(3);
        assertThat(had()).containsExactlyInAnyOrderElementsOf(names("c", 25));
        Map<String, String> ids = Rig.store(router).deliveries().list().stream()
                .collect(Collectors.toMap(StoredDelivery::id, StoredDelivery::chat));
        for (Received request : rig.webhook.received()) {
            new Webhook(SECRET).verify(request.text(), HttpHeaders.of(request.headers(), (name, value) -> true));
            for (JsonNode click : JSON.readTree(request.text())) {
                assertThat(ids)
                        .containsEntry(
                                click.path("id").asText(),
                                click.path("data").path("chat_id").asText());
                assertThat(click.path("type").asText()).isEqualTo("click.coded");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "record,      application/json,                    delivery_id",
        "cloudevents, application/cloudevents-batch+json, id"
    })
    void theOtherFormatsHaveTheIdOfEachDeliveryToo(String format, String type, String name) throws Exception {
        Router router =
                rig.set("webhook.format", format).clicks("c", 3, "VENTA").start();
        allAreDone(router, 3);

        Received request = rig.webhook.received().get(0);
        assertThat(request.header("content-type").orElseThrow()).startsWith(type);
        List<String> ids = new ArrayList<>();
        JSON.readTree(request.text()).forEach(click -> ids.add(click.path(name).asText()));
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        Rig.store(router).deliveries().ids());
    }

    @Test
    void clicksWaitForOthersForSoLongAndAFullRequestDoesNot() {
        Router router = rig.set("webhook.batch", "5")
                .set("webhook.every", "1h")
                .clicks("a", 3, "VENTA")
                .start();
        eventually(() -> assertThat(Rig.store(router).deliveries().count()).isEqualTo(3));
        rig.callsMore(5);
        assertThat(rig.webhook.received()).isEmpty();

        rig.clicks("b", 2, "VENTA");
        allAreDone(router, 5);
        assertThat(rig.webhook.received()).hasSize(1);
    }

    @Test
    void aRequestWhoseAnswerWasLostComesAgainUnderItsIdWithTheSameClicksAlsoAfterACrash() {
        rig.webhook.behave(request -> Behaviour.broken());
        Router router = rig.clicks("a", 15, "VENTA").start();
        eventually(() -> assertThat(rig.webhook.received()).hasSizeGreaterThan(4));
        rig.clicks("b", 7, "VENTA");
        eventually(() -> assertThat(Rig.store(router).deliveries().count()).isEqualTo(22));
        rig.webhook.behave(Behaviour.ok());
        allAreDone(router, 22);
        assertThat(had()).as("every click, under one id").hasSize(22).doesNotHaveDuplicates();
        Set<String> ids = requests().keySet();

        // As a killed process leaves it: sent, and the store does not know.
        Rig.store(router).edit().forgetMarks("webhook");
        rig.stop(router);
        Router second = rig.set("webhook.batch", "4").start();
        allAreDone(second, 22);

        assertThat(requests().keySet()).isEqualTo(ids);
    }

    @Test
    void oneClickThatTheReceiverRefusesHoldsUpNoneOfThoseThatCameWithIt() {
        rig.webhook.behave(request -> Behaviour.status(chats(request).contains("bad") ? 422 : 200));
        Router router = rig.clicks("good", 8, "VENTA").click("bad", "VENTA").start();
        allAreDone(router, 8);
        eventually(() -> assertThat(
                        Rig.store(router).deliveries().dead().ofChat("bad").count())
                .isOne());

        Map<String, List<String>> requests = requests();
        Map<String, String> own = Rig.store(router).deliveries().list().stream()
                .collect(Collectors.toMap(StoredDelivery::id, StoredDelivery::chat));
        assertThat(requests).hasSize(10);
        assertThat(requests.keySet()).containsAll(own.keySet());
        assertThat(rig.webhook.received().stream()
                        .filter(request -> chats(request).size() == 9))
                .as("what was refused is not sent together again")
                .hasSize(1);
    }

    @Test
    void aClickWhoseBodyFitsIntoNoArrayHoldsUpNoneOfThoseThatCameWithIt() throws Exception {
        rig.write("routing.camel.yaml", """
                - route:
                    id: route-click
                    from:
                      uri: direct:route-click
                      steps:
                        - filter:
                            jq: '.chat_id == "bad"'
                            steps:
                              - setBody:
                                  constant: "no JSON"
                        - to: outbox:webhook
                """);
        Router router = rig.clicks("good", 5, "VENTA").click("bad", "VENTA").start();
        allAreDone(router, 5);

        assertThat(had()).containsExactlyInAnyOrderElementsOf(names("good", 5));
        eventually(() -> assertThat(Rig.store(router).deliveries().ofChat("bad").errors())
                .singleElement()
                .asString()
                .contains("text/plain", "webhook.batch"));
    }

    @Test
    void whatWaitsForAReceiverThatIsAwayKeepsItsRequests() {
        rig.webhook.behave(Behaviour.status(503));
        Router router = rig.clicks("a", 30, "VENTA").start();
        eventually(() -> assertThat(rig.webhook.received()).hasSizeGreaterThan(5));
        Map<String, List<String>> before = requests();
        rig.webhook.behave(Behaviour.ok());
        allAreDone(router, 30);

        assertThat(requests()).containsAllEntriesOf(before);
        assertThat(had()).hasSize(30).doesNotHaveDuplicates();
    }
}
