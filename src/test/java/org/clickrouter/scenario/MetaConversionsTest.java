package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.run.Router;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.testing.store.StoredDelivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The recipes of docs/destinations/meta.md, with the settings of that page, against a stand-in that answers as Meta
 * documents its Conversions API.
 */
class MetaConversionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("docs", "destinations", "meta.md");
    private static final Pattern SETTINGS = Pattern.compile("(?s)```properties\n(.*?)```");
    private static final Pattern SENT = Pattern.compile("(?s)```json\n(.*?)```");

    private static final String TAKEN = "200 {\"events_received\":1,\"messages\":[],\"fbtrace_id\":\"A1\"}";
    private static final String TOO_MANY_CALLS = error(400, 4, null, "(#4) Application request limit reached");
    private static final String ACCOUNT_BUSY =
            error(403, 80004, 2446079, "(#80004) There have been too many calls to this ad-account");
    private static final String TAKEN_AND_FAILED = "500 {\"error\":{\"code\":2,\"is_transient\":true}}";
    private static final String NONE_TAKEN = "200 {\"events_received\":0,\"messages\":[\"dropped\"]}";
    private static final String TOO_OLD = error(400, 100, 2804003, "Invalid parameter");
    private static final String TOKEN_ENDED = error(400, 190, 463, "Error validating access token");

    private record Call(String path, String authorization, String body) {}

    @TempDir
    private Path home;

    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private volatile String otherwise = TAKEN;
    private HttpServer meta;
    private Rig rig;

    @BeforeEach
    void prepare() throws IOException {
        meta = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        meta.createContext("/", this::answer);
        meta.start();
        rig = new Rig(home).set("webhook.codes", "").set("enrich.wait", "60s").set("poll.period", "300ms");
        rig.firstStep("- to: direct:meta\n");
        Files.writeString(home.resolve("codes.yaml"), "- {code: VENTA, group: sale, won: true, value: 120000}\n");
    }

    @AfterEach
    void end() {
        rig.close();
        meta.stop(0);
    }

    private static String error(int status, int code, Integer subcode, String message) {
        return status + " {\"error\":{\"message\":\"" + message + "\",\"type\":\"OAuthException\",\"code\":" + code
                + ",\"error_subcode\":" + subcode + ",\"is_transient\":false,\"fbtrace_id\":\"A1\"}}";
    }

    /** The answers for a person in their order; then, and for everybody else, what holds otherwise. */
    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        calls.add(new Call(exchange.getRequestURI().toString(), authorization, body));
        JsonNode event = JSON.readTree(body).at("/data/0");
        String person = event.at("/user_data/ph/0")
                .asText(event.at("/user_data/ctwa_clid").asText());
        String next = answers.getOrDefault(person, new ArrayDeque<>()).poll();
        String[] said = (next == null ? otherwise : next).split(" ", 2);
        if (said[0].equals("500") || said[1].contains("\"events_received\":1")) {
            events.add(
                    event.path("event_id").asText() + event.path("event_name").asText());
        }
        byte[] text = said[1].getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(Integer.parseInt(said[0]), text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private void says(String person, String... inOrder) {
        answers.put(person, new ArrayDeque<>(List.of(inOrder)));
    }

    /** As the page says it, but to the stand-in. */
    private void configure() throws IOException {
        Matcher blocks = SETTINGS.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            blocks.group(1).lines().map(line -> line.split("=", 2)).forEach(pair -> rig.set(pair[0], pair[1]));
        }
        rig.set("meta.url", "http://127.0.0.1:" + meta.getAddress().getPort() + "/v24.0/1/events");
    }

    private void recipe(String name) throws IOException {
        configure();
        rig.recipe(name);
        Files.copy(
                Path.of("routes", "recipes", name + ".examples.yaml"),
                home.resolve("routes/" + name + ".examples.yaml"));
    }

    /** As the simulated chat_1 tells it. */
    private static String phone(String chat) {
        return String.format("57300%07d", Math.floorMod(chat.hashCode(), 10_000_000));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Call> of(String person) {
        return calls.stream().filter(call -> call.body().contains(person)).toList();
    }

    private static StoredDelivery delivery(Router router, String chat) {
        return Rig.store(router).deliveries().ofChat(chat).one();
    }

    @Test
    void aConversionIsCountedOnceThroughAllThatMetaAnswersAndWhatItCannotTakeIsSaidAndNotRepeated() throws Exception {
        recipe("meta");
        rig.set("retry.schedule", "50ms,50ms,50ms,50ms,50ms,100ms,100ms,100ms,100ms,1h");
        String sale = sha256(phone("sale"));
        String late = sha256(phone("late"));
        String stale = sha256(phone("stale"));
        says(sale, TOO_MANY_CALLS, ACCOUNT_BUSY, TAKEN_AND_FAILED, NONE_TAKEN);
        says(late, TOO_OLD);
        try (LogLines log = LogLines.ofAll()) {
            Router router = rig.click("sale", "VENTA").click("late", "VENTA").start();

            eventually(() -> assertThat(delivery(router, "sale").state()).isEqualTo("done"));
            StoredDelivery sold = delivery(router, "sale");
            JsonNode shown = JSON.readTree(block(SENT)
                    .replace("msg_22269406024c5eb83c201e4ecd12e9ec", sold.id())
                    .replace("2fe5f5d98b96b5121fae91958260185ea56404eca12c7104876062534da8ca94", sale));
            assertThat(of(sale)).hasSize(5).allSatisfy(call -> {
                JsonNode sent = JSON.readTree(call.body());
                long time = sent.at("/data/0/event_time").asLong();
                assertThat(time * 1000).isBetween(sold.created() - 60_000, sold.created() + 60_000);
                assertThat(sent).isEqualTo(JSON.readTree(shown.toString().replace("1795434000", String.valueOf(time))));
                assertThat(call.path()).isEqualTo("/v24.0/1/events");
                assertThat(call.authorization()).isEqualTo("Bearer your-token");
            });
            assertThat(events)
                    .as("counted by Meta")
                    .filteredOn(event -> event.startsWith(sold.id()))
                    .hasSize(1);
            assertThat(Rig.store(router).attempts().list())
                    .filteredOn(attempt -> attempt.delivery().equals(sold.id()) && attempt.failure() != null)
                    .extracting("failure")
                    .containsExactly("BUSY", "BUSY", "BUSY", "REJECTED");

            eventually(() -> assertThat(delivery(router, "late").state()).isEqualTo("dead"));
            assertThat(of(late)).as("what never heals is not repeated").hasSize(1);

            otherwise = TOO_MANY_CALLS;
            rig.click("stale", "VENTA");
            eventually(() -> assertThat(of(stale)).isNotEmpty());
            Rig.store(router).edit().codesSeenEarlier(Duration.ofDays(8));
            eventually(() -> assertThat(delivery(router, "stale").state()).isEqualTo("dead"));
            assertThat(delivery(router, "stale").failure()).isEqualTo("BAD_PAYLOAD");
            assertThat(delivery(router, "stale").error()).contains("longer ago than meta.max-age, 7d");

            for (String chat : List.of("sale", "late", "stale")) {
                assertThat(log.lines()).noneMatch(line -> line.contains(phone(chat)));
                assertThat(Rig.store(router).attempts().list().toString()).doesNotContain(phone(chat));
            }
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("your-token"));
        }
    }

    @Test
    void aTokenThatHasEndedKillsNothingAndTheIdOfTheClickIsReadFromATable() throws Exception {
        recipe("meta-ctwa");
        rig.set("wolkvox.enrich", "off").set("meta.enrich", "false");
        otherwise = TOKEN_ENDED;
        Router router = rig.start();
        router.stores()
                .database
                .update("CREATE TABLE whatsapp_click (chat_id VARCHAR(64) PRIMARY KEY, ctwa_clid VARCHAR(255))");
        router.stores().database.update("INSERT INTO whatsapp_click VALUES ('byAd', 'ARAkLkA8'), ('lost', '')");
        rig.click("byAd", "VENTA");
        eventually(() -> assertThat(router.stores().outbox.pauses().all())
                .extracting(Pauses.Pause::destination, Pauses.Pause::kind)
                .containsExactly(tuple("meta", Pauses.Kind.REFUSED)));
        assertThat(delivery(router, "byAd").state()).isEqualTo("pending");

        otherwise = TAKEN;
        rig.click("lost", "VENTA").click("other", "VENTA");
        Output.of("resume", "meta", "--home", home.toString());

        eventually(() -> assertThat(delivery(router, "byAd").state()).isEqualTo("done"));
        JsonNode event = JSON.readTree(calls.get(calls.size() - 1).body()).at("/data/0");
        assertThat(event.path("action_source").asText()).isEqualTo("business_messaging");
        assertThat(event.path("messaging_channel").asText()).isEqualTo("whatsapp");
        assertThat(event.path("user_data").toString())
                .isEqualTo("{\"whatsapp_business_account_id\":\"YOUR_WHATSAPP_BUSINESS_ACCOUNT_ID\","
                        + "\"ctwa_clid\":\"ARAkLkA8\"}");
        assertThat(event.at("/custom_data/value").asInt()).isEqualTo(120000);
        for (String chat : List.of("lost", "other")) {
            eventually(() -> assertThat(delivery(router, chat).state()).isEqualTo("dead"));
            assertThat(delivery(router, chat).attempts()).as("of %s", chat).isEqualTo(1);
            assertThat(delivery(router, chat).error()).contains("has no ctwa_clid of this chat");
        }
        assertThat(events).hasSize(1);
    }

    @Test
    void aChatWithoutAPhoneAndOneWithoutConsentAreRefusedAtOnceAndNobodyIsCalled() throws Exception {
        recipe("meta");
        rig.set("enrich.wait", "1s").set("retry.schedule", "1h");
        Map<String, Object> bot = rig.record("bot", "VENTA");
        bot.put("agent_id", "");
        rig.api.put(bot);
        Router router = rig.start();
        eventually(() -> assertThat(delivery(router, "bot").state()).isEqualTo("dead"));
        assertThat(delivery(router, "bot").failure()).isEqualTo("BAD_PAYLOAD");
        assertThat(delivery(router, "bot").error())
                .isEqualTo("not sent: chat_1 told no phone of this chat, and Meta"
                        + " knows a person by nothing else that a click has");
        rig.stop(router);

        rig.set("meta.consent", "denied");
        Router denied = rig.click("denied", "VENTA").start();
        eventually(() -> assertThat(delivery(denied, "denied").state()).isEqualTo("dead"));
        assertThat(delivery(denied, "denied").error()).isEqualTo("not sent: meta.consent is not granted");
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta", "meta-ctwa"})
    void theExamplesPassAndCheckDemandsTheConsent(String name) throws Exception {
        recipe(name);
        rig.settings();
        assertThat(check()).satisfies(said -> {
            assertThat(said.text()).contains("passed").doesNotContain("expected", name + ".examples.yaml");
            assertThat(said.exitCode()).isZero();
        });

        Path properties = home.resolve("application.properties");
        Files.writeString(properties, Files.readString(properties) + "\nmeta.consent=\n");
        assertThat(check()).satisfies(said -> {
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.text())
                    .contains("meta.consent", "must be granted or denied", "with denied nothing is sent");
        });
    }

    @Test
    void aDryRunKnowsAContactByItsStubAndSaysSoWhereThereIsNone() throws Exception {
        recipe("meta");
        rig.settings();
        Path record = Files.writeString(home.resolve("r.json"), "{\"chat_id\":\"c1\",\"cod_act\":\"VENTA\"}");
        assertThat(Output.of("route", record.toString(), "--home", home.toString())
                        .text())
                .contains("POST to meta.url", sha256("573001112233"))
                .doesNotContain("your-token");

        Files.delete(home.resolve("routes/meta.examples.yaml"));
        assertThat(Output.of("route", record.toString(), "--home", home.toString()))
                .satisfies(said -> {
                    assertThat(said.exitCode()).isZero();
                    assertThat(said.text())
                            .contains(
                                    "nobody is asked for the contact of the chat", "told no phone", "`stubs`, contact");
                });
    }

    private Output check() {
        return Output.of("check", "--home", home.toString());
    }

    private static String block(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(Files.readString(PAGE));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
