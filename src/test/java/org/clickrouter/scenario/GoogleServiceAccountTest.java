package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The second way of docs/destinations/sheets.md, against a stand-in that takes only a statement signed by the account.
 */
class GoogleServiceAccountTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "clicks@company.iam.gserviceaccount.com";
    private static final String SCOPE = "https://www.googleapis.com/auth/spreadsheets";

    @TempDir
    private Path home;

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<String> rows = new CopyOnWriteArrayList<>();
    private String subject = "";
    private KeyPair keys;
    private HttpServer google;
    private Rig rig;

    @BeforeEach
    void prepare() throws Exception {
        keys = pair();
        google = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        google.createContext("/token", this::give);
        google.createContext("/v4/", this::append);
        google.start();
        rig = new Rig(home).set("webhook.codes", "");
        Matcher settings = Pattern.compile("(?m)^(sheets-api[\\w.-]+)=(.*)$")
                .matcher(Files.readString(Path.of("docs/destinations/sheets.md")));
        while (settings.find()) {
            rig.set(
                    settings.group(1),
                    settings.group(1).endsWith("url")
                            ? settings.group(2).replaceFirst("https://[^/]+", address())
                            : settings.group(2));
        }
        rig.recipe("sheets-api");
        rig.firstStep("- to: direct:sheets-api\n");
    }

    @AfterEach
    void end() {
        rig.close();
        google.stop(0);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private String address() {
        return "http://127.0.0.1:" + google.getAddress().getPort();
    }

    private void keyFile(KeyPair pair) throws IOException {
        Files.writeString(
                Files.createDirectories(home.resolve("secrets")).resolve("service-account.json"),
                JSON.writeValueAsString(Map.of(
                        "type",
                        "service_account",
                        "private_key_id",
                        "key-1",
                        "private_key",
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(pair.getPrivate().getEncoded())
                                + "\n-----END PRIVATE KEY-----\n",
                        "client_email",
                        ACCOUNT)));
    }

    private static JsonNode decoded(String part) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    /** RFC 7523 3, as far as Google describes it. */
    private boolean isOurs(String form) throws IOException {
        Matcher assertion = Pattern.compile(
                        "^grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)$")
                .matcher(URLDecoder.decode(form, StandardCharsets.UTF_8));
        if (!assertion.matches()) {
            return false;
        }
        JsonNode head = decoded(assertion.group(1));
        JsonNode claims = decoded(assertion.group(2));
        long now = Instant.now().getEpochSecond();
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((assertion.group(1) + "." + assertion.group(2)).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(assertion.group(3)))
                    && head.path("alg").asText().equals("RS256")
                    && head.path("kid").asText().equals("key-1")
                    && claims.path("iss").asText().equals(ACCOUNT)
                    && claims.path("scope").asText().equals(SCOPE)
                    && (claims.has("sub") ? claims.path("sub").asText() : "").equals(subject)
                    && claims.path("aud").asText().equals(address() + "/token")
                    && claims.path("iat").asLong() <= now + 60
                    && claims.path("exp").asLong() > now
                    && claims.path("exp").asLong() - claims.path("iat").asLong() <= 3600;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void give(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean ours = isOurs(form) && exchange.getRequestHeaders().getFirst("Authorization") == null;
        answer(
                exchange,
                ours ? 200 : 400,
                ours
                        ? "{\"access_token\":\"ya29.t0ken\",\"token_type\":\"Bearer\",\"expires_in\":3599}"
                        : "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}");
    }

    private void append(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!"Bearer ya29.t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else if (!refusals.isEmpty()) {
            answer(exchange, 429, refusals.remove(0));
        } else {
            rows.add(exchange.getRequestURI() + " " + body);
            answer(exchange, 200, "{\"updates\":{\"updatedRows\":1}}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aRowIsAppendedWithATokenThatIsGivenForTheAccountsStatement() throws IOException {
        keyFile(keys);
        refusals.add("{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\"}}");
        Map<String, Object> record = rig.record("573001112233", "VENTA");
        rig.api.put(record);
        Router router = rig.start();

        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isOne());
        assertThat(rows)
                .containsExactly(
                        "/v4/spreadsheets/your-sheet/values/Clicks:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS"
                                + " {\"values\":[[\"" + record.get("date")
                                + "\",\"573001112233\",\"1\",\"VENTA\",\"120210000000000017\",\"https://fb.me/x\",\"7\"]]}");
    }

    @Test
    void anAccountActsInTheNameOfTheUserThatIsSet() throws IOException {
        keyFile(keys);
        subject = "ana@company.example";
        Router router = rig.set("sheets-api.oauth2.subject", subject)
                .click("a", "VENTA")
                .start();

        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isOne());
    }

    @Test
    void aKeyOfAnotherAccountIsAMistakeByWhichNothingDies() throws Exception {
        keyFile(pair());
        Router router = rig.click("a", "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).containsExactly("MISCONFIGURED"));
        assertThat(rows).isEmpty();
        assertThat(Rig.store(router).deliveries().list())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.attempts()).isZero());
        assertThat(Rig.store(router).deliveries().errors().toString())
                .contains("sheets-api.oauth2.token-url")
                .doesNotContain("PRIVATE");
    }

    @Test
    void checkTriesTheExampleAndSaysWhatOfAKeyFileIsWrongAndShowsNothingOfIt() throws IOException {
        keyFile(keys);
        rig.settings();
        Files.copy(Path.of("routes/recipes/sheets-api.examples.yaml"), home.resolve("routes/sheets-api.examples.yaml"));
        assertThat(Output.of("check", "--home", home.toString()).text())
                .doesNotContainIgnoringCase("error")
                .doesNotContain("expected");
        Path file = home.resolve("secrets/service-account.json");

        Files.writeString(file, "{\"client_email\":\"a@b\",\"private_key\":\"s3cret\"}");
        assertThat(Output.of("check", "--home", home.toString()).text())
                .contains("sheets-api.oauth2.key-file", "must have client_email and private_key")
                .doesNotContain("s3cret");
        Files.delete(file);
        assertThat(Output.of("check", "--home", home.toString()).text())
                .contains("sheets-api.oauth2.key-file", "cannot be read");
    }
}
