package org.clickrouter.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.clickrouter.testing.store.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a browser, a script and a stranger see it. */
class ConsoleTest {

    private static final List<String> PAGES = List.of(
            "/", "/deliveries", "/coverage", "/ads", "/rules", "/settings", "/clicks?key=a", "/destinations/webhook");

    @TempDir
    private Path home;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> get(Router router, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(router, path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(Router router, String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(router, path))
                .header("Content-Type", path.equals("/rules") ? "text/plain" : "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI address(Router router, String path) {
        return URI.create("http://127.0.0.1:" + router.httpPort() + path);
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("me:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode json(Router router, String path, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Accept";
        all[headers.length + 1] = "application/json";
        HttpResponse<String> answer = get(router, path, all);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void everyPageIsShownInBothLanguagesAndAsJsonAndShowsNoSecret() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.secret", "whsec_c2VjcmV0LW9mLXRoZS10ZXN0LTEyMzQ1Njc4")
                    .click("a", "VENTA");
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(1));

            for (String path : PAGES) {
                HttpResponse<String> english = get(router, path, "Accept-Language", "en");
                HttpResponse<String> spanish = get(router, path, "Accept-Language", "es-CO");
                assertThat(english.statusCode()).as(path).isEqualTo(200);
                assertThat(english.body()).as(path).contains("<html lang=\"en\">", "Deliveries");
                assertThat(spanish.body()).as(path).contains("<html lang=\"es\">", "Entregas");
                assertThat(english.body())
                        .doesNotContain(
                                "whsec_c2", "c2VjcmV0", rig.api.options().token());
                assertThat(english.headers()
                                .firstValue("Content-Security-Policy")
                                .orElseThrow())
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(json(router, path).isObject()).as(path).isTrue();
            }
            eventually(() -> assertThat(
                            json(router, "/deliveries").at("/rows/0/state").asText())
                    .isEqualTo("done"));
            assertThat(json(router, "/clicks?key=a")
                            .at("/clicks/0/revisions/0/code")
                            .asText())
                    .isEqualTo("VENTA");
            assertThat(get(router, "/search?q=a").headers().firstValue("Location"))
                    .contains("/clicks?key=a");
            assertThat(get(router, "/search?q=VENTA").headers().firstValue("Location"))
                    .contains("/deliveries?code=VENTA");
        }
    }

    /** Ways to filter deliveries, each by another plan. */
    static List<String> filters(String id) {
        return List.of(
                "state=pending",
                "state=dead",
                "state=open",
                "state=dropped",
                "destination=webhook",
                "destination=webhook&state=done",
                "state=dead&code=VENTA",
                "failure=BUSY",
                "status=500",
                "code=VENTA",
                "ad=1",
                "chat=a",
                "id=" + id,
                "id=batch_" + "0".repeat(32),
                "from=2d");
    }

    @Test
    void noPageSearchOrFilterReadsAWholeTableThatGrows() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.click("a", "VENTA");
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(1));
            String id = Rig.store(router).deliveries().ids().get(0);
            Plans plans = Rig.store(router).plans();
            plans.watch();
            for (String path : PAGES) {
                get(router, path);
            }
            for (String filter : filters(id)) {
                get(router, "/deliveries?" + filter);
            }
            for (String key : List.of(id, "batch_" + "0".repeat(32), "click:" + new UUID(1, 2))) {
                get(router, "/clicks?key=" + key);
            }
            for (String text : List.of("a", "nothing", "VENTA", id)) {
                get(router, "/search?q=" + text);
            }
            List<String> seen = plans.seen();
            assertThat(seen).hasSizeGreaterThan(30);
            // "Index sorted" begins at one end and stops at its limit. What could not be routed, and how late codes
            // come, is asked by the poller and the gauges meanwhile and by no page.
            assertThat(seen)
                    .filteredOn(plan -> plan.matches("(?s).*\\.(CLICK|DELIVERY|REVISION|ATTEMPT)\\.tableScan.*")
                            && !plan.contains("index sorted")
                            && !plan.contains("UNROUTED")
                            && !plan.contains("604800000"))
                    .isEmpty();
        }
    }

    @Test
    void whatComesOutOfAClickIsText() throws Exception {
        try (Rig rig = new Rig(home)) {
            String hostile = "<script>alert(1)</script>{{7*7}}${7*7}=cmd|x\u202Eevil";
            rig.set("webhook.codes", "*").click("a'\"><img src=x>", hostile);
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(1));

            for (String path :
                    List.of("/", "/deliveries", "/ads", "/clicks?show=1&key=a%27%22%3E%3Cimg%20src%3Dx%3E")) {
                assertThat(get(router, path).body()).as(path).doesNotContain("<script>alert", "<img src=x", "{{49}}");
            }
            assertThat(get(router, "/deliveries").body()).contains("&lt;script&gt;alert(1)");
        }
    }

    @Test
    void withoutAPasswordNobodyActs() throws Exception {
        try (Rig rig = new Rig(home)) {
            Router router = rig.start();
            String origin = "http://127.0.0.1:" + router.httpPort();

            assertThat(get(router, "/").body()).doesNotContain("action=\"/deliveries/replay\"");
            assertThat(post(router, "/destinations/webhook/pause", "", "Origin", origin)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(router, "/deliveries/replay", "state=dead", "Origin", origin)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get(router, "/destinations/webhook/pause").statusCode()).isEqualTo(405);
            assertThat(json(router, "/destinations/webhook")
                            .at("/destination/paused")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void whoHasThePasswordPausesAndResumesAndOthersDoNot() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("console.password", "act-secret").set("console.reader-password", "read-secret");
            Router router = rig.start();
            String origin = "http://127.0.0.1:" + router.httpPort();

            assertThat(get(router, "/").statusCode()).isEqualTo(401);
            assertThat(get(router, "/", "Authorization", basic("wrong")).statusCode())
                    .isEqualTo(401);
            assertThat(get(router, "/", "Authorization", basic("read-secret")).statusCode())
                    .isEqualTo(200);
            assertThat(post(router, "/destinations/webhook/pause", "", "Authorization", basic("read-secret"))
                            .statusCode())
                    .isEqualTo(403);

            HttpResponse<String> in = post(router, "/login", "password=act-secret", "Origin", origin);
            String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
            String session = cookie.substring(0, cookie.indexOf(';'));
            assertThat(post(
                                    router,
                                    "/destinations/webhook/pause",
                                    "for=1h",
                                    "Cookie",
                                    session,
                                    "Origin",
                                    "http://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(router, "/destinations/webhook/pause", "for=1h", "Cookie", session, "Origin", origin)
                            .body())
                    .contains("<h1>Pause</h1>", "webhook is paused.");
            assertThat(json(router, "/destinations/webhook", "Cookie", session)
                            .at("/destination/paused/by")
                            .asText())
                    .isEqualTo("hand");
            post(router, "/destinations/webhook/resume", "", "Cookie", session, "Origin", origin);
            assertThat(json(router, "/destinations/webhook", "Cookie", session)
                            .at("/destination/paused")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void whatWasGivenUpIsFoundExplainedAndSentAgain() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("console.password", "act-secret")
                    .set("retry.schedule", "500ms")
                    .click("lost-sale", "VENTA");
            rig.webhook.behave(Behaviour.status(400));
            Router router = rig.start();
            String operator = basic("act-secret");
            eventually(() -> assertThat(json(router, "/deliveries?state=dead&chat=lost-sale", "Authorization", operator)
                            .at("/rows")
                            .size())
                    .isEqualTo(1));

            JsonNode found = json(router, "/clicks?key=lost-sale", "Authorization", operator);
            String id = found.at("/clicks/0/revisions/0/deliveries/0/id").asText();
            assertThat(found.at("/clicks/0/revisions/0/deliveries/0/attempted/0/status")
                            .asInt())
                    .isEqualTo(400);
            rig.webhook.behave(Behaviour.status(200));
            assertThat(post(router, "/deliveries/replay", "id=" + id, "Authorization", operator)
                            .body())
                    .contains("1 delivery ");
            eventually(() -> assertThat(json(router, "/clicks?key=" + id, "Authorization", operator)
                            .at("/clicks/0/revisions/0/deliveries/0/state")
                            .asText())
                    .isEqualTo("done"));
        }
    }

    @Test
    void whereARecordWouldGoIsShownAndNothingIsSentOrStored() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.secret", "whsec_c2VjcmV0LW9mLXRoZS10ZXN0LTEyMzQ1Njc4")
                    .click("a", "VENTA")
                    .click("b", "NADA");
            Router router = rig.start();
            String origin = "http://127.0.0.1:" + router.httpPort();
            eventually(() -> assertThat(rig.received()).containsExactly("a"));
            String record =
                    "{\"chat_id\":\"<b>tried\",\"source_id\":\"1\",\"date\":\"2026-03-10 15:00:00\",\"cod_act\":\"VENTA\"}";

            JsonNode tried = tryRecord(router, record, "Accept", "application/json", "Origin", origin);
            assertThat(tried.at("/tried/0/destinations/0/destination").asText()).isEqualTo("webhook");
            assertThat(tried.at("/tried/0/destinations/0/body").asText()).contains("<b>tried");
            assertThat(tried.toString()).doesNotContain("c2VjcmV0");
            assertThat(post(router, "/rules", record, "Origin", "http://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            HttpResponse<String> page = post(router, "/rules", "record=" + record + "\r\n", "Origin", origin);
            assertThat(page.body()).contains("&lt;b&gt;tried").doesNotContain("<b>tried");
            HttpResponse<String> broken = post(router, "/rules", "record={\"chat_id\":", "Origin", origin);
            assertThat(broken.statusCode()).isEqualTo(400);
            assertThat(broken.body()).contains("no JSON");

            assertThat(rig.received()).containsExactly("a");
            assertThat(Rig.store(router).clicks().count()).isEqualTo(2);
            JsonNode routes = json(router, "/rules").at("/routes");
            assertThat(routes.findValuesAsText("code")).containsExactlyInAnyOrder("VENTA", "NADA");
            assertThat(routes.findValuesAsText("destination")).containsExactlyInAnyOrder("webhook", "null");
        }
    }

    private JsonNode tryRecord(Router router, String record, String... headers) throws Exception {
        HttpResponse<String> answer = post(router, "/rules", record, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void whoHasThePasswordOrdersHistoryAndTheRunningProductReadsIt() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("console.password", "act-secret").set("console.reader-password", "read-secret");
            rig.set("poll.start", "5m").set("poll.re-read", "").click("old", "VENTA");
            Router router = rig.start();
            String operator = basic("act-secret");
            String today = LocalDate.now(rig.api.options().zone()).toString();
            String yesterday = LocalDate.parse(today).minusDays(1).toString();
            String form = "operation=default&from=" + yesterday + "&to=" + today;

            assertThat(post(router, "/coverage/backfill", form, "Authorization", basic("read-secret"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(router, "/coverage/backfill", "operation=default&from=x&to=y", "Authorization", operator)
                            .body())
                    .contains("from must be a day");
            assertThat(post(router, "/coverage/backfill", "operation=lima&from=" + today, "Authorization", operator)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(Rig.store(router).clicks().count()).isZero();
            assertThat(post(router, "/coverage/backfill", form, "Authorization", operator)
                            .statusCode())
                    .isEqualTo(200);
            eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(1));
            eventually(() -> assertThat(json(router, "/coverage", "Authorization", operator)
                            .at("/operations/0/backfills")
                            .size())
                    .isZero());
            assertThat(rig.received()).isEmpty();
        }
    }

    @Test
    void aGroupOfFailuresIsSentAgainWithoutThoseOfAnotherReason() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("console.password", "act-secret").set("retry.schedule", "50ms");
            rig.clicks("bad", 3, "VENTA").click("gone", "VENTA");
            rig.webhook.behave(request -> Behaviour.status(request.text().contains("bad") ? 400 : 422));
            Router router = rig.start();
            String operator = basic("act-secret");
            eventually(() -> assertThat(json(router, "/deliveries?state=dead", "Authorization", operator)
                            .at("/reasons")
                            .findValuesAsText("count"))
                    .containsExactly("3", "1"));
            rig.webhook.behave(Behaviour.ok());

            String form = "state=dead&destination=webhook&failure=REJECTED&status=400";
            assertThat(get(router, "/deliveries", "Authorization", operator).body())
                    .contains("name=\"status\" value=\"400\"", "Replay these 3");
            assertThat(post(router, "/deliveries/replay", form, "Authorization", operator)
                            .body())
                    .contains("3 deliveries");
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(3));
            assertThat(Rig.store(router).deliveries().dead().count()).isEqualTo(1);
        }
    }

    @Test
    void aForeignNameForThisMachineGetsNothing() throws Exception {
        try (Rig rig = new Rig(home)) {
            Router router = rig.start();

            assertThat(raw(router.httpPort(), "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421");
            assertThat(raw(router.httpPort(), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void nothingOfTheWorkingFolderIsServed() throws Exception {
        try (Rig rig = new Rig(home)) {
            Router router = rig.start();

            for (String path : List.of(
                    "/application.properties",
                    "/console/../application.properties",
                    "/console/..%2f..%2fapplication.properties",
                    "/console/words_en.properties",
                    "/routes/routing.camel.yaml",
                    "/data/click-router.mv.db")) {
                assertThat(get(router, path).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(get(router, "/console/console.js").statusCode()).isEqualTo(200);
        }
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void thePageAdsIsTheSameFiguresAsPageJsonAndCsv() throws Exception {
        try (Rig rig = new Rig(home)) {
            Files.writeString(
                    home.resolve("codes.yaml"),
                    "- {code: VENTA, group: sale, label: Venta cerrada, won: true, value: 50}");
            rig.click("a", "VENTA").click("b", "VENTA").click("c", "Otra").click("d", "");
            String ad = String.valueOf(rig.record("x", "").get("source_id"));
            Files.writeString(home.resolve("ads.csv"), "id;nombre;gasto (COP)\n" + ad + ";Día <b>de la Madre</b>;30\n");
            Router router = rig.start();
            eventually(() ->
                    assertThat(json(router, "/ads").at("/total/clicks").asInt()).isEqualTo(4));

            JsonNode line = json(router, "/ads").at("/lines/0");
            assertThat(line.at("/won").asInt()).isEqualTo(2);
            assertThat(line.at("/cost/per_won").decimalValue()).isEqualByComparingTo("15");
            assertThat(get(router, "/ads?by=ad").body())
                    .contains("Día &lt;b&gt;de la Madre&lt;/b&gt;", "class=\"heat\"", "Otra", "15.00 COP")
                    .contains("Venta cerrada", "<tfoot>", "href=\"/deliveries?ad=" + ad + "\"")
                    .doesNotContain("<b>de la");
            HttpResponse<String> csv = get(router, "/ads?format=csv");
            assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
            // Excel takes a file without the mark for the country's old charset; a program may not expect one.
            assertThat(csv.body())
                    .startsWith("\uFEFFad,label,clicks")
                    .contains("\r\n" + ad + ",Día <b>de la Madre</b>,4,4,");
            assertThat(get(router, "/ads", "Accept", "text/csv").body()).startsWith("ad,label,clicks");
            assertThat(get(router, "/ads").body()).doesNotContain("name=\"operation\"");
            assertThat(List.of(
                            get(router, "/deliveries").body(),
                            get(router, "/clicks?key=a").body()))
                    .allSatisfy(page -> assertThat(page)
                            .contains(">Día &lt;b&gt;de la Madre&lt;/b&gt;</", "title=\"" + ad + "\"")
                            .doesNotContain("<b>de la"));
            assertThat(get(router, "/ads?from=ayer").statusCode()).isEqualTo(400);
            assertThat(get(router, "/ads?by=moon").body()).contains("there are ad, campaign");
        }
    }

    @Test
    void whereThereAreSeveralOperationsThePageAdsIsOfOneOrOfAll() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("wolkvox.operations", "bogota,lima").set("wolkvox.lima.token", "another");
            Router router = rig.start();

            assertThat(get(router, "/ads?operation=lima").body())
                    .contains("<option value=\"\">All</option>", "<option value=\"lima\" selected>lima</option>")
                    .contains("operation=lima\">CSV");
            assertThat(json(router, "/ads?operation=lima").at("/operation").asText())
                    .isEqualTo("lima");
            assertThat(get(router, "/ads?operation=quito").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void oneRecordIsThePageTheJsonTheCsvAndWhatTheTerminalPrints() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.codes", "*").set("retry.schedule", "50ms").click("=cmd|' /C calc'!A0", "VENTA");
            rig.webhook.behave(Behaviour.saying(422, "no such field"));
            Router router = rig.start();
            eventually(() ->
                    assertThat(Rig.store(router).deliveries().dead().count()).isEqualTo(1));

            String filter = "state=dead&code=VENTA&status=422&failure=REJECTED&from=1h&operation=default";
            JsonNode page = json(router, "/deliveries?" + filter);
            assertThat(page.at("/rows/0/answer").asText()).isEqualTo("no such field");
            JsonNode printed = terminal(
                    "deliveries",
                    "--state",
                    "dead",
                    "--code",
                    "VENTA",
                    "--status",
                    "422",
                    "--failure",
                    "REJECTED",
                    "--from",
                    "1h",
                    "--operation",
                    "default");
            assertThat(printed.get("rows")).isEqualTo(page.get("rows")).hasSize(1);
            assertThat(terminal("dead").get("rows")).isEqualTo(page.get("rows"));
            assertThat(json(router, "/deliveries?to=1h").get("rows")).isEmpty();
            assertThat(get(router, "/deliveries?status=x").statusCode()).isEqualTo(400);

            HttpResponse<String> csv = get(router, "/deliveries?format=csv&limit=1000&" + filter);
            assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
            assertThat(csv.body())
                    .startsWith("\uFEFFid,destination,")
                    .contains(",'=cmd|' /C calc'!A0,", ",no such field\r\n");
            assertThat(Output.of("deliveries", "--csv", "--home", home.toString())
                            .text()
                            .replace("\r", ""))
                    .contains(",'=cmd|' /C calc'!A0,");

            List.of("/", "/coverage").forEach(path -> samePrinted(router, path));
            JsonNode life = json(router, "/clicks?key=" + page.at("/rows/0/id").asText());
            assertThat(terminal("trace", page.at("/rows/0/id").asText())).isEqualTo(life);

            JsonNode destination = json(router, "/destinations/webhook");
            assertThat(destination.at("/attempt/count").asInt()).isPositive();
            assertThat(destination.at("/outcomes/0/status").asInt()).isEqualTo(422);
            assertThat(destination.at("/code_to_delivered").isNull()).isTrue();
        }
    }

    /** Names and values, but for the moment at which each was asked. */
    private void samePrinted(Router router, String path) {
        try {
            JsonNode page = json(router, path);
            JsonNode printed = terminal(path.equals("/") ? "status" : "coverage");
            assertThat(printed.fieldNames()).toIterable().containsExactlyElementsOf(page::fieldNames);
            assertThat(printed.at("/operations/0/operation")).isEqualTo(page.at("/operations/0/operation"));
            assertThat(printed.at("/operations/0").fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(page.at("/operations/0")::fieldNames);
            assertThat(printed.get("attention")).isEqualTo(page.get("attention"));
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private JsonNode terminal(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--json", "--home", home.toString()));
        return new ObjectMapper().readTree(Output.of(all.toArray(String[]::new)).text());
    }
}
