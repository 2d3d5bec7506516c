package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes of docs/destinations/, with the settings that their pages show, against a stand-in that answers as the
 * vendors document it: asked to slow down, refused inside a 2xx, let in.
 */
class ReadyMadeDestinationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SETTINGS = Pattern.compile("(?s)```properties\n(.*?)```");
    private static final Pattern SENT = Pattern.compile("(?s)```json\n(.*?)```");
    private static final String LATER = "429 1 {}";
    private static final String INVALID_SESSION = "401 - [{\"errorCode\":\"INVALID_SESSION_ID\"}]";

    /** Answers of each vendor in their order: status, Retry-After, body. The last one stays. */
    private static final Map<String, List<String>> ANSWERS = new TreeMap<>(Map.of(
            "slack", List.of(LATER, "200 - ok"),
            "teams", List.of(LATER, "202 - "),
            "telegram",
                    List.of(
                            "429 - {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":1}}",
                            "200 - {\"ok\":false,\"description\":\"chat not found\"}",
                            "200 - {\"ok\":true,\"result\":{\"message_id\":1}}"),
            "hubspot",
                    List.of(
                            LATER,
                            "207 - {\"status\":\"COMPLETE\",\"results\":[],\"numErrors\":1,\"errors\":[{\"status\":\"error\"}]}",
                            "200 - {\"status\":\"COMPLETE\",\"results\":[{\"id\":\"1\",\"new\":true}]}"),
            "kommo", List.of(LATER, "200 - []", "200 - [{\"id\":1,\"contact_id\":2,\"merged\":false}]"),
            "salesforce", List.of(INVALID_SESSION, "503 - [{\"errorCode\":\"SERVER_UNAVAILABLE\"}]", "204 - "),
            "sheets",
                    List.of(
                            "200 - <html>Exception: Service invoked too many times</html>",
                            "200 - {\"ok\":false,\"error\":\"busy\"}",
                            "200 - {\"ok\":true}"),
            "wolkvox-crm",
                    List.of(
                            LATER,
                            "200 - {\"code\":\"401\",\"error\":\"true\",\"msg\":\"Invalid token\",\"data\":null}",
                            "200 - {\"code\":\"200\",\"error\":null,\"msg\":\"1 record was inserted\",\"data\":[]}"),
            "zoho",
                    List.of(
                            "200 - {\"data\":[{\"code\":\"MANDATORY_NOT_FOUND\",\"status\":\"error\"}]}",
                            "200 - {\"data\":[{\"code\":\"SUCCESS\",\"status\":\"success\",\"duplicate_field\":\"WhatsApp_Chat\"}]}"),
            "bitrix24",
                    List.of(
                            "503 - {\"error\":\"QUERY_LIMIT_EXCEEDED\"}",
                            "200 - {\"error\":\"ERROR_CORE\",\"error_description\":\"\"}",
                            "200 - {\"result\":7}")));

    static {
        ANSWERS.put(
                "rdstation",
                List.of(
                        LATER,
                        "401 - {\"errors\":[{\"error_type\":\"UNAUTHORIZED\",\"error_message\":\"Invalid api_key\"}]}",
                        "200 - {\"event_uuid\":\"5408c5a3-4711-4f2e-8d0b-13407a3e30f3\"}"));
    }

    private record Call(String path, String method, String authorization, String body) {}

    @TempDir
    private Path home;

    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
    private HttpServer standIn;
    private Rig rig;

    @BeforeEach
    void prepare() throws IOException {
        rig = new Rig(home).set("webhook.codes", "");
        standIn = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        ANSWERS.forEach((name, all) -> {
            answers.put(name, new ArrayDeque<>(all));
            calls.put(name, new CopyOnWriteArrayList<>());
            standIn.createContext("/" + name + "/", exchange -> answer(name, exchange));
        });
        standIn.start();
    }

    @AfterEach
    void end() {
        rig.close();
        standIn.stop(0);
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.contains("/token")) {
            send(exchange, "200", "-", "{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\"}");
            return;
        }
        if (path.endsWith("/result")) {
            assertThat(exchange.getRequestMethod()).isEqualTo("GET");
            assertThat(exchange.getRequestHeaders().keySet()).noneMatch(header -> header.matches("(?i)webhook.*"));
            answerNext(name, exchange);
            return;
        }
        calls.get(name)
                .add(new Call(
                        path,
                        exchange.getRequestMethod(),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        body));
        if (path.contains("/macros/")) {
            exchange.getResponseHeaders()
                    .set("Location", "http://localhost:" + standIn.getAddress().getPort() + "/" + name + "/result");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        answerNext(name, exchange);
    }

    private void answerNext(String name, HttpExchange exchange) throws IOException {
        Deque<String> left = answers.get(name);
        String[] parts = (left.size() > 1 ? left.poll() : left.peek()).split(" ", 3);
        send(exchange, parts[0], parts[1], parts[2]);
    }

    private static void send(HttpExchange exchange, String status, String retryAfter, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (!retryAfter.equals("-")) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(Integer.parseInt(status), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("docs", "destinations", name + ".md"));
    }

    private static String block(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** As the page says it, but to the stand-in. */
    private void configure(String name) throws IOException {
        block(SETTINGS, page(name))
                .lines()
                .map(line -> line.split("=", 2))
                .forEach(pair ->
                        // A properties file halves backslashes; these pages have none.
                        rig.set(
                                pair[0],
                                pair[1].replace("script.googleusercontent.com", "localhost")
                                        .replaceFirst(
                                                "^https://[^/]+",
                                                "http://127.0.0.1:"
                                                        + standIn.getAddress().getPort() + "/" + name)));
        rig.recipe(name);
        Files.copy(
                Path.of("routes", "recipes", name + ".examples.yaml"),
                home.resolve("routes/" + name + ".examples.yaml"));
    }

    @Test
    void eachGetsWhatItsPageShowsThroughAllThatItsVendorAnswers() throws Exception {
        for (String name : ANSWERS.keySet()) {
            configure(name);
        }
        rig.set("daily.format", "record");
        rig.recipe("daily-file", "data/daily", home.resolve("daily").toString());
        rig.firstStep(Stream.concat(ANSWERS.keySet().stream().map(name -> "direct:" + name), Stream.of("outbox:daily"))
                .map(uri -> "- to: " + uri + "\n")
                .collect(Collectors.joining()));
        Map<String, Object> record = rig.record("573001112233", "VENTA");
        rig.api.put(record);

        Router router = rig.start();

        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(ANSWERS.size() + 1));
        String date = record.get("date").toString();
        for (String name : ANSWERS.keySet()) {
            List<Call> got = calls.get(name);
            JsonNode shown = JSON.readTree(block(SENT, page(name))
                    .replace("2026-11-23 06:30:26", date)
                    .replace("120210000000000017", record.get("source_id").toString()));
            assertThat(got)
                    .as(name)
                    .hasSizeGreaterThanOrEqualTo(ANSWERS.get(name).size());
            assertThat(got)
                    .allSatisfy(call -> assertThat(JSON.readTree(call.body())).isEqualTo(shown));
        }
        assertThat(calls.get("salesforce")).allSatisfy(call -> {
            assertThat(call.method()).isEqualTo("PATCH");
            assertThat(call.path()).endsWith("/Lead/WhatsApp_Chat__c/573001112233");
            assertThat(call.authorization()).isEqualTo("Bearer t0ken");
        });
        assertThat(calls.get("hubspot").get(0).authorization()).isEqualTo("Bearer your-token");
        try (Stream<Path> files = Files.list(home.resolve("daily"))) {
            assertThat(Files.readAllLines(files.findFirst().orElseThrow()))
                    .singleElement()
                    .asString()
                    .startsWith("{")
                    .contains("\"chat_id\":\"573001112233\"");
        }
        assertThat(Rig.store(router).attempts().list())
                .filteredOn(attempt -> String.valueOf(attempt.error()).contains("accepted-if"))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void rdStationsKeyIsShownNowhereAndOfAHashedContactItIsToldNothing() throws Exception {
        configure("rdstation");
        rig.firstStep("- to: direct:rdstation\n");
        answers.put("rdstation", new ArrayDeque<>(List.of("400 - {\"errors\":[{\"path\":\"your-key\"}]}")));
        try (LogLines log = LogLines.ofAll()) {
            Router router = rig.click("c1", "VENTA").start();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().dead().count()).isEqualTo(1));
            assertThat(calls.get("rdstation")).hasSize(1);
            assertThat(Rig.store(router).attempts().list())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.answer()).contains("***"))
                    .satisfies(attempt -> assertThat(attempt.toString()).doesNotContain("your-key"));
            assertThat(Output.of("trace", "c1", "--bodies", "--home", home.toString())
                            .text())
                    .contains("rdstation")
                    .doesNotContain("your-key", "persona");
            rig.stop(router);

            rig.set("enrich.keep", "hashed");
            Router hashed = rig.click("c2", "VENTA").start();
            eventually(() -> assertThat(
                            Rig.store(hashed).deliveries().ofChat("c2").one().state())
                    .isEqualTo("dead"));
            assertThat(Rig.store(hashed).deliveries().ofChat("c2").one().error())
                    .startsWith("not sent: chat_1 told no e-mail of this chat");
            assertThat(calls.get("rdstation")).hasSize(1);
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("your-key"));
        }
    }

    @Test
    void eachPagesExamplesAreWhatItsRulesSay() throws Exception {
        for (String name : ANSWERS.keySet()) {
            configure(name);
        }
        rig.firstStep(ANSWERS.keySet().stream()
                .map(name -> "- to: direct:" + name + "\n")
                .collect(Collectors.joining()));
        rig.settings();

        assertThat(Output.of("check", "--home", home.toString()))
                .satisfies(said -> assertThat(said.text())
                        .doesNotContainIgnoringCase("error")
                        .doesNotContain("expected"));
    }

    @Test
    void anAnswerThatIsNoJsonIsNotAsWanted() {
        rig.set("webhook.codes", "*").set("webhook.accepted-if", ".ok").set("retry.schedule", "1h");
        Router router = rig.click("a", "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).containsExactly("REJECTED"));
        assertThat(Rig.store(router).deliveries().errors().get(0)).contains("webhook.accepted-if");
    }

    @Test
    void checkNamesAConditionThatIsNoJq() throws Exception {
        rig.settings();
        Path properties = home.resolve("application.properties");
        Files.writeString(properties, Files.readString(properties) + "\nwebhook.accepted-if=.ok ==\n");

        assertThat(Output.of("check", "--home", home.toString()).text())
                .contains("webhook.accepted-if", "must be an expression of jq");
    }
}
