package org.clickrouter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.clickrouter.net.ApiGet;
import org.clickrouter.observe.ClockWatch;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.settings.Settings;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.LoginProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where calls of the API begin, whom they trust, and what a proxy on their way says. */
class ApiPathTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private static Path keys;

    private static final List<String> CALLERS = new CopyOnWriteArrayList<>();
    private static HttpsServer api;

    @TempDir
    private Path home;

    private final Map<String, String> values =
            new HashMap<>(Map.of("wolkvox.server", "1234", "wolkvox.token", "token-of-the-api"));

    @BeforeAll
    static void start() throws Exception {
        Certificates certificates = new Certificates(keys);
        certificates.client("other");
        api = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 0);
        api.setHttpsConfigurator(new HttpsConfigurator(certificates.context(false)));
        api.createContext("/", exchange -> {
            CALLERS.add(exchange.getRemoteAddress().getAddress().getHostAddress());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        api.start();
    }

    @AfterAll
    static void stop() {
        api.stop(0);
    }

    @BeforeEach
    void prepare() throws Exception {
        CALLERS.clear();
        values.put("wolkvox.ca", "api.pem");
        copy("trusted.pem");
    }

    private void copy(String from) throws Exception {
        Files.copy(keys.resolve(from), home.resolve("api.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Settings settings() {
        return Settings.of(home, values, "test");
    }

    private URI uri() {
        return URI.create("https://localhost:" + api.getAddress().getPort() + "/");
    }

    private int call() throws Exception {
        return new ApiGet(ApiPath.of(settings())).get(uri(), "token", LONG, LONG, (status, date, body) -> status);
    }

    private static int poll(CloseableHttpClient client, URI uri) throws Exception {
        return client.<Integer>execute(new HttpGet(uri), answer -> answer.getCode());
    }

    @Test
    void callsBeginFromTheAddressThatIsSet() throws Exception {
        values.put("wolkvox.local-address", "127.0.0.2");

        assertThat(call()).isEqualTo(204);
        assertThat(CALLERS).containsExactly("127.0.0.2");
    }

    @Test
    void anAuthorityOfOurOwnIsRenewedWithoutARestart() throws Exception {
        copy("other.pem");
        HttpClientBuilder builder = HttpClientBuilder.create();
        Clock clock = Clock.systemUTC();
        new ReportClient(
                        LONG,
                        ApiPath.of(settings()),
                        new ClockWatch("api", "late", "later", clock, new SimpleMeterRegistry()),
                        clock)
                .configureHttpClient(builder);
        try (CloseableHttpClient client = builder.build()) {
            assertThatThrownBy(() -> poll(client, uri())).hasMessageContaining("certification path");

            copy("trusted.pem");

            assertThat(poll(client, uri())).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "407 Proxy Authentication Required, wants another log-in, correct user and password in wolkvox.proxy",
        "403 Forbidden, lets nobody through to localhost, have it allowed there",
        "502 Bad Gateway, did not get to localhost, whether it reaches that name and port"
    })
    void aProxyThatRefusesIsNamedWithItsAnswerAndNotTheVendorsAllowList(String answer, String seen, String remedy)
            throws Exception {
        try (LoginProxy proxy = new LoginProxy("ana:secret").answering(answer)) {
            values.put("wolkvox.proxy", "http://ana:secret@127.0.0.1:" + proxy.port());

            assertThatThrownBy(this::call).satisfies(failure -> {
                AnswerException told = AnswerException.of(failure, List.of());
                assertThat(told.getMessage())
                        .contains("the proxy 127.0.0.1:" + proxy.port(), seen, "answered " + answer)
                        .doesNotContain("allow-list", "secret");
                assertThat(told.hint()).contains(remedy).doesNotContain("allow-list");
                assertThat(told.ofTheWindow()).isFalse();
            });
        }
        assertThat(CALLERS).isEmpty();
    }

    @Test
    void aProxyThatIsNotThereIsNamedToo() throws Exception {
        LoginProxy gone = new LoginProxy("");
        gone.close();
        values.put("wolkvox.proxy", "http://127.0.0.1:" + gone.port());

        assertThatThrownBy(this::call)
                .satisfies(failure -> assertThat(
                                AnswerException.of(failure, List.of()).getMessage())
                        .contains("the proxy 127.0.0.1:" + gone.port() + " cannot be reached")
                        .doesNotContain("allow-list"));
    }
}
