package org.clickrouter.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.Test;

/** The limit on a whole call. */
class CallLimitTest {

    /** As while it waits for an access token: the client then finds no connection, and says so in its own way. */
    @Test
    void aCallThatIsOverBeforeItHasAConnectionTookTooLong() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        HttpPost post = new HttpPost("http://localhost:" + server.getAddress().getPort() + "/");
        HttpClientBuilder builder = HttpClientBuilder.create();
        builder.addExecInterceptorFirst("waits", (request, scope, chain) -> {
            await().until(post::isCancelled);
            return chain.proceed(request, scope);
        });
        builder.addExecInterceptorFirst("limit", new CallLimit(Duration.ofMillis(50)));

        try (CloseableHttpClient client = builder.build()) {
            assertThatThrownBy(() -> client.execute(post, answer -> answer.getCode()))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("took longer than its time-out");
        } finally {
            server.stop(0);
        }
    }
}
