package org.clickrouter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;
import org.clickrouter.delivery.RefusedAddressException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListDnsResolverTest {
    private final AtomicInteger hits = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int get(String url, DnsResolver resolver, HttpHost proxy) throws Exception {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .build();
        try (CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(connections)
                .setProxy(proxy)
                .disableAutomaticRetries()
                .build()) {
            return client.execute(new HttpGet(url), response -> response.getCode());
        }
    }

    private String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/";
    }

    private static DnsResolver names(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] resolved = new InetAddress[addresses.length];
                for (int i = 0; i < addresses.length; i++) {
                    resolved[i] = InetAddress.getByName(addresses[i]);
                }
                return resolved;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Test
    void aPermittedHostIsReached() throws Exception {
        assertThat(get(url("127.0.0.1"), new AllowListDnsResolver(AllowList.parse("127.0.0.0/8")), null))
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"})
    void literalAddressesAndNamesAreCheckedAlikeAndNothingIsSent(String host) {
        DnsResolver resolver = new AllowListDnsResolver(AllowList.parse("10.0.0.0/8"));

        Throwable refused = catchThrowable(() -> get(url(host), resolver, null));

        assertThat(DeliveryException.of(refused).kind()).isEqualTo(FailureKind.REFUSED_ADDRESS);
        assertThat(DeliveryException.of(refused).getMessage()).contains("outside the allowed networks 10.0.0.0/8");
        assertThat(hits).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://[::ffff:169.254.169.254]/",
                "http://2852039166/",
                "http://169.254.43518/"
            })
    void metadataServicesAreRefusedWithoutAnyList(String url) {
        Throwable refused = catchThrowable(() -> get(url, new AllowListDnsResolver(AllowList.parse("")), null));

        assertThat(DeliveryException.of(refused).kind()).isEqualTo(FailureKind.REFUSED_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://0xA9FEA9FE/", "http://0251.0376.0251.0376/"})
    void anAddressInHexadecimalOrOctalIsNoAddressHereAndReachesNothing(String url) {
        Throwable refused = catchThrowable(() -> get(url, new AllowListDnsResolver(AllowList.parse("")), null));

        assertThat(DeliveryException.of(refused).kind()).isIn(FailureKind.REFUSED_ADDRESS, FailureKind.UNREACHABLE);
    }

    @Test
    void ofANameWithSeveralAddressesOnlyThePermittedAreUsed() throws Exception {
        DnsResolver resolver = new AllowListDnsResolver(AllowList.parse(""), names("169.254.169.254", "127.0.0.1"));

        assertThat(resolver.resolve("mixed.example")).containsExactly(InetAddress.getByName("127.0.0.1"));
        assertThat(get(url("mixed.example"), resolver, null)).isEqualTo(204);
    }

    @Test
    void aNameWithoutAddressesIsUnreachable() {
        assertThatThrownBy(() -> new AllowListDnsResolver(AllowList.parse(""), names()).resolve("none.example"))
                .isInstanceOf(UnknownHostException.class)
                .isNotInstanceOf(RefusedAddressException.class);
    }

    @Test
    void behindAProxyItIsTheProxyThatIsChecked() {
        HttpHost proxy = new HttpHost("http", "127.0.0.1", server.getAddress().getPort());

        Throwable refused = catchThrowable(
                () -> get("http://10.0.0.1/", new AllowListDnsResolver(AllowList.parse("10.0.0.0/8")), proxy));

        assertThat(DeliveryException.of(refused).kind()).isEqualTo(FailureKind.REFUSED_ADDRESS);
        assertThat(hits).hasValue(0);
    }
}
