package org.clickrouter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that drips a byte now and then ends no socket time-out; the deadline ends it. */
class DeadlineTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger quick = new AtomicInteger();
    private HttpServer server;
    private CloseableHttpClient client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (!waited(20)) {
                    body.write('x');
                    body.flush();
                }
            }
        });
        server.createContext("/quick", exchange -> {
            quick.incrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
        HttpClientBuilder builder = HttpClientBuilder.create();
        new Deadline().configureHttpClient(builder);
        client = builder.build();
    }

    private boolean waited(long millis) {
        try {
            return over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @AfterEach
    void close() throws IOException {
        Deadline.end();
        over.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private String get(String path) throws IOException {
        return get(client, path);
    }

    private String get(CloseableHttpClient client, String path) throws IOException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return client.execute(
                new HttpGet(url),
                answer -> new String(
                        answer.getEntity().getContent().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    @Timeout(60)
    void aTrickleThatNeverEndsIsCutOff() {
        Deadline.Call call = Deadline.begin(Duration.ofMillis(300));

        assertThatThrownBy(() -> get("/drip")).isInstanceOf(IOException.class);

        assertThat(call.expired()).isTrue();
    }

    @Test
    void aCallThatEndsInTimeIsLeftAlone() throws IOException {
        Deadline.Call call = Deadline.begin(Duration.ofMinutes(5));

        assertThat(get("/quick")).isEqualTo("ok");

        assertThat(Deadline.end()).isSameAs(call);
        assertThat(call.expired()).isFalse();
        assertThat(Deadline.current()).isNull();
        assertThat(get("/quick"))
                .as("the next call has no limit of the one before")
                .isEqualTo("ok");
    }

    /** As in a process that stood still while it connected, whose alarm has not run yet when it wakes up. */
    @Test
    void aCallWhoseTimeIsOverWhenItIsConnectedIsNotSent() throws Exception {
        AtomicLong nanos = new AtomicLong();
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new SystemDefaultDnsResolver() {
                            @Override
                            public InetAddress[] resolve(String host) throws UnknownHostException {
                                nanos.addAndGet(Duration.ofMinutes(5).toNanos());
                                return super.resolve(host);
                            }
                        })
                        .build());
        new Deadline().configureHttpClient(builder);
        try (CloseableHttpClient slow = builder.build()) {
            Deadline.Call call = Deadline.begin(Duration.ofMinutes(5), nanos::get);

            assertThatThrownBy(() -> get(slow, "/quick")).isInstanceOf(IOException.class);

            assertThat(call.expired()).isTrue();
            assertThat(quick).hasValue(0);
        }
    }

    @Test
    @Timeout(60)
    void aLimitThatPassedBeforeTheCallBeganEndsItAtOnce() throws Exception {
        Deadline.Call call = Deadline.begin(Duration.ofMillis(1));
        org.awaitility.Awaitility.await().until(call::expired);

        assertThatThrownBy(() -> get("/drip")).isInstanceOf(Exception.class);
    }
}
