package org.clickrouter.destination.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.clickrouter.net.AllowList;
import org.clickrouter.net.NetworkPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client of webhooks at a receiver that answers with redirects; it is 127.0.0.1, and localhost is another host. */
class OneRedirectTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", this::answer);
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    /** The path says how: /302/localhost/end is answered with 302 to /end of localhost. */
    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("webhook-signature") + " " + body);
        String[] parts = path.split("/", 4);
        if (parts[1].matches("30\\d")) {
            exchange.getResponseHeaders().set("Location", at(parts[2]) + "/" + parts[3]);
            exchange.sendResponseHeaders(Integer.parseInt(parts[1]), -1);
        } else {
            exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }

    private String at(String host) {
        return host.equals("https")
                ? "https://localhost:" + receiver.getAddress().getPort()
                : "http://" + host + ":" + receiver.getAddress().getPort();
    }

    private int call(String method, String path, String... hosts) throws IOException {
        HttpClientBuilder builder = HttpClientBuilder.create();
        new WebhookClient(AllowList.parse(""), NetworkPath.DIRECT, Duration.ofSeconds(20))
                .redirectedTo(List.of(hosts))
                .configureHttpClient(builder);
        HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(at("127.0.0.1") + path));
        request.setHeader("webhook-signature", "v1,x");
        request.setHeader("Authorization", "Bearer t0ken");
        request.setEntity(new StringEntity("click", ContentType.APPLICATION_JSON));
        try (CloseableHttpClient client = builder.build()) {
            return client.execute(request, answer -> answer.getCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, 302", "POST, 303", "PUT, 303"})
    void aRedirectToANamedHostIsFetchedByGetWithoutAnythingOfTheCall(String method, int status) throws IOException {
        assertThat(call(method, "/" + status + "/localhost/end", "other.example", "LOCALHOST"))
                .isEqualTo(200);

        assertThat(calls).containsExactly(method + " /" + status + "/localhost/end v1,x click", "GET /end null ");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, 302, localhost, ",
        "POST, 302, localhost, example.com",
        "POST, 302, localhost, host",
        "POST, 301, localhost, localhost",
        "POST, 307, localhost, localhost",
        "POST, 308, localhost, localhost",
        "PUT, 302, localhost, localhost",
        "POST, 302, https, localhost"
    })
    void everyOtherRedirectIsTheAnswer(String method, int status, String to, String named) throws IOException {
        String[] hosts = named == null ? new String[0] : new String[] {named};

        assertThat(call(method, "/" + status + "/" + to + "/end", hosts)).isEqualTo(status);

        assertThat(calls).hasSize(1);
    }

    @Test
    void aSecondRedirectIsTheAnswer() throws IOException {
        assertThat(call("POST", "/302/localhost/302/localhost/end", "localhost"))
                .isEqualTo(302);

        assertThat(calls).hasSize(2);
    }
}
