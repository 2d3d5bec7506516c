package org.clickrouter.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.clickrouter.net.LocalAddress;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.ProxyChoice;
import org.clickrouter.net.TlsFiles;
import org.clickrouter.poll.ReportClient;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWatchTest {

    private final SetClock clock = new SetClock("2026-03-10T15:00:00Z");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClockWatch watch = new ClockWatch("api", "late", "later", clock, registry);

    private double ahead() {
        return registry.get("clickrouter.clock.ahead.seconds")
                .tag("of", "api")
                .gauge()
                .value();
    }

    @ParameterizedTest
    @CsvSource({"0,false", "10,false", "-10,false", "11,true", "-11,true", "-86400,true"})
    void aDifferenceIsToldFromElevenSecondsOn(long theirs, boolean told) {
        assertThat(watch.differs(clock.instant(), clock.instant().plusSeconds(theirs)))
                .isEqualTo(told);
        assertThat(ahead()).isEqualTo(-theirs);
    }

    /** Some servers say when the request came, others when their answer began; a report may take a minute. */
    @ParameterizedTest
    @CsvSource({"0,false,0", "30,false,0", "60,false,0", "-11,true,11", "71,true,-11"})
    void aSlowAnswerIsNoWrongClock(long theirs, boolean told, double ahead) {
        Instant asked = clock.instant();
        clock.advance(Duration.ofMinutes(1));

        assertThat(watch.differs(asked, asked.plusSeconds(theirs))).isEqualTo(told);
        assertThat(ahead()).isEqualTo(ahead);
    }

    @Test
    void theMetricFollowsTheClock() {
        watch.differs(clock.instant(), clock.instant().plusSeconds(60));
        watch.differs(clock.instant(), clock.instant());
        assertThat(ahead()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'Date: Tue, 10 Mar 2026 14:55:00 GMT',300", "Date: yesterday,", "X-Date: none,"})
    void theTimeComesFromTheAnswersOfTheApi(String header, Integer ahead) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(server, header));
            HttpClientBuilder builder = HttpClientBuilder.create();
            new ReportClient(
                            Duration.ofSeconds(10),
                            new NetworkPath(
                                    ProxyChoice.of("wolkvox.proxy", "", Map.of()), LocalAddress.ANY, TlsFiles.NONE),
                            watch,
                            clock)
                    .configureHttpClient(builder);
            try (var client = builder.build()) {
                assertThat(client.<Integer>execute(
                                new HttpGet("http://127.0.0.1:" + server.getLocalPort()),
                                response -> response.getCode()))
                        .isEqualTo(200);
            }
            served.join();
        }
        assertThat(registry.find("clickrouter.clock.ahead.seconds").gauges()).hasSize(ahead == null ? 0 : 1);
        if (ahead != null) {
            assertThat(ahead()).isEqualTo(ahead.doubleValue());
        }
    }

    private static void answer(ServerSocket server, String header) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
