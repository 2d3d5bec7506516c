package org.clickrouter.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSimulatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String DAY = "api=chat_14&date_ini=20250201000000&date_end=20250201235959";
    private static final ApiOptions SMALL = ApiOptions.defaults()
            .token("t")
            .cut(5)
            .dailyLimit(50)
            .clock(Clock.fixed(Instant.parse("2025-02-02T12:00:00Z"), ZoneOffset.UTC));

    private ApiSimulator api;

    @BeforeEach
    void start() throws IOException {
        api = ApiSimulator.start(SMALL);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theChatsOfAgentsAndTheRoutingPointsAnswerAndCountForTheToken() throws Exception {
        api.put(Map.of("chat_id", "served", "date", "2025-02-01 10:00:00", "agent_id", "7", "rp_id", "1001"));
        api.put(Map.of("chat_id", "bot", "date", "2025-02-01 10:00:00", "agent_id", "", "rp_id", "1002"));

        var chats = aside("reports_manager.php?api=chat_1&date_ini=20250201000000&date_end=20250201235959");
        assertThat(chats.path("data")).hasSize(1);
        assertThat(chats.at("/data/0/conn_id").asText()).isEqualTo("served");
        assertThat(chats.at("/data/0").has("agent_anwers ")).isTrue();
        assertThat(aside("information.php?api=routing_points").path("data")).hasSize(2);
        assertThat(aside("information.php?api=routing_points&routing=1002")
                        .at("/data/0/rp_id")
                        .asText())
                .isEqualTo("1002 ");
        assertThat(aside("information.php?api=token_info")
                        .at("/data/0/token_use_today")
                        .asText())
                .isEqualTo("4");
        assertThat(api.calls()).as("calls of the click report").isEmpty();
    }

    private JsonNode aside(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(api.baseUrl() + "/api/v2/" + path))
                .header("wolkvox-token", "t")
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Test
    void answersTheRecordsOfTheWindowWithBothEndsIncluded() throws Exception {
        click("before", "2025-01-31 23:59:59");
        click("first", "2025-02-01 00:00:00");
        click("last", "2025-02-01 23:59:59");
        click("after", "2025-02-02 00:00:00");

        var answer = get(DAY);

        assertThat(answer.statusCode()).isEqualTo(200);
        var body = json(answer);
        assertThat(body.path("code").textValue()).isEqualTo("200");
        assertThat(body.path("msg").textValue()).isEqualTo("2 records were found");
        assertThat(body.path("data").findValuesAsText("chat_id")).containsExactly("first", "last");
        assertThat(body.path("data").get(0)).isEqualTo(api.records().get(1));
        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.from()).isEqualTo("20250201000000");
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.records()).isEqualTo(2);
            assertThat(call.end()).isNotNull();
        });
    }

    @Test
    void answersAnEmptyWindowWith404() throws Exception {
        refused(get(DAY), 404, "Validate dates entered");
    }

    @Test
    void refusesAMissingAndAWrongToken() throws Exception {
        refused(
                HTTP.send(HttpRequest.newBuilder(uri(DAY)).build(), HttpResponse.BodyHandlers.ofString()),
                401,
                "PLEASE ENTER THE WOLKVOX-TOKEN");
        refused(
                HTTP.send(
                        HttpRequest.newBuilder(uri(DAY))
                                .header("wolkvox-token", "T")
                                .build(),
                        HttpResponse.BodyHandlers.ofString()),
                403,
                "PLEASE VALIDATE TOKEN");
        assertThat(api.maxInFlight()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api=chat_99&date_ini=20250201000000&date_end=20250201235959|THE API YOU WANT TO CONSULT DOES NOT EXIST",
                "date_ini=20250201000000&date_end=20250201235959|SOME PARAMETERS ARE REQUIRED",
                "api=chat_14|SOME PARAMETERS ARE REQUIRED",
                "api=chat_14&date_ini=20250201000000|SOME PARAMETERS ARE REQUIRED",
                "api=chat_14&date_ini=2025-02-01&date_end=20250201235959|SOME PARAMETERS ARE REQUIRED",
                "api=chat_14&date_ini=20250230000000&date_end=20250301000000|SOME PARAMETERS ARE REQUIRED",
                "api=chat_14&date_ini=20250202000000&date_end=20250201000000|SOME PARAMETERS ARE REQUIRED",
                "api=chat_14&date_ini=20250101000000&date_end=20250201000001|SOME PARAMETERS ARE REQUIRED"
            })
    void refusesWrongParameters(String query, String message) throws Exception {
        refused(get(query), 400, message);
    }

    @Test
    void takesAWindowOfExactly31Days() throws Exception {
        click("c", "2025-02-01 00:00:00");
        assertThat(get("api=chat_14&date_ini=20250101000000&date_end=20250201000000")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesCallsPastTheDailyLimit() throws Exception {
        click("c", "2025-02-01 10:00:00");
        for (int i = 0; i < 50; i++) {
            assertThat(get(DAY).statusCode()).isEqualTo(200);
        }
        refused(get(DAY), 403, "TOKEN LIMIT EXCEEDED");
    }

    @Test
    void refusesTheThirdSimultaneousCallAndOverlapsOnlyWhenItsClientsDo() throws Exception {
        click("c", "2025-02-01 10:00:00");
        get(DAY);
        get(DAY);
        assertThat(api.maxInFlight()).isEqualTo(1);
        api.fault(Fault.of(Fault.Kind.SLOW), 2);
        var first = getAsync();
        var second = getAsync();
        await().until(() -> api.maxInFlight() == 2);
        await().until(() ->
                api.calls().stream().filter(c -> c.fault() == Fault.Kind.SLOW).count() == 2);

        refused(get(DAY), 403, "EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)");

        assertThat(api.maxInFlight()).isEqualTo(3);
        api.clearFaults();
        assertThat(first.get(5, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
        assertThat(second.get(5, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
    }

    @Test
    void cutsALongAnswerSilently() throws Exception {
        sixClicks();
        var body = json(get(DAY));
        assertThat(body.path("data")).hasSize(5);
        assertThat(body.path("msg").textValue()).isEqualTo("5 records were found");
    }

    @Test
    void zipsWhenAskedTo() throws Exception {
        click("c", "2025-02-01 10:00:00");
        var answer = HTTP.send(
                HttpRequest.newBuilder(uri(DAY))
                        .header("wolkvox-token", "t")
                        .header("Accept-Encoding", "deflate, gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(JSON.readTree(unzipped).path("data")).hasSize(1);
        }
        assertThat(get(DAY).headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void showsALateCodeWhenTheWindowIsReadAgain() throws Exception {
        click("c", "2025-02-01 10:00:00");
        assertThat(json(get(DAY)).at("/data/0/cod_act").textValue()).isEmpty();
        assertThat(api.recode("c", "VENTA")).isEqualTo(1);
        assertThat(json(get(DAY)).at("/data/0/cod_act").textValue()).isEqualTo("VENTA");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_TOKEN,403",
        "TOKEN_LIMIT,403",
        "SIMULTANEOUS,403",
        "MAINTENANCE,403",
        "BAD_REQUEST,400",
        "CODE_INSIDE_200,200",
        "HTML_500,500",
        "EMPTY_200,200"
    })
    void failsOnceAndThenRecovers(Fault.Kind kind, int status) throws Exception {
        click("c", "2025-02-01 10:00:00");
        api.fault(Fault.of(kind));

        var failed = get(DAY);

        assertThat(failed.statusCode()).isEqualTo(status);
        assertThat(failed.body()).doesNotContain("chat_id");
        assertThat(json(get(DAY)).path("data")).hasSize(1);
        assertThat(api.calls()).extracting(Call::fault).containsExactly(kind, null);
    }

    @Test
    void cutsTheJsonInTheMiddleOfARecord() throws Exception {
        sixClicks();
        api.fault(Fault.of(Fault.Kind.CUT_SHORT).afterRecords(2));
        var answer = get(DAY);
        assertThat(answer.body()).contains("c1").doesNotContain("c3");
        assertThatThrownBy(() -> json(answer)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void breaksTheConnectionInTheMiddleOfTheBody() throws Exception {
        sixClicks();
        api.fault(Fault.of(Fault.Kind.RESET));
        assertThatThrownBy(() -> get(DAY)).isInstanceOf(IOException.class);
        assertThat(get(DAY).statusCode()).isEqualTo(200);
    }

    @Test
    void stallsUntilReleasedAndThenFinishes() throws Exception {
        sixClicks();
        api.fault(Fault.of(Fault.Kind.STALL));
        var answer = getAsync();
        await().until(() -> api.calls().size() == 1 && api.calls().get(0).fault() != null);
        assertThat(answer).isNotDone();
        await().untilAsserted(() -> {
            api.clearFaults();
            assertThat(answer).isDone();
        });
        assertThat(json(answer.get()).path("data")).hasSize(5);
    }

    @Test
    void closingBreaksHeldCalls() throws Exception {
        click("c", "2025-02-01 10:00:00");
        api.fault(Fault.of(Fault.Kind.SLOW));
        var answer = getAsync();
        await().until(() -> api.calls().size() == 1 && api.calls().get(0).fault() != null);
        api.close();
        assertThatThrownBy(() -> answer.get(5, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void bendsTheShapeOfTheAnswerOnDemand() throws Exception {
        click("7", "2025-02-01 10:00:00");
        api.fault(Fault.of(Fault.Kind.NUMERIC_IDS));
        api.fault(Fault.of(Fault.Kind.DATA_OBJECT));
        api.fault(Fault.of(Fault.Kind.DATA_NULL));
        api.fault(Fault.of(Fault.Kind.BAD_RECORDS));
        api.fault(Fault.of(Fault.Kind.FULL));
        var numeric = json(get(DAY));
        assertThat(numeric.path("code").isInt()).isTrue();
        assertThat(numeric.at("/data/0/source_id").bigIntegerValue()).isEqualTo("120210123456789012");
        assertThat(json(get(DAY)).at("/data/chat_id").textValue()).isEqualTo("7");
        assertThat(json(get(DAY)).path("data").isNull()).isTrue();
        assertThat(json(get(DAY)).path("data")).hasSize(6);
        assertThat(json(get(DAY)).path("data")).hasSize(5);
    }

    @Test
    void makesABigAnswerWhileItIsSent() throws Exception {
        api.fault(Fault.big(5, 20_000_000), 1);
        var size = HTTP.send(
                        HttpRequest.newBuilder(uri(DAY))
                                .header("wolkvox-token", "t")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body()
                .length;
        assertThat(size).isBetween(20_000_000, 20_002_000);
    }

    @Test
    void isSteeredByItsControlEndpoint() throws Exception {
        assertThat(control(
                                "POST",
                                "/clicks",
                                "[{\"chat_id\": \"c\", \"date\": \"2025-02-01 10:00:00\", \"cod_act\": \"\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(control("POST", "/recode", "{\"chat_id\": \"c\", \"cod_act\": \"002\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(control("POST", "/fault", "{\"kind\": \"HTML_500\", \"times\": 2}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(DAY).statusCode()).isEqualTo(500);
        assertThat(control("DELETE", "/fault", "").statusCode()).isEqualTo(200);
        assertThat(json(get(DAY)).at("/data/0/cod_act").textValue()).isEqualTo("002");
        assertThat(json(control("GET", "/calls", ""))).hasSize(2);
        assertThat(control("GET", "", "").body()).contains("/control/recode").contains("CODE_INSIDE_200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fault {\"kind\": \"NO_SUCH\"}",
                "/fault {\"kind\": \"SLOW\", \"seconds\": -1}",
                "/fault {\"kind\": \"SLOW\", \"second\": 1}",
                "/fault []",
                "/fault {\"kind\"",
                "/clicks {}",
                "/clicks [{\"chat_id\": \"c\"}]",
                "/clicks [1]",
                "/recode {\"chat_id\": 1, \"cod_act\": \"\"}",
                "/recode {\"chat_id\": \"c\"}",
                "/clicks "
            })
    void refusesBadControlInputWithAReason(String request) throws Exception {
        var parts = request.split(" ", 2);
        var answer = control("POST", parts[0], parts[1]);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").textValue()).isNotBlank();
        assertThat(api.records()).isEmpty();
    }

    @Test
    void givesAwayNoToken() {
        assertThat(ApiOptions.defaults().token("s3cret").toString()).doesNotContain("s3cret");
    }

    private void sixClicks() {
        for (int i = 0; i < 6; i++) {
            click("c" + i, "2025-02-01 10:00:0" + i);
        }
    }

    private void click(String chatId, String date) {
        api.put(Map.of("chat_id", chatId, "date", date, "cod_act", "", "source_id", "120210123456789012"));
    }

    private URI uri(String query) {
        return URI.create(api.baseUrl() + "/api/v2/reports_manager.php?" + query);
    }

    private HttpRequest request(String query) {
        return HttpRequest.newBuilder(uri(query))
                .header("wolkvox-token", "t")
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private HttpResponse<String> get(String query) throws Exception {
        return HTTP.send(request(query), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> getAsync() {
        return HTTP.sendAsync(request(DAY), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> control(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(api.baseUrl() + "/control" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void refused(HttpResponse<String> answer, int status, String message) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("msg").textValue()).isEqualTo(message);
        assertThat(json(answer).path("code").textValue()).isEqualTo(String.valueOf(status));
    }

    private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return JSON.readTree(answer.body());
    }
}
