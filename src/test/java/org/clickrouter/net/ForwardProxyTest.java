package org.clickrouter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.testing.Certificates;
import org.clickrouter.testing.LoginProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An https target behind a proxy with a log-in: a tunnel, in which the proxy sees nothing. */
class ForwardProxyTest {

    @TempDir
    private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpsServer target;
    private Certificates certificates;

    @BeforeEach
    void start() throws Exception {
        certificates = new Certificates(folder);
        target = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setHttpsConfigurator(new HttpsConfigurator(certificates.context(false)));
        target.createContext("/", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes()) + " "
                    + exchange.getRequestHeaders().containsKey("Proxy-Authorization"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
    }

    @AfterEach
    void stop() {
        target.stop(0);
    }

    private int post(String proxy) throws Exception {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .disableAuthCaching()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(certificates.trust()))
                        .build());
        new ForwardProxy(ProxyChoice.of("crm.proxy", proxy, Map.of()), LocalAddress.ANY).configure(builder);
        HostAlias.resolve(builder);
        HttpPost post = new HttpPost("https://localhost:" + target.getAddress().getPort() + "/hook");
        post.setEntity(new StringEntity("click"));
        try (CloseableHttpClient client = builder.build()) {
            return client.execute(post, answer -> answer.getCode());
        }
    }

    @Test
    void theTargetIsReachedByATunnelThatTheLogInOpens() throws Exception {
        try (LoginProxy proxy = new LoginProxy("ana:secret")) {
            assertThat(post("http://ana:secret@127.0.0.1:" + proxy.port())).isEqualTo(204);

            assertThat(asked).containsExactly("click false");
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT localhost:" + target.getAddress().getPort());
        }
    }

    @Test
    void aLogInThatTheProxyRefusesIsAMistakeInTheSettings() throws Exception {
        try (LoginProxy proxy = new LoginProxy("ana:secret")) {
            assertThatThrownBy(() -> post("http://ana:other@127.0.0.1:" + proxy.port()))
                    .satisfies(failure -> {
                        DeliveryException told = DeliveryException.of(failure);
                        assertThat(told.kind()).isEqualTo(FailureKind.MISCONFIGURED);
                        assertThat(told.getMessage())
                                .startsWith(
                                        "the proxy 127.0.0.1:" + proxy.port() + " wants another log-in (answered 407")
                                .endsWith("correct user and password in crm.proxy");
                    });
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "403 Forbidden, MISCONFIGURED, lets nobody through to localhost",
        "405 Method Not Allowed, MISCONFIGURED, lets nobody through to localhost",
        "429 Too Many, BUSY, wants fewer connections",
        "502 Bad Gateway, UNREACHABLE, did not get to localhost",
        "504 Gateway Time-out, UNREACHABLE, did not get to localhost",
        "204 Fine, MISCONFIGURED, lets nobody through to localhost"
    })
    void anAnswerOfTheProxyIsNeverOneOfTheTarget(String answer, FailureKind kind, String seen) throws Exception {
        try (LoginProxy proxy = new LoginProxy("").answering(answer)) {
            assertThatThrownBy(() -> post("http://127.0.0.1:" + proxy.port())).satisfies(failure -> {
                DeliveryException told = DeliveryException.of(failure);
                assertThat(told.kind()).isEqualTo(kind);
                assertThat(told.status()).isEmpty();
                assertThat(told.getMessage())
                        .contains("the proxy 127.0.0.1:" + proxy.port(), seen, "(answered " + answer + ")");
            });
        }
        assertThat(asked).isEmpty();
    }
}
