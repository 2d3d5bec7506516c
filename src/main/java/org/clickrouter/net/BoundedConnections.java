package org.clickrouter.net;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections on which a server cannot fill the memory before its answer's body begins: the client by itself takes
 * lines and headers without a limit.
 */
public final class BoundedConnections {

    private static final int LINE = 32_768;
    private static final int HEADERS = 200;

    private BoundedConnections() {}

    /**
     * @param most connections, also to one host
     * @param connecting the longest that connecting may take
     */
    public static PoolingHttpClientConnectionManagerBuilder builder(int most, Duration connecting) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LINE)
                                .setMaxHeaderCount(HEADERS)
                                .build())
                        .build())
                .setMaxConnTotal(most)
                .setMaxConnPerRoute(most)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connecting))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build());
    }
}
